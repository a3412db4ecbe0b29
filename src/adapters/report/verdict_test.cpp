#include "adapters/report/verdict.h"

#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/report/html_reading.h"
#include "adapters/report/report_example.h"

namespace gv::report {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string verdict_text(const app::SimulationReport& report) {
  return plain_text(verdict_section(ranked(report), report));
}

app::SimulationReport report_of(std::vector<app::PolicyReport> policies) {
  auto report = example_report();
  report.policies = std::move(policies);
  return report;
}

TEST(Verdict, OursIsSetAgainstTheRulesPeopleUse) {
  EXPECT_THAT(verdict_text(example_report()),
              HasSubstr("battle_hardened lost 5 % of what was possible; rules lost 53 %."));
}

TEST(Verdict, WithoutRulesTheBestOtherPolicyIsTheRival) {
  EXPECT_THAT(verdict_text(report_of({example_policy("equal", 0.46, 28),
                                      example_policy("battle_hardened", 0.05, 28),
                                      example_policy("greedy", 0.34, 28)})),
              HasSubstr("battle_hardened lost 5 % of what was possible; greedy lost 34 %."));
}

TEST(Verdict, EqualAfterRoundingShowsOneMoreDigit) {
  EXPECT_THAT(verdict_text(report_of({example_policy("battle_hardened", 0.051, 28),
                                      example_policy("rules", 0.054, 28)})),
              HasSubstr("battle_hardened lost 5.1 % of what was possible; rules lost 5.4 %."));
}

TEST(Verdict, PolicyThatBeatsTheYardstickIsSaidToGetMore) {
  EXPECT_THAT(verdict_text(report_of({example_policy("battle_hardened", -0.021, 28),
                                      example_policy("rules", 0.1, 28)})),
              HasSubstr("battle_hardened got 2 % more than the yardstick; rules lost 10 %."));
}

TEST(Verdict, BetterThirdPolicyIsNotHidden) {
  auto report = example_report();
  report.policies.push_back(example_policy("ucb1", 0.03, 28));
  EXPECT_THAT(verdict_text(report), HasSubstr("The best here was ucb1: it lost 3.0 %."));
  EXPECT_THAT(verdict_text(example_report()), Not(HasSubstr("The best here")));
}

TEST(Verdict, OverlapOfIntervalsAndSingleRunsAreSaidToBeChance) {
  EXPECT_THAT(verdict_text(report_of({example_policy("battle_hardened", 0.10, 28),
                                      example_policy("rules", 0.12, 28)})),
              HasSubstr("rules lost 12.0 %; its 95 % interval overlaps that of"));
  EXPECT_THAT(verdict_text(example_report()), Not(HasSubstr("overlaps")));
  auto single = example_report();
  for (auto& policy : single.policies) policy.scores.runs = 1;
  EXPECT_THAT(verdict_text(single), HasSubstr("One run cannot tell skill from luck"));
  EXPECT_THAT(verdict_text(single), HasSubstr("(one market; no interval)"));
}

TEST(Verdict, YardstickAloneHasNoWinner) {
  EXPECT_THAT(verdict_text(report_of({example_policy("oracle", 0.0, 28)})),
              HasSubstr("Only the yardstick was played."));
}

}  // namespace
}  // namespace gv::report
