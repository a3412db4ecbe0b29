#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/parallel.h"
#include "core/market/change_desk.h"
#include "core/market/policy.h"
#include "core/market/scenario.h"
#include "core/market/world.h"

namespace gv::market {

/// How policies are driven; the same for all that are compared.
struct RunOptions {
  int cycle_hours{6};
  DeskLimits limits;
  bool keep_log{false};
};

/// Makes the policy of one run. The world is for the oracle; others take nothing from it but the
/// scenario.
using PolicyFactory = std::function<std::unique_ptr<Policy>(const World&)>;

/// How one ad fared under a policy.
struct AdOutcome {
  Archetype archetype{Archetype::Average};
  double launch_roas{0.0};
  std::int64_t launch_hour{0};
  std::int64_t spend_minor{0};
  double value_minor{0.0};  ///< expected value bought
  std::optional<std::int64_t> first_pause_hour;
  std::int64_t spend_at_first_pause{0};
  bool killed_finally{false};  ///< some pause was final
  int pauses{0};
  int revivals{0};
  bool paused_at_end{false};
};

/// One tenth of the probability scale: claims made, their mean and how many came true.
struct ReliabilityBin {
  std::int64_t claims{0};
  double claimed{0.0};  ///< sum of the probabilities
  std::int64_t true_claims{0};
};

/// What one run of one policy on one account came to. Truth, not measurement.
struct RunResult {
  std::string policy;
  std::uint64_t seed{0};
  int account{0};
  std::int64_t hours{0};    ///< horizon
  double value_minor{0.0};  ///< V: expected value bought
  std::int64_t spend_minor{0};
  std::int64_t wasted_minor{0};   ///< spent in hours with true ROAS < 1
  std::int64_t ordered_minor{0};  ///< T x days
  std::vector<AdOutcome> ads;
  std::vector<double> value_daily;
  std::vector<std::int64_t> spend_daily;
  int mutations{0};
  int deferred{0};  ///< changes that had to wait for a rate limit, counted once per hour waited
  int learning_resets{0};
  int decisions{0};  ///< ad-cycles decided
  int flips{0};      ///< wishes of >= 5 % against the direction of the unit's previous one
  std::array<ReliabilityBin, 10> reliability{};
  std::int64_t intervals{0};
  std::int64_t intervals_covering{0};
  std::vector<std::string> log;  ///< "2025-01-06T06:00:00Z <row>"
};

/// Runs one policy on one account of a scenario for the whole horizon. Budgets pass the executor's
/// velocity and rate limits; pauses are exempt from velocity. Deterministic in its arguments.
[[nodiscard]] RunResult run(const Scenario& scenario, std::uint64_t seed,
                            const PolicyFactory& factory, const RunOptions& options = {},
                            int account = 0);

/// The policy factory of one seed; called once per seed, so that what it captures is shared by the
/// accounts of that seed.
using SeededPolicy = std::function<PolicyFactory(std::uint64_t seed)>;

/// Runs a policy on `seeds` >= 1 seeds from `first_seed` on and on every account of the scenario.
/// Ordered by seed, then account; the accounts of a seed run one after the other, seeds wherever
/// `parallel` puts them. The result does not depend on `parallel`.
[[nodiscard]] std::vector<RunResult> run_seeds(const Scenario& scenario, std::uint64_t first_seed,
                                               int seeds, const SeededPolicy& policy,
                                               const RunOptions& options = {},
                                               const ParallelFor& parallel = run_serially);

}  // namespace gv::market
