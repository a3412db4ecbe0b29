#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace gv::execute {

/// A daily budget that is to change, in minor units >= 0.
struct BudgetMove {
  std::int64_t from_minor{0};
  std::int64_t to_minor{0};
};

/// What has to be confirmed before each move of a plan, so that at every moment the sum of all
/// configured budgets is at most max(total, the sum before): reductions wait for nothing, an
/// increase waits for the first reductions that pay for it and for the increases before it.
/// Increases that nothing pays for wait for every reduction. Indices into `moves`; O(n^2) at worst,
/// for that is the size of the answer.
[[nodiscard]] std::vector<std::vector<std::size_t>> finance(std::span<const BudgetMove> moves,
                                                            std::int64_t total_minor);

/// Increases cut back to what is left to pay for them: `available` >= 0 shared in proportion, by
/// largest remainder; unchanged when it suffices.
[[nodiscard]] std::vector<std::int64_t> cut_back(std::span<const std::int64_t> increases,
                                                 std::int64_t available_minor);

}  // namespace gv::execute
