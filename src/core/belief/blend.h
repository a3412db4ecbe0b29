#pragma once

#include "core/belief/config.h"

namespace gv::belief {

/// Weights of click rate and ROAS in the displayed score; both in [0, 1], sum 1.
struct BlendWeights {
  double ctr{1.0};
  double roas{0.0};
};

/// Weights at an age in hours >= 0. Non-decreasing in `roas`. Continuous but for `Step`.
[[nodiscard]] BlendWeights blend_weights(double age_hours, const BlendConfig& config);

}  // namespace gv::belief
