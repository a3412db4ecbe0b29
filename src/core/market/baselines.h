#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "core/market/runner.h"

namespace gv::market {

/// Names of the policies that every comparison includes, "oracle" first.
[[nodiscard]] const std::vector<std::string_view>& baseline_names();

/// The policy of that name. All spend the account's total within the velocity limits and keep
/// every active unit at the smallest budget or above; none pauses the last active ad.
///
///   oracle        knows all parameters; maximises the next cycle's expected value and keeps
///                 every ad at the smallest budget. The yardstick of regret: a policy that ends
///                 losers early can beat it
///   oracle_pausing  the same, but pauses what the others can replace: a stricter yardstick
///   equal         the same for all
///   greedy        everything to the best value per spend so far
///   eps_greedy    as greedy, a fifth shared equally
///   ucb1          everything to the largest value per spend plus sqrt(2 ln N / n), n = spend in
///                 units of one deal's value (Auer, Cesa-Bianchi & Fischer 2002)
///   ts_immediate  Gamma-Poisson Thompson sampling on value per spend without a delay model;
///                 budgets in proportion to the probability of being best
///   rules         pause at spend >= $50 without conversion or spend >= $100 and ROAS < 1; +20 %
///                 a day while ROAS > target, -20 % a day while 7-day ROAS < .8 target
///   rules100      the same with $100 and $200
///   legacy        CTR and ROAS blended by age, Beta draw with impressions as pseudo-counts,
///                 softmax; pause at ROAS < .5 after $200
///
/// Errors: NotFound. `seed` feeds the policy's own randomness, not the market.
[[nodiscard]] Result<PolicyFactory> baseline(std::string_view name, std::uint64_t seed);

}  // namespace gv::market
