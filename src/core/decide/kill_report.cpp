#include "core/decide/kill_report.h"

#include <algorithm>
#include <array>
#include <map>

#include "base/money.h"

namespace gv::decide {
namespace {

constexpr std::array kKillGates{ReasonCode::LowCtr,        ReasonCode::LowCvr,
                                ReasonCode::HighCpa,       ReasonCode::NegativeRoas,
                                ReasonCode::NoConversions, ReasonCode::DecliningPerformance};

std::string recommend(const Decision& decision) {
  if (decision.type == DecisionType::Kill) {
    return decision.finality == belief::Finality::Provisional
               ? "Pause now; deals that still arrive can bring it back."
               : "Pause for good.";
  }
  if (decision.reason == ReasonCode::IgnoranceZone)
    return "Wait: too young and too cheap to judge.";
  if (decision.triggered.empty()) return "Keep running.";
  return "Keep running: a threshold is crossed, but the evidence is too weak to end it.";
}

KillDecision judge_ad(const Decision& decision) {
  KillDecision out;
  out.ad = decision.ad;
  out.should_kill = decision.type == DecisionType::Kill;
  for (const auto gate : kKillGates) {
    if (decision.triggered.contains(gate)) out.triggered.push_back(gate);
  }
  out.e_value = decision.metrics.e.combined;
  out.p_below_protect = decision.metrics.roas.p_below_protect;
  out.metrics = decision.metrics;
  out.recommendation = recommend(decision);
  out.confidence = out.should_kill ? decision.confidence : 1.0 - out.p_below_protect;
  if (out.should_kill) {
    out.finality = decision.finality;
    out.reason = decision.reason;
    out.waste_prevented_minor = round_half_away(decision.metrics.waste_prevented_minor);
  }
  return out;
}

}  // namespace

KillReport kill_report(const CyclePlan& plan) {
  KillReport report;
  std::map<ReasonCode, std::int64_t> counts;
  double confidence = 0.0;
  for (const auto& decision : plan.decisions) {
    const auto& judged = report.decisions.emplace_back(judge_ad(decision));
    if (!judged.should_kill) continue;
    ++report.kills;
    ++counts[*judged.reason];
    report.total_waste_minor += judged.waste_prevented_minor;
    confidence += judged.confidence;
  }
  std::sort(report.decisions.begin(), report.decisions.end(), [](const auto& a, const auto& b) {
    if (a.waste_prevented_minor != b.waste_prevented_minor) {
      return a.waste_prevented_minor > b.waste_prevented_minor;
    }
    return a.ad < b.ad;
  });
  report.by_reason.assign(counts.begin(), counts.end());
  if (report.kills > 0) {
    report.mean_confidence = confidence / static_cast<double>(report.kills);
    const auto first = std::find_if(report.decisions.begin(), report.decisions.end(),
                                    [](const auto& d) { return d.should_kill; });
    report.highest_waste_ad = first->ad;
  }
  return report;
}

}  // namespace gv::decide
