#include "core/revenue/deal_fold.h"

#include <algorithm>
#include <numeric>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/revenue/deal_samples.h"

namespace gv::revenue {
namespace {

using Deltas = std::vector<std::int64_t>;

class DealFoldTest : public ::testing::Test {
 protected:
  DealFold fold(const std::vector<DealEvent>& events, TimePoint now = day(100)) {
    events_ = events;
    auto result = folder_.fold(events_, now);
    EXPECT_TRUE(result) << result.error();
    return result ? *result : DealFold{};
  }

  PipelineHistory history_{fitness()};
  FxTable rates_;
  DealFolder folder_{history_, rates_};
  std::vector<DealEvent> events_;
};

// 20 section 15, L1.
TEST_F(DealFoldTest, AWonDealSumsToItsAmount) {
  const auto result = fold({stage_event(0, "lead"), stage_event(1, "appointment_scheduled"),
                            stage_event(3, "show_up"), stage_event(5, "closed_won", 650000)});
  EXPECT_EQ(deltas_of(result), (Deltas{0, 225000, 195000, 230000}));
  EXPECT_EQ(result.state().target_minor, 650000);
  EXPECT_EQ(result.steps[1].kind, EntryKind::Advance);
  EXPECT_EQ(result.steps[3].kind, EntryKind::Won);
}

// 20 section 15, L2.
TEST_F(DealFoldTest, ALostDealSumsToNothing) {
  const auto result = fold({stage_event(0, "lead"), stage_event(1, "appointment_scheduled"),
                            stage_event(3, "show_up"), stage_event(4, "appointment_scheduled"),
                            stage_event(9, "closed_lost")});
  EXPECT_EQ(deltas_of(result), (Deltas{0, 225000, 195000, -195000, -225000}));
  EXPECT_EQ(result.steps[3].kind, EntryKind::Regress);
  EXPECT_EQ(result.steps[4].kind, EntryKind::Lost);
}

// 20 section 15, L3.
TEST_F(DealFoldTest, ALostDealCanBeReopenedAndWon) {
  const auto result =
      fold({stage_event(0, "lead"), stage_event(2, "closed_lost"),
            stage_event(6, "appointment_scheduled"), stage_event(8, "closed_won", 700000)});
  EXPECT_EQ(deltas_of(result), (Deltas{0, 0, 225000, 475000}));
  EXPECT_EQ(result.steps[2].kind, EntryKind::Reopen);
}

// 20 section 15, L5.
TEST_F(DealFoldTest, RepeatedDeliveriesInAnyOrderChangeNothing) {
  std::vector<DealEvent> events;
  for (int copy = 0; copy < 3; ++copy) {
    events.push_back(stage_event(5, "closed_won", 700000));
    events.push_back(stage_event(1, "appointment_scheduled"));
    events.push_back(stage_event(3, "show_up"));
  }
  EXPECT_EQ(deltas_of(fold(events)), (Deltas{225000, 195000, 280000}));
}

TEST_F(DealFoldTest, RefundsStayTakenOff) {
  const auto result = fold(
      {stage_event(1, "closed_won", 650000), event_of_type(2, DealEventType::Refund, 150000),
       stage_event(3, "appointment_scheduled"), event_of_type(4, DealEventType::Refund, INT64_MAX),
       event_of_type(5, DealEventType::Refund, 600000)});
  EXPECT_EQ(deltas_of(result), (Deltas{650000, -150000, -425000, 0, -75000}));
  EXPECT_EQ(result.steps[1].kind, EntryKind::Refund);
  EXPECT_EQ(result.flags(), kAmountError);  // the refund that no deal could have
}

TEST_F(DealFoldTest, AnUnmappedStageCarriesTheValueForward) {
  DealEvent unknown = stage_event(2, "negotiation");
  unknown.pipeline_id = "p1";
  const auto result = fold({stage_event(1, "show_up"), unknown, stage_event(3, "show_up")});
  EXPECT_EQ(deltas_of(result), (Deltas{420000, 0, 0}));
  EXPECT_EQ(result.steps[1].kind, EntryKind::UnmappedStage);
  EXPECT_EQ(unmapped_stages(result),
            (std::vector<std::pair<std::string, std::string>>{{"p1", "negotiation"}}));
  EXPECT_EQ(result.state().stage_since, day(1));  // the same stage told twice keeps its age
}

TEST_F(DealFoldTest, AmountsValueAWonDeal) {
  const auto result =
      fold({stage_event(1, "closed_won"), event_of_type(2, DealEventType::Amount, 0),
            event_of_type(3, DealEventType::Amount, 650000),
            event_of_type(4, DealEventType::Amount, -5)});
  EXPECT_EQ(deltas_of(result), (Deltas{700000, -700000, 650000, 50000}));
  EXPECT_EQ(result.steps[0].flags, kAmountAssumed);
  EXPECT_EQ(result.steps[1].flags, kZeroAmount);
  EXPECT_EQ(result.steps[3].flags, kAmountNegative | kAmountAssumed);
  EXPECT_EQ(result.steps[3].kind, EntryKind::AmountChange);
}

TEST_F(DealFoldTest, AnUnreadableAmountLeavesTheAmountAlone) {
  DealEvent garbled = event_of_type(2, DealEventType::Amount);
  garbled.amount_error = true;
  const auto result = fold({stage_event(1, "closed_won", 650000), garbled});
  EXPECT_EQ(deltas_of(result), (Deltas{650000, 0}));
  EXPECT_EQ(result.flags(), kAmountError);
}

TEST_F(DealFoldTest, DeletedDealsCanComeBackMergedOnesCannot) {
  EXPECT_EQ(deltas_of(fold({stage_event(1, "show_up"), event_of_type(2, DealEventType::Deleted),
                            stage_event(3, "show_up")})),
            (Deltas{420000, -420000, 420000}));
  const auto merged = fold({stage_event(1, "show_up"), event_of_type(2, DealEventType::Merged),
                            stage_event(3, "closed_won", 1)});
  EXPECT_EQ(deltas_of(merged), (Deltas{420000, -420000, 0}));
  EXPECT_EQ(merged.state().status, DealStatus::Merged);
}

TEST_F(DealFoldTest, AForeignAmountWaitsForItsRate) {
  DealEvent won = stage_event(2, "closed_won", 200000);
  won.currency = Currency::usd();
  const std::vector<DealEvent> events{stage_event(1, "show_up"), won};

  EXPECT_EQ(deltas_of(fold(events)), (Deltas{420000, 0}));
  EXPECT_EQ(fold(events).flags(), kPendingFx);

  ASSERT_TRUE(rates_.set(day(2), Currency::usd(), kAed, 3.6725));
  const auto converted = fold(events);
  EXPECT_EQ(deltas_of(converted), (Deltas{420000, 314500}));
  EXPECT_EQ(converted.steps[1].fx_rate_e9, 3'672'500'000);
}

TEST_F(DealFoldTest, FutureEventsWaitUntilTheyAreDue) {
  const std::vector<DealEvent> events{stage_event(1, "show_up"), stage_event(2, "closed_won", 1)};
  const auto ten_minutes = std::chrono::minutes(10);
  EXPECT_EQ(fold(events, day(2) - ten_minutes).state().target_minor, 1);
  const auto early = fold(events, day(2) - ten_minutes - Millis(1));
  EXPECT_EQ(early.state().target_minor, 420000);
  EXPECT_EQ(early.steps[1].flags, kFutureEvent);
}

TEST_F(DealFoldTest, EventsAreValuedByTheVersionOfTheirTime) {
  PipelineSpec second = fitness().spec();
  second.version = 2;
  second.effective_from = day(2);
  second.stages[1].value_minor = 300000;
  ASSERT_TRUE(history_.add(*PipelineConfig::validate(second)));

  DealEvent revalue = event_of_type(1.5, DealEventType::Revalue);
  revalue.to_version = 2;
  DealFolder folder(history_, rates_);
  std::vector<DealEvent> events{stage_event(1, "appointment_scheduled")};
  EXPECT_EQ(deltas_of(*folder.fold(events, day(9))), (Deltas{225000}));  // not revalued by itself
  events.push_back(revalue);
  EXPECT_EQ(deltas_of(*folder.fold(events, day(9))), (Deltas{225000, 75000}));
  events.back().to_version = 7;
  const auto unknown = *folder.fold(events, day(9));
  EXPECT_EQ(unknown.flags(), kUnknownVersion);
  events[0] = stage_event(3, "appointment_scheduled");
  EXPECT_EQ(folder.fold(events, day(9))->state().target_minor, 300000);
}

TEST_F(DealFoldTest, RefusesEventsThatAreNotOfOneDeal) {
  const auto refused = [&](auto change) {
    std::vector<DealEvent> events{stage_event(1, "lead"), stage_event(2, "show_up")};
    change(events[1]);
    return !folder_.fold(events, day(9));
  };
  EXPECT_TRUE(refused([](DealEvent& event) { event.deal = DealId("other"); }));
  EXPECT_TRUE(refused([](DealEvent& event) { event.account = AccountId("other"); }));
  EXPECT_TRUE(refused([](DealEvent& event) { event.event_key.clear(); }));
  EXPECT_TRUE(refused([](DealEvent& event) { event.occurred_at = TimePoint::max(); }));
  EXPECT_TRUE(refused([](DealEvent& event) { event.occurred_at = TimePoint::min(); }));
  EXPECT_FALSE(refused([](DealEvent&) {}));
}

/// Any events at all: few times so that they tie, amounts from the whole range.
std::vector<DealEvent> any_events() {
  static const std::vector<std::string> stages{"lead",       "appointment_scheduled", "show_up",
                                               "closed_won", "closed_lost",           "elsewhere"};
  const auto count = *rc::gen::inRange(0, 12);
  std::vector<DealEvent> events;
  for (int i = 0; i < count; ++i) {
    const auto type = static_cast<DealEventType>(*rc::gen::inRange(0, 7));
    const int at = *rc::gen::inRange(0, 6);
    DealEvent event = event_of_type(at, type);
    if (type == DealEventType::Stage) event.stage = *rc::gen::elementOf(stages);
    if (*rc::gen::inRange(0, 2) == 1) event.amount_minor = *rc::gen::arbitrary<std::int64_t>();
    if (*rc::gen::inRange(0, 2) == 1) event.amount_minor = *rc::gen::inRange(-10, 1'000'000);
    event.amount_error = *rc::gen::inRange(0, 10) == 0;
    event.to_version = *rc::gen::inRange(0, 3);
    event.source_seq = *rc::gen::inRange(0, 3);
    event.property_value = event.stage;
    event.event_key += event.stage + "|" + std::to_string(event.amount_minor.value_or(-77));
    events.push_back(event);
  }
  return events;
}

std::vector<DealEvent> shuffled_with_repeats(std::vector<DealEvent> events) {
  const auto copies = events.size();
  for (std::size_t i = 0; i < copies; ++i) {
    if (*rc::gen::inRange(0, 2) == 1) events.push_back(events[i]);
  }
  for (std::size_t i = events.size(); i > 1; --i) {
    std::swap(events[i - 1], events[*rc::gen::inRange<std::size_t>(0, i)]);
  }
  return events;
}

// I1, I2, I3: the set of events determines deltas and balance, and the deltas telescope.
RC_GTEST_PROP(DealFoldProperty, TheSetOfEventsDeterminesTheDeltas, ()) {
  const PipelineHistory history(fitness());
  const FxTable rates;
  DealFolder folder(history, rates);
  const auto events = any_events();
  const auto noise = shuffled_with_repeats(events);

  const auto straight = folder.fold(events, day(5));
  const auto mixed = folder.fold(noise, day(5));

  RC_ASSERT(straight.has_value() && mixed.has_value());
  RC_ASSERT(deltas_of(*straight) == deltas_of(*mixed));
  RC_ASSERT(straight->state() == mixed->state());
  const auto deltas = deltas_of(*straight);
  RC_ASSERT(std::accumulate(deltas.begin(), deltas.end(), std::int64_t{0}) ==
            straight->state().target_minor);
  for (const FoldStep& step : straight->steps) RC_ASSERT(step.after.target_minor >= 0);
}

// A closed deal without refunds is worth its final amount, or nothing.
RC_GTEST_PROP(DealFoldProperty, AClosedDealSumsToItsFinalAmount, ()) {
  const PipelineHistory history(fitness());
  const FxTable rates;
  DealFolder folder(history, rates);
  auto events = any_events();
  std::erase_if(events, [](const DealEvent& event) {
    return event.type == DealEventType::Refund || event.type == DealEventType::Merged;
  });
  const bool won = *rc::gen::arbitrary<bool>();
  events.push_back(stage_event(7, won ? "closed_won" : "closed_lost", 123456));

  const auto fold = folder.fold(events, day(9));

  RC_ASSERT(fold.has_value());
  RC_ASSERT(fold->state().target_minor == (won ? 123456 : 0));
}

}  // namespace
}  // namespace gv::revenue
