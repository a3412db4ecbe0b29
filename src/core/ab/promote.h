#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "core/ab/results.h"
#include "core/stats/numeric.h"

namespace gv::ab {

enum class PromotionStatus { ContinueTesting, Promoted, InsufficientData, Error };

/// "continue_testing", "promoted", "insufficient_data", "error".
[[nodiscard]] std::string_view to_text(PromotionStatus status);

/// When a winner may be promoted, and what it then gets. All values are priors.
struct PromotionConfig {
  std::int64_t trials_min{1000};  ///< of every variant
  double successes_min{25.0};     ///< of the winner
  int days_min{3};                ///< full days of 24 hours since the start
  double p_best_min{0.95};
  double loss_share_max{0.005};  ///< expected loss over the runner-up's mean
  double e_min{20.0};            ///< anytime-valid evidence; 1 / e bounds the false alarm rate
  double winner_share{0.80};     ///< of the experiment's budget; the others share the rest
  double index_roas_over{3.0};   ///< a winner above one of these is worth remembering
  double index_ctr_over{0.03};
};

/// One arm of the two-sample comparison, undecayed.
struct Arm {
  double trials{0.0};     ///< > 0
  double successes{0.0};  ///< in [0, trials]
};

/// Evidence that two arms differ in success rate, valid at every look: under equal rates and an
/// allocation that ignores outcomes, P(e ever reaches 1/alpha) <= alpha. With S = S_1 + S_2,
/// pi_i = n_i / sum n and k = 100:
///   e = Gamma(k) / Gamma(k + S) * prod Gamma(k pi_i + S_i) / Gamma(k pi_i) / prod pi_i^S_i.
/// An arm without trials is no evidence: 1. Overflow saturates at the largest double.
/// Source: Lindon & Malek, NeurIPS 2022.
[[nodiscard]] double two_sample_e(const Arm& first, const Arm& second);

/// One condition of a promotion.
struct PromotionCheck {
  std::string name;  ///< trials, successes, days, p_best, expected_loss, e_value, direction
  bool passed{false};
  double value{0.0};
  double limit{0.0};
};

/// What a variant is to get.
struct BudgetShare {
  VariantId variant;
  std::int64_t budget_minor{0};
};

struct Promotion {
  PromotionStatus status{PromotionStatus::Error};
  std::string reason;  ///< one sentence
  VariantStats winner;
  VariantStats runner_up;
  double e_value{1.0};
  std::vector<PromotionCheck> checks;
  std::vector<BudgetShare> split;  ///< when promoted: in order of id, sums to the budget
  bool forced{false};              ///< promoted by a person although a check failed
  bool index_winner{false};        ///< when promoted: worth a place among the winners
};

/// What a promotion check is asked with.
struct PromotionRequest {
  TimePoint now{};
  std::int64_t budget_minor{0};  ///< >= 0, of the whole experiment
  std::string forced_by{};       ///< the person who overrides failed checks; empty: nobody
};

/// Decides whether the variant with the largest posterior mean is promoted. Needed, all:
/// 1. trials of every variant  2. successes of the winner  3. full days; else INSUFFICIENT_DATA.
/// 4. P(best)  5. expected loss  6. e-value against the runner-up; else CONTINUE_TESTING. For
/// metric value also 7. the winner has the higher deal rate, because the e-value speaks of rates.
/// Counts and e-value come from the undecayed totals (decay would break the e-process), the rest
/// from the posteriors. A closed experiment, fewer than two variants or a negative budget: ERROR.
/// Changes nothing: splitting, closing and auditing are the caller's.
[[nodiscard]] Promotion check_promotion(const Experiment& experiment,
                                        const PromotionRequest& request,
                                        const PromotionConfig& config = {});

/// One past promotion: posterior of the winner and of what it replaced (the runner-up).
struct PastPromotion {
  double winner_mean{0.0};    ///< > 0
  double winner_sd{0.0};      ///< >= 0
  double replaced_mean{0.0};  ///< > 0
  double replaced_sd{0.0};    ///< >= 0
};

/// Product of the lifts winner / replaced of posterior means, 1 for none, with a 95 % interval
/// from the delta method: the variance of ln(mean) is (sd / mean)^2, and experiments are
/// independent. A value of 1.2 reads "20 % better than at the start".
[[nodiscard]] stats::Interval cumulative_improvement(std::span<const PastPromotion> history);

}  // namespace gv::ab
