#pragma once

#include <memory>

#include "core/market/policy.h"
#include "core/market/world.h"

namespace gv::market {

/// Knows every parameter and maximises the expected value of the next cycle under the limits of
/// everyone: sum of r_i b_i (1 + b_i / H_i)^(-e) with r_i the true ROAS at rest, by bisection on
/// the marginal return. Pauses an ad when the others can take its money at a better return.
/// Myopic: it does not save fatigue for later. `world` outlives the policy.
[[nodiscard]] std::unique_ptr<Policy> make_oracle(const World& world, bool may_pause);

}  // namespace gv::market
