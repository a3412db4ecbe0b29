#pragma once

#include <optional>
#include <vector>

#include "base/result.h"
#include "core/ab/experiment.h"

namespace gv::ab {

/// One variant as the dashboard shows it.
struct VariantStats {
  VariantId variant;
  Totals totals;
  std::optional<double> rate;       ///< successes / trials: the CTR of metric ctr, else the CVR
  std::optional<double> roas;       ///< value / cost
  std::optional<double> cpa_minor;  ///< cost / successes, minor units
  double mean{0.0};                 ///< posterior mean of the metric
  double sd{0.0};
  double lo{0.0};     ///< 2.5 % quantile of the posterior
  double hi{0.0};     ///< 97.5 % quantile
  double alpha{1.0};  ///< of the Beta posterior of the rate
  double beta{1.0};
  double p_best{0.0};
  double expected_loss{0.0};  ///< in the unit of the metric
};

/// All variants in order of id. Ratios over nothing are absent. O(n^2) (see `compare`).
[[nodiscard]] std::vector<VariantStats> variant_stats(const Experiment& experiment);

/// The variant with the largest posterior mean; ties go to the lowest id.
/// Errors: NotFound when no variant is registered.
Result<VariantStats> best_variant(const Experiment& experiment);

}  // namespace gv::ab
