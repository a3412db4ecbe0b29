#pragma once

#include <compare>
#include <cstdint>
#include <span>
#include <vector>

#include "base/result.h"
#include "core/evaluate/log.h"
#include "core/evaluate/policy.h"
#include "core/evaluate/reward_model.h"

namespace gv::evaluate {

/// What one row adds to every estimator; also the sums of them.
struct Terms {
  double weight{0.0};
  double weighted_reward{0.0};
  double direct{0.0};
  double robust{0.0};
  double reward{0.0};

  auto operator<=>(const Terms&) const = default;
  void add(const Terms& other) {
    weight += other.weight;
    weighted_reward += other.weighted_reward;
    direct += other.direct;
    robust += other.robust;
    reward += other.reward;
  }
};

struct Weighed {
  std::vector<Terms> terms;      ///< sorted, so that sums do not depend on the order of the log
  std::vector<double> accepted;  ///< rewards of the rows replay accepted, sorted
};

/// Weighs every row of `log` under `policy`. Preconditions: the log passed `check`, the policy has
/// its shape. Errors: InvalidInput for probabilities that are negative or do not sum to 1 and for
/// propensities too small to divide by; Nan for a model that is not finite.
Result<Weighed> weigh(const Log& log, const Policy& policy, const RewardModel& model,
                      std::uint64_t seed);

[[nodiscard]] Terms sum(std::span<const Terms> terms);

}  // namespace gv::evaluate
