#pragma once

#include <span>
#include <vector>

#include "core/attribution/match.h"

namespace gv::attribution {

/// Layer 3's candidates with their scores, at most the 200 newest: valid clicks within the window
/// of the same address, or of the same user agent and neighbourhood.
[[nodiscard]] std::vector<Candidate> nearby_candidates(const Conversion& conversion,
                                                       std::span<const Click* const> clicks,
                                                       const MatchConfig& config);

/// What layer 3 makes of them. Precondition: best first.
[[nodiscard]] LayerResult judge(std::span<const Candidate> ranked);

}  // namespace gv::attribution
