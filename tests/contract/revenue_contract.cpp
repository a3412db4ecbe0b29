#include "contract/engines.h"

#include "adapters/store/revenue_store.h"

namespace gv::contract {
namespace {

using app::CrmDeal;
using app::CrmEvent;
using app::LedgerPosting;
using app::Transaction;
using namespace std::chrono_literals;

class RevenueContract : public Contract {
 protected:
  CrmEvent event(std::string key, Millis after = 0ms) {
    return {.key = std::move(key),
            .crm = "hubspot",
            .deal_id = "7",
            .type = "deal.propertyChange",
            .stage_key = "won",
            .amount_minor = 700'000,
            .currency = "AED",
            .occurred_at = clock_.now() + after};
  }
  std::vector<bool> add(const app::AccountScope& scope, const std::vector<CrmEvent>& events) {
    return *store_.write(scope, [&](Transaction& t) { return revenue_.add_events(t, events); });
  }
  LedgerPosting posting(int seq, std::int64_t delta) {
    return {.id = new_id(),
            .crm = "hubspot",
            .deal_id = "7",
            .seq = seq,
            .event_key = "e1",
            .kind = "open",
            .delta_minor = delta,
            .target_minor = delta,
            .currency = "AED",
            .fx_rate_e9 = 272'294'078,
            .confidence = 0.9,
            .adjustment = true,
            .occurred_at = clock_.now(),
            .reason = "stage won"};
  }
  Result<void> post(const app::AccountScope& scope, const std::vector<LedgerPosting>& postings) {
    return store_.write(scope, [&](Transaction& t) { return revenue_.post(t, postings); });
  }

  store::RevenueStore revenue_{};
};

TEST_P(RevenueContract, AnEventIsTakenOnceInEachAccount) {
  EXPECT_EQ(add(alpha_, {event("e1"), event("e2"), event("e1")}),
            (std::vector<bool>{true, true, false}));
  EXPECT_EQ(add(alpha_, {event("e2")}), std::vector<bool>{false});
  EXPECT_EQ(add(beta_, {event("e1")}), std::vector<bool>{true});
}

TEST_P(RevenueContract, ADealsEventsComeInTheOrderTheyHappened) {
  add(alpha_, {event("late", 5s), event("early", -5s), event("b"), event("a")});
  ASSERT_TRUE(store_.write(alpha_, [&](Transaction& t) {
    return revenue_.set_event_state(t, "hubspot", "7", "early", "done");
  }));

  const auto events =
      *store_.read(alpha_, [&](Transaction& t) { return revenue_.events_of(t, "hubspot", "7"); });

  std::vector<std::string> keys;
  for (const auto& one : events) keys.push_back(one.key);
  EXPECT_EQ(keys, (std::vector<std::string>{"early", "a", "b", "late"}));
  EXPECT_EQ(events[0].state, "done");
  EXPECT_EQ(events[0].amount_minor, 700'000);
  EXPECT_EQ(events[0].received_at, clock_.now());
}

TEST_P(RevenueContract, ADealIsReplacedWhole) {
  CrmDeal deal{.crm = "hubspot",
               .deal_id = "7",
               .pipeline_key = "default",
               .stage = "open",
               .target_minor = 5,
               .contact_hash = std::string("\0\xff", 2),
               .occurred_at = clock_.now()};
  const auto put = [&] {
    return store_.write(alpha_, [&](Transaction& t) { return revenue_.put_deal(t, deal); });
  };
  const auto get = [&](const app::AccountScope& scope) {
    return *store_.read(scope, [&](Transaction& t) { return revenue_.deal(t, "hubspot", "7"); });
  };
  ASSERT_TRUE(put());
  EXPECT_EQ(get(alpha_)->contact_hash, deal.contact_hash);
  deal.stage = std::nullopt;
  deal.contact_hash = std::nullopt;
  ASSERT_TRUE(put());

  EXPECT_EQ(get(alpha_)->stage, std::nullopt);
  EXPECT_EQ(get(alpha_)->contact_hash, std::nullopt);
  EXPECT_FALSE(get(beta_));
}

TEST_P(RevenueContract, DealsAreListedInPages) {
  for (const std::string id : {"1", "2", "3"}) {
    const CrmDeal deal{.crm = "hubspot", .deal_id = id, .pipeline_key = "default"};
    ASSERT_TRUE(store_.write(alpha_, [&](Transaction& t) { return revenue_.put_deal(t, deal); }));
  }

  const auto page =
      *store_.read(alpha_, [&](Transaction& t) { return revenue_.deals(t, "hubspot", "1", 5); });

  ASSERT_EQ(page.size(), 2u);
  EXPECT_EQ(page[0].deal_id, "2");
}

TEST_P(RevenueContract, PostingsOfADealAreNumberedOnce) {
  ASSERT_TRUE(post(alpha_, {posting(1, 700'000), posting(2, -13)}));

  EXPECT_EQ(post(alpha_, {posting(3, 5), posting(2, 9)}).error().code, ErrorCode::Conflict);
  const auto postings =
      *store_.read(alpha_, [&](Transaction& t) { return revenue_.postings_of(t, "hubspot", "7"); });
  ASSERT_EQ(postings.size(), 2u);
  EXPECT_EQ(postings[1].delta_minor, -13);
  EXPECT_EQ(postings[1].fx_rate_e9, 272'294'078);
  EXPECT_TRUE(postings[1].adjustment);
  EXPECT_TRUE(post(beta_, {posting(1, 1)}));
}

GV_ON_EACH_ENGINE(RevenueContract);

}  // namespace
}  // namespace gv::contract
