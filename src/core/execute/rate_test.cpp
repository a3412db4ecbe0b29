#include "core/execute/rate.h"

#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gv::execute {
namespace {

constexpr TimePoint kNow{Millis{1'736'121'600'000}};
constexpr Millis kHour{3'600'000};
constexpr Millis kDay{86'400'000};

SendLedger ledger_of(int sends, Millis apart) {
  SendLedger ledger;
  for (int i = 0; i < sends; ++i) ledger.record(kNow + i * apart);
  return ledger;
}

TEST(Rate, DefersTheSixteenthChangeToTheEndOfTheWindow) {
  const auto ledger = ledger_of(15, Millis{1000});
  const TimePoint now = kNow + Millis{60'000};
  EXPECT_EQ(earliest_send(ledger, now, Priority::Reduce), kNow + kHour);
  EXPECT_EQ(earliest_send(ledger, now, Priority::Increase), kNow + Millis{3000} + kHour);
  EXPECT_EQ(earliest_send(ledger, now, Priority::Emergency), now);
}

TEST(Rate, LeavesTheReserveToPausesAndReductions) {
  const auto ledger = ledger_of(12, Millis{1000});
  const TimePoint now = kNow + Millis{60'000};
  EXPECT_EQ(earliest_send(ledger, now, Priority::Kill), now);
  EXPECT_EQ(earliest_send(ledger, now, Priority::Increase), kNow + kHour);
}

TEST(Rate, CountsTheDay) {
  const auto ledger = ledger_of(80, Millis{600'000});
  const TimePoint now = kNow + Millis{80 * 600'000};
  EXPECT_EQ(earliest_send(ledger, now, Priority::Reduce), now);
  EXPECT_EQ(earliest_send(ledger, now, Priority::Create), kNow + kDay);
}

TEST(Rate, AllowsFourEditsOfAUnitAnHour) {
  EXPECT_EQ(earliest_edit(ledger_of(4, Millis{1000}), kNow + Millis{5000}), kNow + kHour);
}

TEST(Rate, MayOnlyBeTightened) {
  EXPECT_TRUE(checked(RateConfig{.hour_max = 5, .hour_reserve = 3}));
  EXPECT_TRUE(checked(RateConfig{.hour_max = 2, .hour_reserve = 1}));
  EXPECT_FALSE(checked(RateConfig{.hour_max = 16}));
  EXPECT_FALSE(checked(RateConfig{.day_reserve = 19}));
  EXPECT_EQ(checked(RateConfig{.unit_hour_max = 5}).error().where, "rate.unit_hour_max");
}

TEST(Rate, SpacingLiesBetweenThreeAndEighteenSeconds) {
  Rng rng(1, 2);
  for (int i = 0; i < 1000; ++i) {
    const auto spacing = draw_spacing(rng, Priority::Increase);
    ASSERT_GE(spacing, Millis{3'000});
    ASSERT_LE(spacing, Millis{18'000});
  }
  EXPECT_EQ(draw_spacing(rng, Priority::Kill), Millis{0});
}

// Invariant 1: sends at their earliest legal times never exceed the windows, and never leave an
// increase inside the reserve.
RC_GTEST_PROP(RateProperty, NoWindowHoldsMoreThanItsQuota, ()) {
  SendLedger ledger;
  std::vector<TimePoint> sends;
  std::vector<Priority> priorities;
  TimePoint now = kNow;
  const int requests = *rc::gen::inRange(1, 160);
  Rng rng(*rc::gen::arbitrary<std::uint64_t>(), 0);
  for (int i = 0; i < requests; ++i) {
    now += Millis{static_cast<std::int64_t>(rng.below(900'000))};
    const auto priority = static_cast<Priority>(1 + rng.below(5));
    now = earliest_send(ledger, now, priority);
    ledger.record(now);
    sends.push_back(now);
    priorities.push_back(priority);
  }
  for (std::size_t k = 0; k < sends.size(); ++k) {
    std::size_t hour = 0;
    std::size_t day = 0;
    for (std::size_t i = 0; i <= k; ++i) {
      hour += sends[i] > sends[k] - kHour ? 1 : 0;
      day += sends[i] > sends[k] - kDay ? 1 : 0;
    }
    const bool optional = priorities[k] >= Priority::Increase;
    RC_ASSERT(hour <= (optional ? 12u : 15u));
    RC_ASSERT(day <= (optional ? 80u : 100u));
  }
}

}  // namespace
}  // namespace gv::execute
