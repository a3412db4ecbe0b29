#include "core/evaluate/terms.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "base/hash.h"
#include "base/rng.h"

namespace gv::evaluate {
namespace {

Result<void> check_probabilities(std::span<const double> probabilities, const Policy& policy,
                                 std::size_t row) {
  double total = 0.0;
  for (const double p : probabilities) {
    if (!(p >= 0.0)) {
      return fail(ErrorCode::InvalidInput, fmt::format("row {}.policy", row),
                  fmt::format("the policy {} gave the probability {}", policy.name, p));
    }
    total += p;
  }
  if (std::abs(total - 1.0) <= 1e-9) return {};
  return fail(
      ErrorCode::InvalidInput, fmt::format("row {}.policy", row),
      fmt::format("the probabilities of the policy {} must sum to 1, got {}", policy.name, total));
}

/// The action that the uniform number `u` picks from `probabilities`.
std::int32_t pick(std::span<const double> probabilities, double u) {
  double reached = 0.0;
  for (std::size_t i = 0; i < probabilities.size(); ++i) {
    reached += probabilities[i];
    if (u < reached) return static_cast<std::int32_t>(i);
  }
  return static_cast<std::int32_t>(probabilities.size()) - 1;
}

Result<Terms> terms_of(const Row& row, std::span<const double> probabilities,
                       const RewardModel& model, std::size_t number) {
  Terms terms;
  double own = 0.0;
  for (std::size_t i = 0; i < probabilities.size(); ++i) {
    const auto action = static_cast<std::int32_t>(i);
    const double expected = model(row, action);
    if (!std::isfinite(expected)) {
      return fail(ErrorCode::Nan, fmt::format("row {}.model", number),
                  fmt::format("the reward model gave {} for action {}", expected, action));
    }
    terms.direct += probabilities[i] * expected;
    if (action == row.action) own = expected;
  }
  terms.reward = row.reward;
  terms.weight = probabilities[static_cast<std::size_t>(row.action)] / row.propensity;
  terms.weighted_reward = terms.weight * row.reward;
  if (!std::isfinite(terms.weight) || !std::isfinite(terms.weighted_reward)) {
    return fail(ErrorCode::InvalidInput, fmt::format("row {}.propensity", number),
                fmt::format("{} is too small to divide by", row.propensity));
  }
  terms.robust = terms.direct + terms.weight * (row.reward - own);
  return terms;
}

}  // namespace

Result<Weighed> weigh(const Log& log, const Policy& policy, const RewardModel& model,
                      std::uint64_t seed) {
  Weighed weighed;
  std::vector<double> probabilities(static_cast<std::size_t>(log.actions));
  const std::uint64_t stream = key_of({"evaluate.replay"});
  for (std::size_t i = 0; i < log.rows.size(); ++i) {
    const Row& row = log.rows[i];
    policy.fill(row, probabilities);
    GV_TRY(check_probabilities(probabilities, policy, i + 1));
    GV_TRY(const auto terms, terms_of(row, probabilities, model, i + 1));
    weighed.terms.push_back(terms);
    if (pick(probabilities, philox_uniform(seed, stream, i)) == row.action) {
      weighed.accepted.push_back(row.reward);
    }
  }
  std::sort(weighed.terms.begin(), weighed.terms.end(),
            [](const Terms& a, const Terms& b) { return (a <=> b) < 0; });
  std::sort(weighed.accepted.begin(), weighed.accepted.end());
  return weighed;
}

Terms sum(std::span<const Terms> terms) {
  Terms total;
  for (const Terms& one : terms) total.add(one);
  return total;
}

}  // namespace gv::evaluate
