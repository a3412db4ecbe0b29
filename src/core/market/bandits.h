#pragma once

#include <cstdint>
#include <memory>

#include "core/market/policy.h"

namespace gv::market {

// Baselines that move the account's total between ads and never pause; see baselines.h.

[[nodiscard]] std::unique_ptr<Policy> make_equal();
/// `epsilon` of the total is shared equally, the rest goes to the best value per spend so far;
/// while no ad has any value, all is shared equally.
[[nodiscard]] std::unique_ptr<Policy> make_greedy(std::string_view name, double epsilon);
[[nodiscard]] std::unique_ptr<Policy> make_ucb1();
[[nodiscard]] std::unique_ptr<Policy> make_ts_immediate(std::uint64_t seed);

}  // namespace gv::market
