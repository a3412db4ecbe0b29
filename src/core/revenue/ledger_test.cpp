#include "core/revenue/ledger.h"

#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/revenue/deal_samples.h"

namespace gv::revenue {
namespace {

CreditSplit thirds() {
  const std::vector<Credit> credits{{AdId("ad1"), 1, 3}, {AdId("ad2"), 1, 3}, {AdId("ad3"), 1, 3}};
  return *CreditSplit::parse(credits);
}

CreditSplit all_to(const char* ad) {
  const std::vector<Credit> credits{{AdId(ad), 1, 1}};
  return *CreditSplit::parse(credits);
}

class LedgerTest : public ::testing::Test {
 protected:
  /// Folds and posts everything; returns "kind +delta" of the new entries, adjustments with "*".
  std::vector<std::string> post_all(const std::vector<DealEvent>& events, double at,
                                    const CreditSplit& split = CreditSplit()) {
    const auto fold = folder_.fold(events, day(at));
    EXPECT_TRUE(fold) << fold.error();
    const std::size_t before = ledger_.entries.size();
    const auto posted = post(history_, *fold, split, day(at), ledger_);
    EXPECT_TRUE(posted) << posted.error();
    std::vector<std::string> lines;
    for (std::size_t i = before; i < ledger_.entries.size(); ++i) {
      const LedgerEntry& entry = ledger_.entries[i];
      lines.push_back(std::string(to_text(entry.kind)) + " " + std::to_string(entry.delta_minor) +
                      (entry.adjustment ? "*" : ""));
    }
    return lines;
  }

