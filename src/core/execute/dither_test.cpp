#include "core/execute/dither.h"

#include <cmath>
#include <numeric>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gv::execute {
namespace {

DitherUnit roomy(std::int64_t budget) { return {budget, 0, 100 * budget}; }

TEST(Dither, RescalesToTheSameTotal) {  // E-5
  const std::vector units{roomy(10000), roomy(20000), roomy(30000)};
  EXPECT_EQ(dither_budgets(units, std::vector{1.02, 0.99, 1.03}),
            (std::vector<std::int64_t>{10049, 19508, 30443}));
}

TEST(Dither, LeavesHeldAndCappedUnitsAlone) {
  const std::vector<DitherUnit> units{{10000, 0, 50000, true},
                                      {10000, 0, 10499},
                                      {10000, 9501, 50000},
                                      {10000, 0, 50000},
                                      {10000, 0, 50000}};
  const auto budgets = dither_budgets(units, std::vector{1.1, 1.1, 1.1, 1.03, 0.97});
  EXPECT_EQ(budgets, (std::vector<std::int64_t>{10000, 10000, 10000, 10300, 9700}));
}

TEST(Dither, MovesNothingBeyondTenPercentEvenAfterRescaling) {
  // Raw: one unit up by 10 %, a large one down by 10 %; rescaling alone would give +22 %.
  const std::vector units{roomy(1000), roomy(100'000)};
  const auto budgets = dither_budgets(units, std::vector{1.1, 0.9});
  EXPECT_EQ(budgets, (std::vector<std::int64_t>{1100, 99'900}));
}

TEST(Dither, AmplitudeIsLimited) {
  EXPECT_TRUE(checked(DitherConfig{true, 0.10}));
  EXPECT_FALSE(checked(DitherConfig{true, 0.11}));
  EXPECT_EQ(checked(DitherConfig{true, NAN}).error().code, ErrorCode::Nan);
}

// Invariant 12.
RC_GTEST_PROP(DitherProperty, TotalsAreUnchanged, (std::uint64_t seed)) {
  Rng rng(seed, 1);
  std::vector<DitherUnit> units(1 + rng.below(30));
  std::vector<double> factors;
  for (auto& unit : units) {
    unit = roomy(static_cast<std::int64_t>(rng.below(1'000'000)));
    unit.held = rng.below(4) == 0;
    factors.push_back(draw_dither(rng, {true, 0.10}));
  }
  const auto budgets = dither_budgets(units, factors);
  std::int64_t before = 0;
  std::int64_t after = 0;
  for (std::size_t i = 0; i < units.size(); ++i) {
    before += units[i].budget_minor;
    after += budgets[i];
    const auto move = std::abs(budgets[i] - units[i].budget_minor);
    RC_ASSERT(static_cast<double>(move) <= 0.10 * static_cast<double>(units[i].budget_minor) + 1.0);
    if (units[i].held) RC_ASSERT(move == 0);
  }
  RC_ASSERT(before == after);
}

}  // namespace
}  // namespace gv::execute
