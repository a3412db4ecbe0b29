#pragma once

#include <cstdint>
#include <vector>

#include "core/market/scenario.h"
#include "core/market/truth.h"

namespace gv::market {

/// Draws the ads of one account: first those of the scenario in launch order, then the creatives
/// that may be requested (launch hour 0 until a policy asks). Each ad's traits depend on (seed,
/// account, its index) alone. Every archetype but the average is present among the scenario's
/// ads: a missing one replaces an ad of the kind with the most to spare.
[[nodiscard]] std::vector<AdTruth> draw_population(const Scenario& scenario, std::uint64_t seed,
                                                   int account);

/// Mean and variance of ln launch ROAS over the scenario's population.
struct LogRoas {
  double mean{0.0};
  double variance{0.0};
};
[[nodiscard]] LogRoas log_roas_of(const Scenario& scenario);

}  // namespace gv::market
