#include "adapters/report/simulation_html.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/report/html_reading.h"
#include "adapters/report/report_example.h"
#include "base/check.h"

namespace gv::report {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(UnbalancedTag, FindsWhatIsNotClosedInTurn) {
  EXPECT_EQ(unbalanced_tag("<!DOCTYPE html><p a=\"x>y\"><b>1</b><line x=\"1\"/></p>"), "");
  EXPECT_EQ(unbalanced_tag("<p><b>1</p></b>"), "/p");
  EXPECT_EQ(unbalanced_tag("<p><b></b>"), "p");
}

app::SimulationReport hostile_report() {
  const std::string attack = "\"'><script>alert(1)</script><img src=x onerror=alert(2)>&";
  auto report = example_report();
  report.scenario.name = attack;
  report.policies.push_back(example_policy(attack, 0.01, report.scenario.days));
  report.log.push_back({attack, attack});
  report.log.push_back({attack, "<b>ad</b> SCALE 1 -> 2: " + attack});
  return report;
}

std::size_t count_of(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

TEST(SimulationHtml, NamesTheScenarioDaysAndSeeds) {
  const auto html = simulation_html(example_report());
  EXPECT_THAT(html, HasSubstr("<h1>Simulation S2, service business: 28\xC2\xA0"
                              "days, 24\xC2\xA0seeds</h1>"));
  EXPECT_THAT(html, HasSubstr("seeds 1 to 24"));
}

TEST(SimulationHtml, EveryPolicyIsInEverySection) {
  const auto report = example_report();
  const auto html = simulation_html(report);
  for (const auto& policy : report.policies) {
    const auto& name = policy.scores.policy;
    // Scoreboard, money bar, money table, who played; all but the oracle also as bar and curve.
    EXPECT_GE(count_of(html, ">" + name + "<"), name == "oracle" ? 4U : 7U) << name;
  }
}

TEST(SimulationHtml, TagsAreBalanced) {
  EXPECT_EQ(unbalanced_tag(simulation_html(example_report())), "");
  EXPECT_EQ(unbalanced_tag(simulation_html(hostile_report())), "");
}

TEST(SimulationHtml, HostileNamesAddNoMarkup) {
  const auto html = simulation_html(hostile_report());
  EXPECT_EQ(count_of(html, "<script"), 1U);  // our own
  EXPECT_THAT(html, Not(HasSubstr("<img")));
  EXPECT_THAT(html, Not(HasSubstr("<b>ad</b>")));
}

TEST(SimulationHtml, NothingIsLoadedFromAnywhere) {
  const auto html = simulation_html(example_report());
  for (const auto* link : {"http:", "https:", "src=", "href=", "url(", "@import", "fetch("}) {
    EXPECT_THAT(html, Not(HasSubstr(link)));
  }
}

TEST(SimulationHtml, SameReportGivesTheSameBytes) {
  EXPECT_EQ(simulation_html(example_report()), simulation_html(example_report()));
}

TEST(SimulationHtml, LastDayOfTheCurvesIsInLegendAndTable) {
  auto report = example_report();
  report.policies[0].missed_daily_minor.back() = 4'321'00.0;
  report.policies[0].regret_daily.back() = 0.0512;
  const auto html = simulation_html(report);
  EXPECT_EQ(count_of(html, "$4,321 (5.1\xC2\xA0%)"), 2U);
}

TEST(SimulationHtml, PolicyThatLeftMoneyUnspentIsNamedBesideTheCurves) {
  auto report = example_report();
  EXPECT_THAT(plain_text(simulation_html(report)), Not(HasSubstr("left unspent")));
  report.policies[3].scores.spent.value = 0.31;
  EXPECT_THAT(plain_text(simulation_html(report)), HasSubstr("they spent only: rules 31 %."));
}

TEST(SimulationHtml, UnstatedBeliefsAreADash) {
  const auto html = simulation_html(example_report());
  EXPECT_THAT(html, HasSubstr("<td class=\"first\">91\xC2\xA0%</td><td>3.4\xC2\xA0%</td>"));
  EXPECT_THAT(html, HasSubstr("<td class=\"first\">\xE2\x80\x93</td><td>\xE2\x80\x93</td>"));
}

TEST(SimulationHtml, OneDayOneSeedAndTheOracleAloneStillMakeAPage) {
  app::SimulationReport report;
  report.scenario.days = 1;
  report.policies = {example_policy("oracle", 0.0, 1)};
  EXPECT_EQ(unbalanced_tag(simulation_html(report)), "");
  report.policies = {example_policy("equal", 0.4, 1)};
  EXPECT_EQ(unbalanced_tag(simulation_html(report)), "");
}

TEST(SimulationHtml, CurveThatMissesADayIsABug) {
  auto report = example_report();
  report.policies[1].missed_daily_minor.pop_back();
  EXPECT_THROW((void)simulation_html(report), Bug);
}

}  // namespace
}  // namespace gv::report