  PipelineHistory history_{fitness()};
  FxTable rates_;
  DealFolder folder_{history_, rates_};
  DealLedger ledger_;
};

DealEvent received(DealEvent event, double at) {
  event.received_at = day(at);
  return event;
}

// 20 section 15, L4.
TEST_F(LedgerTest, LateEventsAreAppendedAsAdjustments) {
  using Lines = std::vector<std::string>;
  std::vector<DealEvent> events{received(stage_event(5, "closed_won", 700000), 5)};
  EXPECT_EQ(post_all(events, 5), (Lines{"won 700000"}));

  events.push_back(received(stage_event(1, "appointment_scheduled"), 6));
  EXPECT_EQ(post_all(events, 6), (Lines{"advance 225000", "won -225000*"}));

  events.push_back(received(stage_event(3, "show_up"), 7));
  EXPECT_EQ(post_all(events, 7), (Lines{"advance 195000", "won -195000*"}));

  EXPECT_EQ(ledger_.balance_minor(), 700000);
  EXPECT_TRUE(post_all(events, 8).empty());
}

TEST_F(LedgerTest, AnEventWithoutAnEntryIsStillCorrectedByAnAdjustment) {
  std::vector<DealEvent> events{stage_event(3, "show_up"), stage_event(4, "show_up")};
  post_all(events, 4);
  events.push_back(received(stage_event(3.5, "appointment_scheduled"), 5));
  EXPECT_EQ(post_all(events, 5), (std::vector<std::string>{"regress -195000", "advance 195000*"}));
}

TEST_F(LedgerTest, EntriesExplainThemselves) {
  post_all({stage_event(0, "lead"), stage_event(1, "appointment_scheduled")}, 1, thirds());
  const LedgerEntry& entry = ledger_.entries[0];
  EXPECT_EQ(reason(entry),
            "Advanced from 'lead' to 'appointment_scheduled' (+2,250.00 AED, 60 % confidence)");
  EXPECT_EQ(entry.seq, 1);
  EXPECT_EQ(entry.config_version, 1);
  EXPECT_EQ(entry.confidence, 0.60);
  EXPECT_EQ(entry_id(entry).size(), 36u);
  EXPECT_EQ(
      entry.allocations,
      (std::vector<AdAmount>{{AdId("ad1"), 75000}, {AdId("ad2"), 75000}, {AdId("ad3"), 75000}}));
}

TEST_F(LedgerTest, ANewWeightMovesTheBalance) {
  std::vector<DealEvent> events{stage_event(1, "appointment_scheduled")};
  post_all(events, 1);
  events.push_back(received(stage_event(2, "show_up"), 2));
  EXPECT_EQ(post_all(events, 2, all_to("ad1")),
            (std::vector<std::string>{"reattribution 0", "advance 195000"}));
  EXPECT_EQ(ledger_.entries[1].allocations,
            (std::vector<AdAmount>{{AdId("ad1"), 225000}, {unattributed(), -225000}}));
  EXPECT_EQ(ledger_.entries[2].allocations, (std::vector<AdAmount>{{AdId("ad1"), 195000}}));
}

TEST_F(LedgerTest, AForeignDealShowsBothAmounts) {
  ASSERT_TRUE(rates_.set(day(2), Currency::usd(), kAed, 3.6725));
  DealEvent won = stage_event(2, "closed_won", 200000);
  won.currency = Currency::usd();
  post_all({won}, 2);
  ASSERT_TRUE(ledger_.entries[0].source);
  EXPECT_EQ(ledger_.entries[0].delta_minor, 734500);
  EXPECT_EQ(ledger_.entries[0].source->delta_minor, 200000);
  EXPECT_EQ(ledger_.entries[0].source->rate_e9, 3'672'500'000);
}

TEST_F(LedgerTest, RefusesAPartialSetAndAClockRunningBackwards) {
  const std::vector<DealEvent> events{stage_event(1, "show_up"), stage_event(2, "closed_lost")};
  post_all(events, 2);
  const DealLedger before = ledger_;

  const auto partial = folder_.fold(std::span(events).first(1), day(3));
  EXPECT_FALSE(post(history_, *partial, CreditSplit(), day(3), ledger_));
  const auto whole = folder_.fold(events, day(3));
  const auto early = post(history_, *whole, CreditSplit(), day(1), ledger_);
  ASSERT_FALSE(early);
  EXPECT_EQ(early.error().code, ErrorCode::ClockSkew);
  EXPECT_EQ(ledger_.entries.size(), before.entries.size());
}

/// Some days of stages, amounts, refunds; each received some days after it happened.
std::vector<DealEvent> late_events() {
  static const std::vector<std::string> stages{"lead", "appointment_scheduled", "show_up",
                                               "closed_won", "closed_lost"};
  std::vector<DealEvent> events;
  const auto count = *rc::gen::inRange(1, 9);
  for (int i = 0; i < count; ++i) {
    const int at = *rc::gen::inRange(0, 20);
    const int dice = *rc::gen::inRange(0, 10);
    DealEvent event =
        dice == 0   ? event_of_type(at, DealEventType::Refund, *rc::gen::inRange(1, 400'000))
        : dice == 1 ? event_of_type(at, DealEventType::Amount, *rc::gen::inRange(0, 900'000))
                    : stage_event(at, *rc::gen::elementOf(stages));
    event.event_key += "|" + std::to_string(i);
    event.source_seq = *rc::gen::inRange(0, 4);
    event.received_at = day(at + *rc::gen::inRange(0, 15));
    events.push_back(event);
  }
  return events;
}

// I4 and the end result of I1-I3: however the events arrive, every entry is split exactly, every
// ad ends with its share of the last target, and every event with its delta of the final fold.
RC_GTEST_PROP(LedgerProperty, EveryArrivalOrderEndsAtTheSameBalances, ()) {
  const PipelineHistory history(fitness());
  const FxTable rates;
  DealFolder folder(history, rates);
  const auto events = late_events();
  const bool reweighted = *rc::gen::arbitrary<bool>();

  auto ledger = replay(folder, events, reweighted ? CreditSplit() : thirds(), day(40));
  RC_ASSERT(ledger.has_value());
  const auto fold = folder.fold(events, day(40));
  RC_ASSERT(post(history, *fold, thirds(), day(40), *ledger).has_value());

  std::map<AdId, std::int64_t> per_ad;
  std::map<std::string, std::int64_t> per_event;
  std::int64_t seq = 0;
  for (const LedgerEntry& entry : ledger->entries) {
    RC_ASSERT(entry.seq == ++seq);
    std::int64_t sum = 0;
    for (const auto& [ad, minor] : entry.allocations) {
      sum += minor;
      per_ad[ad] += minor;
    }
    RC_ASSERT(sum == entry.delta_minor);
    per_event[entry.event_key] += entry.delta_minor;
  }
  const std::int64_t target = fold->state().target_minor;
  RC_ASSERT(ledger->balance_minor() == target);
  const auto shares = allocate(target, thirds());
  for (std::size_t i = 0; i < shares.size(); ++i) {
    RC_ASSERT(per_ad[thirds().ads()[i]] == shares[i]);
  }
  RC_ASSERT(per_ad[unattributed()] == 0);
  for (const FoldStep& step : fold->steps) {
    RC_ASSERT(per_event[step.event->event_key] == step.delta_minor);
  }
}

}  // namespace
}  // namespace gv::revenue
