#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/result.h"
#include "base/rng.h"

namespace gv::execute {

/// Randomised budget factors, an instrument for the spend-response curve. An experiment.
struct DitherConfig {
  bool enabled{false};
  double amplitude{0.03};  ///< at most 0.10
};

/// Errors: ConfigRange, Nan.
[[nodiscard]] Result<DitherConfig> checked(const DitherConfig& config);

/// What decides whether a unit may be dithered this day.
struct DitherUnit {
  std::int64_t budget_minor{0};  ///< the due budget, >= 0
  std::int64_t lo_minor{0};      ///< caps in force, velocity included
  std::int64_t hi_minor{0};
  bool held{false};  ///< kill, observation, learning phase, a hold
};

/// Not held, and not within 5 % of a cap.
[[nodiscard]] bool dither_eligible(const DitherUnit& unit);

/// Uniform on [1 - amplitude, 1 + amplitude].
[[nodiscard]] double draw_dither(Rng& rng, const DitherConfig& config);

/// Budgets times `factors`, rescaled so that the total is unchanged to the minor unit (largest
/// remainder, ties to the lower index). Ineligible units keep their budget and no unit moves by
/// more than 10 % (to one minor unit): where rescaling would exceed that, all deviations shrink
/// alike. One length for both spans; factors in [0.9, 1.1]. O(n log n).
[[nodiscard]] std::vector<std::int64_t> dither_budgets(std::span<const DitherUnit> units,
                                                       std::span<const double> factors);

}  // namespace gv::execute
