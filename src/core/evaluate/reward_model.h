#pragma once

#include <cstdint>
#include <functional>

#include "core/evaluate/log.h"

namespace gv::evaluate {

/// Expected reward of `action` in the context of a row. It must not look at the row's own action,
/// propensity or reward. Finite for every action.
using RewardModel = std::function<double(const Row& context, std::int32_t action)>;

/// Mean reward per (position, action), pulled towards the mean of the log as if `ridge` more rows
/// had shown it: (sum r + ridge * mean) / (rows + ridge). With ridge 0 an unseen pair predicts the
/// mean. Precondition: the log passed `check`, ridge >= 0.
[[nodiscard]] RewardModel fit_reward_model(const Log& log, double ridge = 10.0);

}  // namespace gv::evaluate
