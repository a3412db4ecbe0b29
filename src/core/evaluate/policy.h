#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>

#include "base/result.h"
#include "core/evaluate/log.h"

namespace gv::evaluate {

/// A policy to be judged: for a context, the probability of each action. It must be stationary
/// (the same context, the same probabilities) and must not look at the row's action, propensity
/// or reward; what it learned, it learned from another log.
struct Policy {
  std::string name;
  std::int32_t actions{0};    ///< length of what it writes
  std::int32_t positions{0};  ///< it knows positions in [0, positions)
  /// Writes `actions` probabilities that sum to 1.
  std::function<void(const Row& context, std::span<double> probabilities)> fill;
};

/// Every action with the same probability, whatever the context.
[[nodiscard]] Policy uniform(std::int32_t actions, std::int32_t positions);

// The three policies below are learned per position from `training`, which should hold other rows
// than those they are judged on (`split`), else their estimates come out too high.
// Errors: those of `check(training)`.

/// Bernoulli Thompson sampling frozen after `training`: P(action) is the share of `draws` rounds
/// in which its draw from Beta(1 + rewards, 1 + rows - rewards) was the largest (ties: lowest
/// action). Frozen, because an on-line learner changes with every reward, and its choices on a log
/// that took other actions cannot be computed. Errors also: InvalidInput for rewards outside
/// [0, 1] or draws < 1. O(draws * positions * actions).
Result<Policy> thompson(const Log& training, std::uint64_t seed, int draws = 4096);

/// The action with the largest mean reward (ties: lowest action; actions never seen come last)
/// with probability 1 - epsilon, plus epsilon / actions each. Errors also: InvalidInput for
/// epsilon outside [0, 1].
Result<Policy> eps_greedy(const Log& training, double epsilon = 0.2);

/// How often another log took each action, smoothed: (rows + 1) / (rows of the position +
/// actions). The policy that logged it, as far as position tells.
Result<Policy> logged(const Log& training);

}  // namespace gv::evaluate
