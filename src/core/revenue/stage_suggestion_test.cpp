#include "core/revenue/stage_suggestion.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "core/revenue/deal_samples.h"

namespace gv::revenue {
namespace {

constexpr std::size_t kShowUp = 2;  // of the preset's open stages: 60 % win after a mean of 1 day

/// One deal a day that came to the stage, from day `first` on; of ten of them `won` are won.
std::vector<StageVisit> daily(std::size_t stage, int first, int deals, int won) {
  std::vector<StageVisit> visits;
  for (int i = 0; i < deals; ++i) {
    const bool is_won = i % 10 < won;
    visits.push_back({.stage = stage,
                      .entered_at = day(first + i),
                      .until = day(first + i + 1),
                      .left = true,
                      .resolved = true,
                      .won = is_won,
                      .resolved_at = day(first + i + 1)});
  }
  return visits;
}

StageSuggestions suggested(const std::vector<StageVisit>& visits, double cut,
                           const std::vector<std::int64_t>& amounts = {}) {
  auto found = suggest_stages(fitness(), visits, amounts, day(cut));
  EXPECT_TRUE(found) << found.error();
  return found ? *found : StageSuggestions{};
}

TEST(StageSuggestion, IsTheMeasuredRateTimesTheAverageOrder) {
  const auto found = suggested(daily(kShowUp, 0, 100, 3), 200);
  ASSERT_EQ(found.stages.size(), 3u);
  const auto& shown = found.stages[kShowUp];
  EXPECT_EQ(shown.matured, 100);
  EXPECT_EQ(shown.won, 30);
  EXPECT_NEAR(shown.close_rate, 42.0 / 120.0, 1e-12);  // (30 + 20 * 0.60) / (100 + 20)
  EXPECT_NEAR(shown.close_rate_low, 0.280092, 1e-6);   // golden: scripts/golden/revenue.py
  EXPECT_NEAR(shown.close_rate_high, 0.422763, 1e-6);
  EXPECT_EQ(found.aov_minor, 700'000);
  EXPECT_EQ(shown.suggested_minor, 245'000);
  EXPECT_EQ(shown.current_minor, 420'000);
  EXPECT_TRUE(shown.enough) << shown.reason;
  EXPECT_EQ(shown.reason, "30 of 100 matured deals were won");
}

TEST(StageSuggestion, TheAverageOrderIsOfWonDeals) {
  const auto found = suggested({}, 10, std::vector<std::int64_t>(10, 820'000));
  EXPECT_EQ(found.aov_minor, 740'000);
  EXPECT_EQ(found.won_amounts, 10);
}

TEST(StageSuggestion, FewDealsAreNotEnough) {
  const auto found = suggested(daily(kShowUp, 0, 49, 3), 200);
  EXPECT_FALSE(found.stages[kShowUp].enough);
  EXPECT_EQ(found.stages[kShowUp].reason, "49 deals have matured, 50 are needed");
  EXPECT_EQ(found.stages[0].matured, 0);
  EXPECT_FALSE(found.stages[0].brier_prior);
}

TEST(StageSuggestion, AQuickWinOfADealThatIsYoungDoesNotCount) {
  // Day 99 is too near the cut: of deals that came then, those not won are not lost yet.
  auto visits = daily(kShowUp, 0, 60, 5);
  const auto without = suggested(visits, 100);
  for (const auto& young : daily(kShowUp, 99, 1, 10)) visits.push_back(young);
  const auto with = suggested(visits, 100);
  EXPECT_EQ(with.stages[kShowUp].matured, without.stages[kShowUp].matured);
  EXPECT_EQ(with.stages[kShowUp].reached, without.stages[kShowUp].reached + 1);
  EXPECT_EQ(with.stages[kShowUp].close_rate, without.stages[kShowUp].close_rate);
}

TEST(StageSuggestion, ADealThatStandsForLongIsNotWon) {
  auto visits = daily(kShowUp, 0, 60, 10);
  for (auto& visit : visits) visit.resolved = visit.won = visit.left = false;
  EXPECT_EQ(suggested(visits, 200).stages[kShowUp].won, 0);
}

TEST(StageSuggestion, ARateThatNoLongerHoldsIsNotOffered) {
  // For long nobody bought, of the latest every second deal: what is configured foretells better.
  auto visits = daily(kShowUp, 0, 90, 0);
  for (const auto& late : daily(kShowUp, 90, 30, 5)) visits.push_back(late);
  const auto found = suggested(visits, 300);
  const auto& shown = found.stages[kShowUp];
  EXPECT_FALSE(shown.enough);
  EXPECT_GT(*shown.brier_measured, *shown.brier_prior);
  EXPECT_TRUE(shown.reason.starts_with("on the latest deals")) << shown.reason;
}

TEST(StageSuggestion, DealsThatCameAtOneTimeAreNotPartedByTheirOutcome) {
  auto visits = daily(kShowUp, 0, 100, 3);
  for (auto& visit : visits) visit.entered_at = day(0);
  const auto found = suggested(visits, 200);
  const auto& shown = found.stages[kShowUp];
  EXPECT_TRUE(shown.enough) << shown.reason;
  EXPECT_EQ(shown.brier_measured, shown.brier_prior);
}

TEST(StageSuggestion, TheOrderOfTheVisitsDoesNotMatter) {
  auto visits = daily(kShowUp, 0, 80, 4);
  const auto forward = suggested(visits, 200);
  std::reverse(visits.begin(), visits.end());
  const auto backward = suggested(visits, 200);
  EXPECT_EQ(forward.stages[kShowUp].brier_measured, backward.stages[kShowUp].brier_measured);
  EXPECT_EQ(forward.calibration->brier, backward.calibration->brier);
}

TEST(StageSuggestion, ConfiguredChancesAreScoredOnAllMaturedDeals) {
  EXPECT_FALSE(suggested({}, 10).calibration);
  const auto found = suggested(daily(kShowUp, 0, 100, 6), 200);
  ASSERT_TRUE(found.calibration);
  EXPECT_EQ(found.calibration->n, 100);
  EXPECT_NEAR(found.calibration->brier, 0.24, 1e-12);  // 0.6 * 0.4, as foretold
  EXPECT_NEAR(found.calibration->ece, 0.0, 1e-12);
}

TEST(StageSuggestion, ARuleOutsideItsRangesIsRefused) {
  EXPECT_FALSE(suggest_stages(fitness(), {}, {}, day(1), {.holdout_share = 1.0}));
  EXPECT_FALSE(suggest_stages(fitness(), {}, {}, day(1), {.matured_min = 0}));
}

}  // namespace
}  // namespace gv::revenue
