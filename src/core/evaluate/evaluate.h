#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "core/evaluate/log.h"
#include "core/evaluate/policy.h"
#include "core/evaluate/reward_model.h"
#include "core/stats/numeric.h"

namespace gv::evaluate {

/// How the value of a policy is estimated from a log of another. With w = pi(a|x) / propensity
/// and a reward model q(x, a):
enum class Estimator {
  Replay,        ///< mean reward of rows where an action drawn from pi equals the logged one
                 ///< (Li et al. 2011); unbiased only if the log chose uniformly at random
  Ips,           ///< mean w r: unbiased, wide
  Snips,         ///< sum w r / sum w (Swaminathan & Joachims 2015): a little bias, less variance
  DirectMethod,  ///< mean sum_a pi(a|x) q(x, a): narrow, as good as the model
  DoublyRobust,  ///< direct method + mean w (r - q(x, a)) (Dudik et al. 2011): unbiased when
                 ///< either the propensities or the model are right
};

/// "replay", "ips", "snips", "dm", "dr".
[[nodiscard]] std::string_view to_text(Estimator estimator);
/// Errors: InvalidInput; `where` names the field.
Result<Estimator> parse_estimator(std::string_view text, std::string_view where);

struct Options {
  std::uint64_t seed{0};
  int resamples{1000};  ///< of the percentile bootstrap, >= 1
  double level{0.95};   ///< of the intervals, in (0, 1)
  /// For the direct method and the doubly robust estimator. When empty, `fit_reward_model` on the
  /// evaluated log itself; a model of other rows (the training half) is the cleaner choice.
  RewardModel model{};
};

struct Estimate {
  Estimator estimator{Estimator::Ips};
  /// Expected reward a row under the policy. Absent when the log says nothing: no row accepted
  /// (replay), no logged action the policy would take (SNIPS).
  std::optional<stats::Interval> value;
  std::int64_t rows_used{0};  ///< rows that carry weight
  /// One sentence, when the assumptions of the estimator do not hold or the interval leaves
  /// something out, as that of the direct method always does.
  std::string warning{};
};

struct Report {
  std::string policy;
  std::int64_t rows{0};
  double logged_mean{0.0};          ///< mean reward of the logging policy
  double weight_max{0.0};           ///< largest w: one row that speaks for many
  double weight_mean{0.0};          ///< about 1 when the propensities are right
  double effective_rows{0.0};       ///< (sum w)^2 / sum w^2 (Kish)
  std::vector<Estimate> estimates;  ///< in the order asked for
};

/// Estimates what `policy` would have earned on average in the contexts of `log`.
///
/// Intervals: percentile bootstrap over rows, one shared set of resamples for all estimators but
/// replay; the reward model is not fitted anew. Actions the log could never take (propensity 0)
/// contribute nothing to IPS: their value is unknown to every estimator but the direct method.
/// The order of the rows matters to replay only, whose draws are keyed by the row's number;
/// everything else is bit-identical under permutation.
///
/// Errors: those of `check(log)`; InvalidInput for a policy of another shape or whose
/// probabilities are negative or do not sum to 1, for no estimators, for options out of range;
/// Nan for a model that is not finite. O(rows * (actions + resamples)).
Result<Report> evaluate(const Log& log, const Policy& policy, std::span<const Estimator> estimators,
                        const Options& options = {});

}  // namespace gv::evaluate
