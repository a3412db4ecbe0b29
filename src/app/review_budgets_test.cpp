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

TEST(MoneyHours, AreTheFirstRunOfEverySixHours) {
  const auto at = [](int hour, int minute) {
    return TimePoint(std::chrono::sys_days(std::chrono::year(2025) / 1 / 31)) + Hours(hour) +
           std::chrono::minutes(minute);
  };
  EXPECT_TRUE(moves_money(std::nullopt, at(8, 20)));
  EXPECT_FALSE(moves_money(at(7, 20), at(8, 20)));
  EXPECT_TRUE(moves_money(at(11, 20), at(12, 20)));
  EXPECT_TRUE(moves_money(at(5, 20), at(13, 5))) << "the runs between fell out";
  EXPECT_TRUE(moves_money(at(14, 20), at(20, 20))) << "a schedule of every six hours";
  EXPECT_FALSE(moves_money(at(12, 10), at(12, 20))) << "one of every ten minutes";
}

TEST(PressingDecisions, AKillBesideOthersLeavesTheUnitsBudget) {
  const std::vector<DecisionRecord> run{advice("kill", "low_ctr", 6'000)};
  EXPECT_EQ(pressing(run).front().recommended_budget_minor, 5'000);
}

}  // namespace
}  // namespace gv::app
