#include "core/decide/beliefs.h"

#include <cmath>

#include <gtest/gtest.h>

#include "core/decide/testing.h"

namespace gv::decide {
namespace {

CycleInput flat_account(bool click_known) {
  auto input =
      testing::account_of({{.id = "a", .days = 28.0, .deals = 112, .deal_value = 60'00.0},
                           {.id = "b", .days = 28.0, .deals = 112, .deal_value = 60'00.0}});
  for (auto& ad : input.ads) {
    for (auto& deal : ad.deals) deal.click_known = click_known;
  }
  return input;
}

AccountBeliefs beliefs_of(const CycleInput& input) {
  return form_beliefs(input, validate(input), testing::cheap_config(), run_serially);
}

TEST(Beliefs, LeaveDelaysAloneWhereDealsComeWithoutTheirClick) {
  EXPECT_TRUE(beliefs_of(flat_account(true)).own_delays);
  EXPECT_FALSE(beliefs_of(flat_account(false)).own_delays);
}

// Exports give deals by day, not by click: the rate must then be the plain delay-adjusted one.
// What is left is the prior's pull and the fading of old clicks.
TEST(Beliefs, OfAFlatExportAreItsDelayAdjustedRate) {
  const auto input = flat_account(false);
  const auto plan = run_cycle(input, testing::cheap_config());
  ASSERT_TRUE(plan) << plan.error();
  for (const auto& decision : plan->decisions) {
    const auto& m = decision.metrics;
    EXPECT_NEAR(m.deal_rate / (m.deals / m.n_eff), 1.0, 0.1);
  }
}

TEST(Beliefs, HoldPredictionsAgainstTheirGeometricMean) {
  auto input = testing::account_of({{.id = "a"}, {.id = "b"}, {.id = "c"}, {.id = "d"}});
  input.ads[0].predicted_roas = 0.5;
  input.ads[1].predicted_roas = 2.0;
  input.ads[2].predicted_roas = 8.0;
  const auto beliefs = beliefs_of(input);
  EXPECT_NEAR(beliefs.rows[0].prediction_z, -std::log(4.0), 1e-12);
  EXPECT_NEAR(beliefs.rows[1].prediction_z, 0.0, 1e-12);
  EXPECT_NEAR(beliefs.rows[2].prediction_z, std::log(4.0), 1e-12);
  EXPECT_EQ(beliefs.rows[3].prediction_z, 0.0);  // not predicted: as the average
}

}  // namespace
}  // namespace gv::decide
