#pragma once

#include <vector>

#include "core/decide/feasible.h"
#include "core/decide/label.h"

namespace gv::decide {

/// The total, shared among the units of an assessment.
struct Shares {
  std::vector<Outcome> outcomes;  ///< by unit
  std::int64_t reserve_minor{0};
  double half_saturation{0.0};
};

/// Allocates the total within feasible bounds: frozen units keep theirs, the others share the rest
/// by the configured allocator, projected, rounded, with deadband and change quota. Sums exactly.
/// Consumes the draws of `assessment`. O(n x allocation draws).
[[nodiscard]] Result<Shares> share_out(const Feasible& feasible, Assessment& assessment,
                                       std::int64_t total, double half_saturation,
                                       const Config& config, const ParallelFor& parallel);

}  // namespace gv::decide
