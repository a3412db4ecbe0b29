#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/simulation_report.h"
#include "base/parallel.h"
#include "base/result.h"
#include "core/decide/config.h"
#include "core/market/scenario.h"

namespace gv::app {

/// Names that `simulate_policies` knows: ours first, then the baselines.
[[nodiscard]] std::vector<std::string> policy_names();

struct SimulationRequest {
  market::Scenario scenario;
  std::uint64_t first_seed{0};
  int seeds{1};                       ///< >= 1
  std::vector<std::string> policies;  ///< names, each once; not empty
  decide::Config config;              ///< thresholds of our own policy
  bool keep_log{false};               ///< keep the decisions of our first run
};

/// Plays every policy on the same markets and scores it against the oracle, which always plays.
///
/// Errors: InvalidInput for a policy that does not exist (the nearest one is the hint) or is given
/// twice. Does not depend on `parallel`. O(policies x seeds x accounts x ads x
/// hours).
[[nodiscard]] Result<SimulationReport> simulate_policies(const SimulationRequest& request,
                                                         const ParallelFor& parallel);

}  // namespace gv::app
