#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/decide/decision.h"

namespace gv::decide {

/// The kill switch's answer on one ad.
struct KillDecision {
  belief::AdKey ad;
  bool should_kill{false};
  std::optional<belief::Finality> finality;  ///< of a kill
  std::optional<ReasonCode> reason;          ///< of a kill
  std::vector<ReasonCode> triggered;         ///< every kill gate that holds, in their order
  double e_value{1.0};
  double p_below_protect{0.0};
  double confidence{0.0};
  std::int64_t waste_prevented_minor{0};  ///< of a kill: what a week of running on would lose
  std::string recommendation;             ///< one sentence
  Metrics metrics;
};

/// The kill switch over a whole account.
struct KillReport {
  std::vector<KillDecision> decisions;  ///< by waste prevented, descending, then by ad key
  std::vector<std::pair<ReasonCode, std::int64_t>> by_reason;  ///< kills; in order of the codes
  std::int64_t kills{0};
  std::int64_t total_waste_minor{0};
  std::optional<belief::AdKey> highest_waste_ad;  ///< none without kills
  std::optional<double> mean_confidence;          ///< of the kills; none without
};

/// Sums up what a cycle decided about ending ads. Ads that are not deliverable are left out, as
/// they are from the decisions. O(n log n).
[[nodiscard]] KillReport kill_report(const CyclePlan& plan);

}  // namespace gv::decide
