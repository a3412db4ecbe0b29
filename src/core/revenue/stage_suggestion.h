#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/revenue/calibration.h"
#include "core/revenue/stage_visits.h"

namespace gv::revenue {

/// When a measured stage value is good enough to be offered. Priors.
struct SuggestionRule {
  /// A deal has matured when this many times the stage's mean days to close have passed since it
  /// came there: of an exponential time to close 95 % lie within three times the mean.
  double maturity_mult{3.0};
  std::int64_t matured_min{50};
  double prior_weight{20.0};   ///< of the configured win probability, in deals; > 0
  double holdout_share{0.25};  ///< of the matured deals, the latest by entry; in (0, 1)
};

/// What history says an open stage is worth.
struct StageSuggestion {
  std::string stage;
  double maturity_days{1.0};  ///< how long ago a deal must have come to the stage to count
  std::int64_t reached{0};    ///< deals that ever came to the stage
  std::int64_t matured{0};
  std::int64_t won{0};  ///< of the matured ones
  double close_rate{0.0};
  double close_rate_low{0.0};   ///< 5 % quantile
  double close_rate_high{0.0};  ///< 95 % quantile
  double prior{0.0};            ///< the win probability that is configured
  std::int64_t current_minor{0};
  std::int64_t suggested_minor{0};  ///< close_rate x AOV
  std::int64_t low_minor{0};
  std::int64_t high_minor{0};
  std::optional<double> brier_prior;     ///< on the holdout; nothing without one
  std::optional<double> brier_measured;  ///< of the rate of the deals before the holdout
  bool enough{false};
  std::string reason;
};

struct StageSuggestions {
  std::int64_t aov_minor{0};    ///< measured, drawn to the configured one
  std::int64_t won_amounts{0};  ///< deals it was measured on
  std::vector<StageSuggestion> stages;
  std::optional<Calibration> calibration;  ///< of the configured win probabilities
};

/// Measured close rate x average order value of each open stage.
///
/// `visits` holds the first visit of each deal to each stage. Only deals that came to the stage at
/// least `maturity_days` before `data_cut` count, however they ended: counting those that ended
/// would count quick wins before slow losses. One that still stands there is not won. The rate is
/// (won + m p) / (n + m) with the prior p that is configured, its interval the 5 % and 95 %
/// quantiles of Beta(won + m p, n - won + m (1 - p)). A stage has enough when
/// 1. `matured_min` deals matured and 2. on the holdout the rate of the deals before it has a Brier
/// score no worse than the prior's.
///
/// Depends on the set of visits alone. Errors: ConfigRange for a rule outside its ranges.
/// O(n log n).
Result<StageSuggestions> suggest_stages(const PipelineConfig& config,
                                        std::span<const StageVisit> visits,
                                        std::span<const std::int64_t> won_amounts,
                                        TimePoint data_cut, const SuggestionRule& rule = {});

}  // namespace gv::revenue
