#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/fatigue/fatigue.h"
#include "core/fatigue/trend.h"

namespace gv::fatigue {

/// The windows of one ad, pooled, and what the account did meanwhile.
struct Evidence {
  Pooled recent;
  std::optional<Pooled> baseline;
  double ctr_z{0.0};
  std::optional<double> cpm_ratio;  ///< none with too few recent impressions
  std::optional<double> net_cpm;    ///< recent CPM over the account's (over 1 without one)
};

/// Pools the windows. Precondition: at least 3 valid days.
[[nodiscard]] Evidence gather(const FatigueInput& input, const FatigueConfig& config);

/// All rules that fire, in order of `Rule`; the conditions are those of `assess_fatigue`.
[[nodiscard]] std::vector<FiredRule> fired_rules(const FatigueInput& input,
                                                 const Evidence& evidence,
                                                 const FatigueConfig& config);

/// One clause for a reader: "frequency 8.4 in 7 days reached 8.0".
[[nodiscard]] std::string describe(const FiredRule& fired);

}  // namespace gv::fatigue
