#include "core/decide/kill_report.h"

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gv::decide {
namespace {

Decision decision(const std::string& id, DecisionType type, double waste_minor) {
  Decision d;
  d.ad = {"meta", AdId(id)};
  d.type = type;
  d.reason = type == DecisionType::Kill ? ReasonCode::NoConversions : ReasonCode::WithinBand;
  if (type == DecisionType::Kill) d.finality = belief::Finality::Final;
  d.confidence = 0.9;
  d.metrics.waste_prevented_minor = waste_minor;
  d.metrics.roas.p_below_protect = 0.4;
  return d;
}

TEST(KillReport, LeadsWithTheMostWasteAndThenTheAdId) {
  CyclePlan plan;
  plan.decisions = {
      decision("a", DecisionType::Maintain, 9999.0), decision("b", DecisionType::Kill, 100.4),
      decision("c", DecisionType::Kill, 500.0), decision("d", DecisionType::Kill, 500.0)};

  const auto report = kill_report(plan);

  std::string order;
  for (const auto& d : report.decisions) order += d.ad.ad_id.text();
  EXPECT_EQ(order, "cdba");  // what runs on prevents no waste
  EXPECT_EQ(report.kills, 3);
  EXPECT_EQ(report.total_waste_minor, 1100);
  EXPECT_EQ(report.highest_waste_ad->ad_id.text(), "c");
  EXPECT_DOUBLE_EQ(*report.mean_confidence, 0.9);
}

TEST(KillReport, CountsKillsByReason) {
  CyclePlan plan;
  plan.decisions = {decision("a", DecisionType::Kill, 1.0), decision("b", DecisionType::Kill, 1.0),
                    decision("c", DecisionType::Kill, 1.0),
                    decision("d", DecisionType::Observe, 1.0)};
  plan.decisions[1].reason = ReasonCode::LowCtr;

  const auto report = kill_report(plan);

  const std::vector<std::pair<ReasonCode, std::int64_t>> expected{{ReasonCode::LowCtr, 1},
                                                                  {ReasonCode::NoConversions, 2}};
  EXPECT_EQ(report.by_reason, expected);
}

TEST(KillReport, ListsEveryGateThatHoldsInTheirOrder) {
  CyclePlan plan;
  plan.decisions = {decision("a", DecisionType::Kill, 1.0)};
  plan.decisions[0].triggered.insert(ReasonCode::NoConversions);
  plan.decisions[0].triggered.insert(ReasonCode::LowCtr);

  const auto report = kill_report(plan);

  const std::vector expected{ReasonCode::LowCtr, ReasonCode::NoConversions};
  EXPECT_EQ(report.decisions[0].triggered, expected);
}

TEST(KillReport, WithoutKillsThereIsNoWasteAndNoMean) {
  CyclePlan plan;
  plan.decisions = {decision("a", DecisionType::Maintain, 100.0)};
  plan.decisions[0].triggered.insert(ReasonCode::LowCtr);

  const auto report = kill_report(plan);

  EXPECT_EQ(report.kills, 0);
  EXPECT_EQ(report.total_waste_minor, 0);
  EXPECT_FALSE(report.highest_waste_ad);
  EXPECT_FALSE(report.mean_confidence);
  EXPECT_FALSE(report.decisions[0].should_kill);
  EXPECT_FALSE(report.decisions[0].reason);
  EXPECT_DOUBLE_EQ(report.decisions[0].confidence, 0.6);
}

// The report is a regrouping: nobody is lost, totals are the sums of the rows.
RC_GTEST_PROP(KillReportProperty, TotalsAreTheSumsOfTheRows, ()) {
  CyclePlan plan;
  const auto wastes = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 1000));
  for (std::size_t i = 0; i < wastes.size(); ++i) {
    const auto type = wastes[i] % 2 == 0 ? DecisionType::Kill : DecisionType::Scale;
    plan.decisions.push_back(decision("ad" + std::to_string(i), type, wastes[i]));
  }

  const auto report = kill_report(plan);

  std::int64_t waste = 0;
  for (const auto& d : report.decisions) waste += d.waste_prevented_minor;
  std::int64_t counted = 0;
  for (const auto& [reason, count] : report.by_reason) counted += count;
  RC_ASSERT(report.decisions.size() == wastes.size());
  RC_ASSERT(report.total_waste_minor == waste);
  RC_ASSERT(report.kills == counted);
  RC_ASSERT(std::is_sorted(report.decisions.begin(), report.decisions.end(),
                           [](const auto& a, const auto& b) {
                             return a.waste_prevented_minor > b.waste_prevented_minor;
                           }));
}

}  // namespace
}  // namespace gv::decide
