#include "contract/engines.h"

#include <atomic>
#include <numeric>
#include <thread>

#include "adapters/store/event_log.h"

namespace gv::contract {
namespace {

using app::NewEvent;
using app::Transaction;

class EventLogContract : public Contract {
 protected:
  Result<std::vector<std::int64_t>> append(const app::AccountScope& scope,
                                           const std::vector<NewEvent>& facts) {
    return store_.write(scope,
                        [&](Transaction& transaction) { return log_.append(transaction, facts); });
  }
  std::vector<app::Event> all(const app::AccountScope& scope) {
    return *store_.read(
        scope, [&](Transaction& transaction) { return log_.after(transaction, 0, 1'000); });
  }

  store::EventLog log_{};
};

NewEvent fact(std::string type, std::optional<std::string> key = {}) {
  return {.type = std::move(type), .source = "test", .source_key = std::move(key)};
}

TEST_P(EventLogContract, NumbersAnAccountsEventsFromOne) {
  EXPECT_EQ(*append(alpha_, {fact("a"), fact("b")}), (std::vector<std::int64_t>{1, 2}));
  EXPECT_EQ(*append(beta_, {fact("c")}), (std::vector<std::int64_t>{1}));
  EXPECT_EQ(*append(alpha_, {fact("d")}), (std::vector<std::int64_t>{3}));
}

TEST_P(EventLogContract, GivesBackWhatItWasTold) {
  const NewEvent told{.type = "ledger.posted",
                      .occurred_at = TimePoint{Millis{1'700'000'000'123}},
                      .subject_type = "deal",
                      .subject_id = "hubspot:7",
                      .version = 2,
                      .source = "hubspot",
                      .source_key = "event-9",
                      .trace_id = "0af7651916cd43dd8448eb211c80319c",
                      .payload = R"({"delta_minor": -13})"};
  ASSERT_TRUE(append(alpha_, {told}));

  const auto events = all(alpha_);

  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].seq, 1);
  EXPECT_EQ(events[0].recorded_at, clock_.now());
  EXPECT_EQ(events[0].fact.type, told.type);
  EXPECT_EQ(events[0].fact.occurred_at, told.occurred_at);
  EXPECT_EQ(events[0].fact.subject_type, told.subject_type);
  EXPECT_EQ(events[0].fact.subject_id, told.subject_id);
  EXPECT_EQ(events[0].fact.version, 2);
  EXPECT_EQ(events[0].fact.source_key, told.source_key);
  EXPECT_EQ(events[0].fact.trace_id, told.trace_id);
  EXPECT_EQ(events[0].fact.payload, told.payload);
}

TEST_P(EventLogContract, TakesAFactOfOneSourceOnceAndLeavesNoGap) {
  ASSERT_TRUE(append(alpha_, {fact("a", "k1")}));

  const auto seqs = append(alpha_, {fact("a", "k1"), fact("a", "k2"), fact("a", "k2"), fact("b")});

  EXPECT_EQ(*seqs, (std::vector<std::int64_t>{0, 2, 0, 3}));
  EXPECT_EQ(*append(beta_, {fact("a", "k1")}), (std::vector<std::int64_t>{1}));
}

TEST_P(EventLogContract, ATransactionThatFailsLeavesNoGap) {
  const auto outcome = store_.write(alpha_, [&](Transaction& transaction) -> Result<int> {
    GV_TRY(log_.append(transaction, std::vector{fact("a", "k")}));
    return fail(ErrorCode::Refused, "work", "no");
  });

  EXPECT_FALSE(outcome);
  EXPECT_EQ(*append(alpha_, {fact("a", "k")}), (std::vector<std::int64_t>{1}));
}

TEST_P(EventLogContract, WritersAtOnceLeaveNoGapAndNoDouble) {
  constexpr int kThreads = 6;
  constexpr int kEach = 20;
  std::atomic<int> failed{0};
  std::vector<std::thread> writers;
  for (int writer = 0; writer < kThreads; ++writer) {
    writers.emplace_back([&] {
      for (int i = 0; i < kEach; ++i) failed += append(alpha_, {fact("a"), fact("b")}) ? 0 : 1;
    });
  }
  for (auto& writer : writers) writer.join();

  std::vector<std::int64_t> expected(2 * kThreads * kEach);
  std::iota(expected.begin(), expected.end(), 1);
  std::vector<std::int64_t> seen;
  for (const auto& event : all(alpha_)) seen.push_back(event.seq);
  EXPECT_EQ(failed, 0);
  EXPECT_EQ(seen, expected);
}

TEST_P(EventLogContract, ReadsOnFromAPlaceAndByType) {
  ASSERT_TRUE(append(alpha_, {fact("a"), fact("b"), fact("a"), fact("b")}));

  const auto rest =
      *store_.read(alpha_, [&](Transaction& transaction) { return log_.after(transaction, 1, 2); });
  const auto of_type = *store_.read(alpha_, [&](Transaction& transaction) {
    return log_.of_type_after(transaction, "b", 2, 10);
  });

  ASSERT_EQ(rest.size(), 2u);
  EXPECT_EQ(rest[0].seq, 2);
  ASSERT_EQ(of_type.size(), 1u);
  EXPECT_EQ(of_type[0].seq, 4);
}

TEST_P(EventLogContract, RemembersHowFarAConsumerCame) {
  const auto offset = [&](const app::AccountScope& scope) {
    return *store_.read(
        scope, [&](Transaction& transaction) { return log_.offset(transaction, "winners"); });
  };
  const auto move = [&](std::int64_t seq) {
    return store_.write(alpha_, [&](Transaction& transaction) {
      return log_.set_offset(transaction, "winners", seq);
    });
  };

  EXPECT_EQ(offset(alpha_), 0);
  ASSERT_TRUE(move(3));
  ASSERT_TRUE(move(5));
  EXPECT_EQ(offset(alpha_), 5);
  EXPECT_EQ(offset(beta_), 0);
}

TEST_P(EventLogContract, RefusesWhatIsNoJsonAndUnknownAccounts) {
  NewEvent broken = fact("a");
  broken.payload = "{";

  EXPECT_EQ(append(alpha_, {broken}).error().code, ErrorCode::InvalidInput);
  EXPECT_EQ(append(scope("nobody"), {fact("a")}).error().code, ErrorCode::InvalidInput);
}

GV_ON_EACH_ENGINE(EventLogContract);

}  // namespace
}  // namespace gv::contract
