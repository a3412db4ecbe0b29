#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/market/runner.h"
#include "core/stats/numeric.h"

namespace gv::market {

/// An event time or, when `happened` is false, the time up to which it had not happened.
struct Duration {
  double length{0.0};
  bool happened{false};
};

/// Median of possibly censored durations: the smallest length at which at most half survive; none
/// when more than half outlive the observation. O(n log n). Method: Kaplan & Meier 1958.
[[nodiscard]] std::optional<double> median_survival(std::vector<Duration> durations);

/// V / spend; 0 without spend.
[[nodiscard]] double value_per_spend(const RunResult& run);
/// V x gross_margin - spend, minor units.
[[nodiscard]] double profit_minor(const RunResult& run, double gross_margin);

/// What a policy achieved over many runs. Means over runs carry a bootstrap interval of 95 %;
/// rates over ads are pooled over all runs. A winner is an ad with true launch ROAS at or above
/// the target, a loser one below 0.5.
struct Scores {
  std::string policy;
  int runs{0};
  stats::Interval value_per_spend;
  stats::Interval regret;        ///< 1 - (V / spend) / (V / spend of the oracle)
  stats::Interval total_regret;  ///< 1 - V / V of the oracle
  stats::Interval waste;         ///< share of spend in hours with true ROAS < 1
  stats::Interval spent;         ///< share of the ordered total
  double winners_lost{0.0};      ///< paused and not revived at the horizon
  double slow_winners_lost{0.0};
  double winners_paused{0.0};                            ///< ever paused
  double ads_killed_finally{0.0};                        ///< of all ads
  std::optional<double> loser_hours;                     ///< median from launch to the first pause
  std::optional<double> loser_spend_minor;               ///< median spend until the first pause
  double spend_per_loser_minor{0.0};                     ///< mean over the whole run
  std::array<double, kArchetypes> money_by_archetype{};  ///< shares of spend, sum 1
  double mutations{0.0};                                 ///< per run, as the next three
  double deferred{0.0};
  double learning_resets{0.0};
  double flips_per_decision{0.0};
  std::optional<double> calibration_error;  ///< expected calibration error of P(ROAS >= target)
  std::optional<double> coverage90;

  /// One run has no spread: the bounds of its intervals equal the value and say nothing.
  [[nodiscard]] bool has_intervals() const { return runs >= 2; }
};

/// Scores `runs` of one policy against the oracle's on the same seeds and accounts, in the same
/// order (checked). Not empty. Deterministic.
[[nodiscard]] Scores score_runs(std::span<const RunResult> runs, std::span<const RunResult> oracle,
                                double target_roas = 2.0);

/// Mean relative gain in value per spend of `runs` over `others`, paired by seed and account, with
/// its bootstrap interval of 95 %: 0.02 is 2 % more. Pairs whose other side spent nothing are
/// left out.
[[nodiscard]] stats::Interval paired_gain(std::span<const RunResult> runs,
                                          std::span<const RunResult> others);

/// Regret per unit spent of everything up to the end of each day, averaged over runs.
[[nodiscard]] std::vector<double> cumulative_regret(std::span<const RunResult> runs,
                                                    std::span<const RunResult> oracle);

}  // namespace gv::market
