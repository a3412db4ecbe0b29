#pragma once

#include <cstdint>

#include "base/currency.h"

namespace gv::attribution {

/// When a stage change is worth telling a person about. Priors.
struct AttentionRule {
  std::int64_t increment_major{1'000};  ///< in the account's currency
  double stage_confidence{0.7};
  double attribution_confidence{0.6};
};

/// Whether all three are exceeded. `increment_minor` is what the change added to the deal's value.
[[nodiscard]] inline bool deserves_attention(std::int64_t increment_minor, Currency currency,
                                             double stage_confidence, double attribution_confidence,
                                             const AttentionRule& rule = {}) {
  return increment_minor > rule.increment_major * currency.minor_per_major() &&
         stage_confidence > rule.stage_confidence &&
         attribution_confidence > rule.attribution_confidence;
}

}  // namespace gv::attribution
