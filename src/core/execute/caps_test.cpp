#include "core/execute/caps.h"

#include <algorithm>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gv::execute {
namespace {

constexpr TimePoint kNow{Millis{1'736'121'600'000}};

TEST(Caps, RefuseInsteadOfClipping) {
  const HardCaps caps{.unit_max_minor = 50'000, .account_max_minor = 200'000};
  EXPECT_TRUE(check_caps(50'000, 200'000, caps));
  EXPECT_EQ(check_caps(50'001, 100'000, caps).error().where, "unit.daily_budget");
  EXPECT_EQ(check_caps(10'000, 200'001, caps).error().code, ErrorCode::Refused);
  EXPECT_TRUE(check_caps(1'000'000'000, 1'000'000'000, {}));
}

TEST(Caps, TheAccountGrowsByHalfADay) {
  const std::vector<belief::BudgetStep> totals{{kNow - Days{9}, 10'001}, {kNow - Hours{3}, 14'000}};
  EXPECT_EQ(account_ceiling(totals, kNow), 15'001);
  EXPECT_EQ(account_ceiling(totals, kNow + Hours{21}), 21'000);
  EXPECT_FALSE(account_ceiling({}, kNow));
}

TEST(Caps, TheTotalIsTheSumOfAllBudgetsOverTime) {
  const std::vector<std::vector<belief::BudgetStep>> units{
      {{kNow - Days{2}, 10'000}, {kNow - Hours{1}, 25'000}},
      {},
      {{kNow - Hours{30}, 5'000}, {kNow - Hours{1}, 4'000}}};
  const auto totals = account_totals(units);
  ASSERT_EQ(totals.size(), 3u);
  EXPECT_EQ(totals[0].daily_minor, 15'000);
  EXPECT_EQ(totals[1].daily_minor, 15'000) << "the second one's first budget counts from ever";
  EXPECT_EQ(totals[2].daily_minor, 29'000);
  EXPECT_TRUE(account_totals({}).empty());
}

TEST(Caps, WhatGrewTooFarWaitsUntilThatIsADayOld) {
  // Somebody raised 20,000 to 35,000 an hour ago: nothing more is added today.
  const std::vector<belief::BudgetStep> totals{{kNow - Days{2}, 20'000}, {kNow - Hours{1}, 35'000}};
  EXPECT_EQ(earliest_total(totals, kNow, 30'000), kNow);
  EXPECT_EQ(earliest_total(totals, kNow, 36'000), kNow + Hours{23});
  EXPECT_FALSE(earliest_total(totals, kNow, 53'000)) << "more than half above what there is";
  EXPECT_EQ(earliest_total({}, kNow, 53'000), kNow) << "nothing to compare with";
}

// Whoever raises only when it may never lets the total grow by more than half within a day.
RC_GTEST_PROP(CapsProperty, IncreasesThatWaitForTheirTimeKeepTheCeiling, ()) {
  std::vector<std::vector<belief::BudgetStep>> units;
  const auto count = *rc::gen::inRange(1, 6);
  for (int i = 0; i < count; ++i) {
    units.push_back({{kNow - Days{3}, *rc::gen::inRange<std::int64_t>(100, 100'000)}});
  }
  TimePoint now = kNow;
  for (int step = 0; step < 40; ++step) {
    now += Millis{*rc::gen::inRange<std::int64_t>(1, 6 * 3'600'000)};
    auto& unit = units[*rc::gen::inRange<std::size_t>(0, units.size())];
    const auto was = unit.back().daily_minor;
    const auto wanted = *rc::gen::inRange<std::int64_t>(was / 2, 2 * was + 2);
    const auto before = account_totals(units);
    const auto total = before.back().daily_minor - was + wanted;
    const auto at = earliest_total(before, now, total);
    if (wanted > was && at != now) continue;
    unit.push_back({now, wanted});
    if (wanted <= was) continue;
    RC_ASSERT(total <= *account_ceiling(account_totals(units), now));
  }
}

}  // namespace
}  // namespace gv::execute
