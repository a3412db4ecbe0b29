#include "core/decide/beliefs.h"

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

}  // namespace
}  // namespace gv::decide
