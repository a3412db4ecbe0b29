#include "app/review_budgets.h"

#include <gtest/gtest.h>

namespace gv::app {
namespace {

DecisionRecord advice(std::string type, std::string reason, std::int64_t to) {
  return {.decision = std::move(type),
          .reason_code = std::move(reason),
          .current_budget_minor = 5'000,
          .recommended_budget_minor = to,
          .unit_budget_minor = 5'000};
}

TEST(PressingDecisions, AreKillsAndCutsOfWhatIsWornOut) {
  const std::vector<DecisionRecord> run{
      advice("scale", "above_target", 6'000), advice("reduce", "caps_bind", 4'000),
      advice("reduce", "fatigue", 4'000), advice("kill", "low_ctr", 0)};
  const auto chosen = pressing(run);
  ASSERT_EQ(chosen.size(), 2u);
  EXPECT_EQ(chosen[0].recommended_budget_minor, 4'000);
  EXPECT_EQ(chosen[1].decision, "kill");
}

TEST(PressingDecisions, AKillBesideOthersLeavesTheUnitsBudget) {
  const std::vector<DecisionRecord> run{advice("kill", "low_ctr", 6'000)};
  EXPECT_EQ(pressing(run).front().recommended_budget_minor, 5'000);
}

}  // namespace
}  // namespace gv::app
