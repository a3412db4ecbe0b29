#include "core/execute/financing.h"

#include <algorithm>
#include <numeric>

#include "base/check.h"
#include "base/money.h"

namespace gv::execute {

std::vector<std::vector<std::size_t>> finance(std::span<const BudgetMove> moves,
                                              std::int64_t total_minor) {
  std::vector<std::size_t> reductions;
  std::int64_t before = 0;
  for (std::size_t i = 0; i < moves.size(); ++i) {
    before += moves[i].from_minor;
    if (moves[i].to_minor < moves[i].from_minor) reductions.push_back(i);
  }
  std::vector<std::vector<std::size_t>> waits(moves.size());
  std::int64_t paid = std::max<std::int64_t>(0, total_minor - before);
  std::int64_t needed = 0;
  std::size_t used = 0;  // of the reductions
  for (std::size_t i = 0; i < moves.size(); ++i) {
    if (moves[i].to_minor <= moves[i].from_minor) continue;
    needed += moves[i].to_minor - moves[i].from_minor;
    while (needed > paid && used < reductions.size()) {
      const auto& move = moves[reductions[used]];
      paid += move.from_minor - move.to_minor;
      ++used;
    }
    waits[i].assign(reductions.begin(), reductions.begin() + static_cast<std::ptrdiff_t>(used));
  }
  return waits;
}

std::vector<std::int64_t> cut_back(std::span<const std::int64_t> increases,
                                   std::int64_t available_minor) {
  GV_CHECK(available_minor >= 0);
  std::vector<std::int64_t> kept(increases.begin(), increases.end());
  const auto wanted = std::accumulate(kept.begin(), kept.end(), std::int64_t{0});
  if (wanted <= available_minor) return kept;
  const std::vector<double> weights(kept.begin(), kept.end());
  return largest_remainder(available_minor, weights);
}

}  // namespace gv::execute
