#include "contract/engines.h"

#include "adapters/store/idempotency_keys.h"

namespace gv::contract {
namespace {

using app::KeyedAnswer;
using app::KeyedRequest;
using app::Transaction;
using namespace std::chrono_literals;

class IdempotencyContract : public Contract {
 protected:
  KeyedRequest request(std::string fingerprint = std::string("\0print", 6)) {
    return {.key = "k-1",
            .route = "POST /uploads",
            .fingerprint = std::move(fingerprint),
            .expires_at = clock_.now() + 24h};
  }
  KeyedAnswer begin(const app::AccountScope& scope, const KeyedRequest& request) {
    return *store_.write(
        scope, [&](Transaction& transaction) { return keys_.begin(transaction, request); });
  }
  void finish(const app::StoredResponse& response) {
    ASSERT_TRUE(store_.write(alpha_, [&](Transaction& transaction) {
      return keys_.finish(transaction, "k-1", response);
    }));
  }

  store::IdempotencyKeys keys_{};
};

TEST_P(IdempotencyContract, TheFirstGoesAndTheOthersWaitForItsAnswer) {
  EXPECT_EQ(begin(alpha_, request()).kind, KeyedAnswer::Kind::Go);
  EXPECT_EQ(begin(alpha_, request()).kind, KeyedAnswer::Kind::Running);

  finish({201, std::string("{\"id\":\0}", 8)});
  const auto again = begin(alpha_, request());

  EXPECT_EQ(again.kind, KeyedAnswer::Kind::Done);
  EXPECT_EQ(again.response->status, 201);
  EXPECT_EQ(again.response->body, std::string("{\"id\":\0}", 8));
}

TEST_P(IdempotencyContract, AnotherRequestUnderTheKeyIsToldApart) {
  begin(alpha_, request());

  EXPECT_EQ(begin(alpha_, request("other")).kind, KeyedAnswer::Kind::Differs);
}

TEST_P(IdempotencyContract, AccountsShareNoKeys) {
  begin(alpha_, request());

  EXPECT_EQ(begin(beta_, request()).kind, KeyedAnswer::Kind::Go);
}

TEST_P(IdempotencyContract, AReleasedOrExpiredKeyIsFree) {
  begin(alpha_, request());
  ASSERT_TRUE(store_.write(
      alpha_, [&](Transaction& transaction) { return keys_.release(transaction, "k-1"); }));
  EXPECT_EQ(begin(alpha_, request()).kind, KeyedAnswer::Kind::Go);
  finish({200, "{}"});
  clock_.advance(24h);

  EXPECT_EQ(begin(alpha_, request("other")).kind, KeyedAnswer::Kind::Go);
}

TEST_P(IdempotencyContract, OnlyARunningKeyIsFinished) {
  begin(alpha_, request());
  finish({200, "{}"});

  const auto twice = store_.write(alpha_, [&](Transaction& transaction) {
    return keys_.finish(transaction, "k-1", {500, "{}"});
  });

  EXPECT_EQ(twice.error().code, ErrorCode::Conflict);
}

TEST_P(IdempotencyContract, ThePurgeTakesExpiredKeysOfItsAccount) {
  begin(alpha_, request());
  begin(beta_, request());
  const auto purge = [&] {
    return *store_.write(alpha_,
                         [&](Transaction& transaction) { return keys_.purge(transaction, 10); });
  };

  EXPECT_EQ(purge(), 0);
  clock_.advance(24h);
  EXPECT_EQ(purge(), 1);
}

GV_ON_EACH_ENGINE(IdempotencyContract);

}  // namespace
}  // namespace gv::contract
