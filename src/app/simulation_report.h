#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/market/scenario.h"
#include "core/market/score.h"

namespace gv::app {

/// How one policy fared on every seed and account of a simulation.
struct PolicyReport {
  market::Scores scores;  ///< summary numbers; `scores.policy` is the name
  /// Gain in value per spend of `battle_hardened` over this policy, paired by seed and account:
  /// 0.02 is 2 % more. Nothing for itself, the oracle, and where it does not play.
  std::optional<stats::Interval> paired;
  /// Regret per unit spent of everything up to the end of each day, averaged over runs: one entry
  /// a day of the horizon.
  std::vector<double> regret_daily;
  /// Value missed up to the end of each day, minor units, averaged over runs: what the oracle
  /// bought so far, less what its spend would have bought at the policy's value per spend. As long
  /// as `regret_daily`; negative where the policy beats the oracle.
  std::vector<double> missed_daily_minor;
};

/// One change our own policy made, from its decision log.
struct DecisionLogRow {
  std::string at;    ///< "2025-01-06T06:00:00.000000Z"
  std::string text;  ///< "ad_3 scale 5000 -> 6000: ROAS 3.08 is above ..."; budgets in minor units
};

/// What a simulation came to: everything that the table, the JSON and the HTML report show.
struct SimulationReport {
  market::Scenario scenario;  ///< as played, with the options of the command line applied
  std::uint64_t first_seed{0};
  int seeds{1};                        ///< first_seed ... first_seed + seeds - 1
  std::vector<PolicyReport> policies;  ///< in the order asked for
  /// Decisions of the first seed and account of `battle_hardened`; empty unless asked for.
  std::vector<DecisionLogRow> log;
};

}  // namespace gv::app
