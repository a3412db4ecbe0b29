#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/revenue/stage_visits.h"

namespace gv::revenue {

/// Prior weight of the transition split, in completed visits, and of the AOV, in deals. Priors.
inline constexpr double kTransitionPrior = 20.0;
inline constexpr std::int64_t kAovPrior = 20;

/// Dirichlet posteriors of where a visit to each open stage ends.
struct TransitionModel {
  std::vector<std::vector<double>> alpha;  ///< open stages x outcomes (see OpenStages), >= 0
  /// Posterior mean of the move stage -> outcome.
  [[nodiscard]] double mean(std::size_t stage, std::size_t outcome) const;
};

/// Counts completed visits on top of the config's prior split. Censored visits tell nothing about
/// where they will end. O(visits). Method: Dirichlet-multinomial.
[[nodiscard]] TransitionModel fit_transitions(const OpenStages& stages,
                                              std::span<const StageVisit> visits,
                                              double prior_weight = kTransitionPrior);

/// Win probability of each open stage under the posterior means. Errors: as `win_probabilities`.
Result<std::vector<double>> mean_win_probabilities(const TransitionModel& model);

struct WinUncertainty {
  double mean{0.0};
  double sd{0.0};
  double p05{0.0};
  double p95{0.0};
};
/// Spread of the win probabilities over 2,000 draws of the whole chain. Errors: as
/// `win_probabilities`. O(2,000 (outcomes + stages^3)).
Result<std::vector<WinUncertainty>> sample_win_probabilities(const TransitionModel& model,
                                                             std::uint64_t seed);

/// Beta(a, b), a, b > 0.
struct BetaShape {
  double a{1.0};
  double b{1.0};
  [[nodiscard]] double mean() const { return a / (a + b); }
  [[nodiscard]] double variance() const { return a * b / ((a + b) * (a + b) * (a + b + 1.0)); }
};
/// Exact standard deviation of the product of two independent Betas, the win probability of a
/// chain of two steps: sqrt((Var X + EX^2)(Var Y + EY^2) - (EX EY)^2).
[[nodiscard]] double product_sd(const BetaShape& x, const BetaShape& y);

/// Average order value shrunk to the prior: (k AOV0 + sum) / (k + n), rounded once. Amounts above
/// the 99th percentile (nearest rank) count as that percentile; amounts outside [0, kAmountMax]
/// are left out. Precondition (checked): aov_prior_minor > 0, k >= 1. O(n log n).
[[nodiscard]] std::int64_t shrunken_aov(std::int64_t aov_prior_minor,
                                        std::span<const std::int64_t> won_amounts,
                                        std::int64_t k = kAovPrior);

}  // namespace gv::revenue
