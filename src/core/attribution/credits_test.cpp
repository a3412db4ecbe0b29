#include "core/attribution/credits.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/attribution/attention.h"
#include "core/attribution/samples.h"
#include "core/revenue/deal_samples.h"

namespace gv::attribution {
namespace {

CreditSet set_to(std::string ad, double at, CreditOrigin origin) {
  const revenue::Credit credit{AdId(std::move(ad)), 1, 1};
  return {.at = hour(at),
          .origin = origin,
          .method = Method::UrlParam,
          .split = *revenue::CreditSplit::parse({&credit, 1}),
          .confidence = 1.0};
}

Attribution matched(std::string id, std::string ad, double hours) {
  Attribution match;
  match.click_id = std::move(id);
  match.ad = AdId(std::move(ad));
  match.method = Method::UrlParam;
  match.confidence = 1.0;
  match.window_hours = hours;
  return match;
}

TEST(CreditHistory, IsDecidedOnceAndThenOnlyAppended) {
  CreditHistory history;
  EXPECT_EQ(history.split(), revenue::CreditSplit());
  EXPECT_TRUE(*history.decide(set_to("ad1", 1, CreditOrigin::First)));
  EXPECT_FALSE(*history.decide(set_to("ad1", 2, CreditOrigin::First)));  // says the same
  EXPECT_FALSE(history.decide(set_to("ad2", 2, CreditOrigin::First)));
  EXPECT_TRUE(*history.decide(set_to("ad2", 3, CreditOrigin::Late)));
  EXPECT_FALSE(history.decide(set_to("ad3", 2, CreditOrigin::Late)));  // before the current one
  ASSERT_EQ(history.sets().size(), 2u);
  EXPECT_EQ(history.current()->seq, 2);
  EXPECT_EQ(history.asof(hour(2))->split.weight(AdId("ad1")), 1.0);
  EXPECT_EQ(history.asof(hour(0)), nullptr);
}

TEST(CreditHistory, APersonsWordStays) {
  CreditHistory history;
  ASSERT_TRUE(history.decide(set_to("ad1", 1, CreditOrigin::First)));
  EXPECT_FALSE(history.override_with(AdId("ad2"), "ana", "", hour(2), 1));
  EXPECT_FALSE(history.override_with(AdId(), "ana", "why", hour(2), 1));
  ASSERT_TRUE(history.override_with(AdId("ad2"), "ana", "the client said so", hour(2), 1));
  EXPECT_FALSE(*history.decide(set_to("ad3", 3, CreditOrigin::Late)));
  ASSERT_EQ(history.sets().size(), 2u);
  EXPECT_EQ(history.sets()[0].split.weight(AdId("ad1")), 1.0);  // nothing was edited
  EXPECT_EQ(history.current()->origin, CreditOrigin::Override);
  EXPECT_EQ(history.current()->confidence, 1.0);
  EXPECT_TRUE(history.override_with(AdId("ad4"), "ana", "again", hour(4), 1));
}

TEST(CreditSet, SharesTheJourneyThatTheMatchEnds) {
  const std::vector<Click> clicks{click_of("gv_1", "ad1", 0), click_of("gv_2", "ad2", 10)};
  const Conversion conversion = conversion_at(20);
  const auto match = matched("gv_2", "ad2", 10.0);
  const auto last = credit_set(match, conversion, clicks, Model::LastTouch, {}, Days{7});
  EXPECT_EQ(last->split.weight(AdId("ad2")), 1.0);
  const auto linear = credit_set(match, conversion, clicks, Model::Linear, {}, Days{7});
  EXPECT_EQ(linear->split.weight(AdId("ad1")), 0.5);
  EXPECT_EQ(linear->click_id, "gv_2");

  // The matched click belongs to the journey even where the person is not known.
  EXPECT_EQ(
      credit_set(match, conversion, {}, Model::Linear, {}, Days{7})->split.weight(AdId("ad2")),
      1.0);
  const auto old = matched("gv_2", "ad2", 24.0 * 20);
  EXPECT_EQ(credit_set(old, conversion, {}, Model::Linear, {}, Days{7})->split.weight(AdId("ad2")),
            1.0);
}

TEST(CreditSet, UnattributedAndNamedAds) {
  const Conversion conversion = conversion_at(20);
  EXPECT_EQ(credit_set(Attribution{}, conversion, {}, Model::Linear, {}, Days{7})->split,
            revenue::CreditSplit());
  const std::vector<Click> clicks{click_of("gv_1", "ad1", 0)};
  const auto named =
      credit_set(matched("", "ad9", 0), conversion, clicks, Model::Linear, {}, Days{7});
  EXPECT_EQ(named->split.weight(AdId("ad9")), 1.0);
}

TEST(CreditSet, ForeignClicksHaveNoShare) {
  std::vector<Click> clicks{click_of("gv_1", "ad1", 0), click_of("gv_2", "ad2", 10)};
  clicks[0].account = AccountId("other");
  const auto set =
      credit_set(matched("gv_2", "ad2", 10), conversion_at(20), clicks, Model::Linear, {}, Days{7});
  EXPECT_EQ(set->split.weight(AdId("ad2")), 1.0);
}

TEST(Reopens, OnlyForAClickThatCouldHaveCounted) {
  const Conversion conversion = conversion_at(24);
  Click click = click_of("gv_1", "ad1", 0);
  EXPECT_TRUE(reopens(conversion, click, Days{1}));
  EXPECT_FALSE(reopens(conversion, click, Hours{23}));
  click.at = hour(25);
  EXPECT_FALSE(reopens(conversion, click, Days{1}));
  click.at = hour(1);
  click.invalid_reason = "bot";
  EXPECT_FALSE(reopens(conversion, click, Days{1}));
}

// 20 section 7, the attention rule: all three bounds are exceeded.
TEST(Attention, NeedsALargeAndCertainStep) {
  const Currency aed = *Currency::parse("AED", "currency");
  EXPECT_TRUE(deserves_attention(100'001, aed, 0.85, 0.9));
  EXPECT_FALSE(deserves_attention(100'000, aed, 0.85, 0.9));
  EXPECT_FALSE(deserves_attention(420'000, aed, 0.7, 0.9));
  EXPECT_FALSE(deserves_attention(420'000, aed, 0.85, 0.6));
  EXPECT_TRUE(deserves_attention(1'001, *Currency::parse("JPY", "currency"), 0.85, 0.9));
}

// A changed mind moves money between ads in the ledger and creates none.
RC_GTEST_PROP(CreditProperty, EveryCreditSetLeavesTheLedgerExact, ()) {
  const revenue::PipelineHistory pipeline(revenue::fitness());
  const revenue::FxTable rates;
  revenue::DealFolder folder(pipeline, rates);
  std::vector<revenue::DealEvent> events{revenue::stage_event(1, "appointment_scheduled")};
  CreditHistory credits;
  revenue::DealLedger ledger;
  const int steps = *rc::gen::inRange(1, 8);
  for (int i = 0; i < steps; ++i) {
    const double at = 2.0 + i;
    const std::string ad = "ad" + std::to_string(*rc::gen::inRange(0, 3));
    const auto origin = i == 0 ? CreditOrigin::First : CreditOrigin::Late;
    if (*rc::gen::inRange(0, 5) == 0) {
      RC_ASSERT(credits.override_with(AdId(ad), "ana", "why", revenue::day(at), 1).has_value());
    } else {
      auto set = set_to(ad, 0, origin);
      set.at = revenue::day(at);
      (void)credits.decide(set);
    }
    if (i == 3) events.push_back(revenue::stage_event(at, "closed_won", 650001));
    const auto fold = folder.fold(events, revenue::day(at));
    RC_ASSERT(
        revenue::post(pipeline, *fold, credits.split(), revenue::day(at), ledger).has_value());
  }
  std::map<AdId, std::int64_t> held;
  for (const auto& entry : ledger.entries) {
    for (const auto& [ad, minor] : entry.allocations) held[ad] += minor;
  }
  const auto parts = revenue::allocate(ledger.balance_minor(), credits.split());
  for (std::size_t i = 0; i < parts.size(); ++i) {
    RC_ASSERT(held[credits.split().ads()[i]] == parts[i]);
    held.erase(credits.split().ads()[i]);
  }
  for (const auto& [ad, minor] : held) RC_ASSERT(minor == 0);
}

}  // namespace
}  // namespace gv::attribution
