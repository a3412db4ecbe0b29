#include "core/market/total_policy.h"

#include <algorithm>

namespace gv::market {

bool is_active(const Observation& seen, std::size_t i) {
  return seen.ads[i].status == belief::AdStatus::Active;
}

std::vector<Range> ranges_of(const Observation& seen) {
  std::vector<Range> ranges(seen.ads.size());
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    if (!is_active(seen, i)) continue;
    const std::int64_t current = seen.units[i].daily_budget_minor;
    const std::int64_t hi = std::max(current, seen.bounds[i].hi);
    const std::int64_t lo =
        std::max(std::min(current, seen.min_budget_minor), std::min(current, seen.bounds[i].lo));
    ranges[i] = {lo, hi};
  }
  return ranges;
}

void spread_total(const Observation& seen, std::span<const double> weights, Actions& out) {
  std::vector<std::size_t> active;
  std::vector<Range> ranges;
  std::vector<double> shares;
  const auto all = ranges_of(seen);
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (!is_active(seen, i)) continue;
    active.push_back(i);
    ranges.push_back(all[i]);
    shares.push_back(weights[i]);
  }
  const auto budgets = share_out(seen.total_minor, shares, ranges);
  for (std::size_t k = 0; k < active.size(); ++k) out.set_budget(active[k], budgets[k]);
}

double value_of(const Observation& seen, std::size_t i) {
  return seen.mode == belief::Mode::Direct ? seen.totals[i].cash_minor
                                           : seen.totals[i].pipeline_value_minor;
}

double roas_of(const Observation& seen, std::size_t i) {
  const auto spend = static_cast<double>(seen.totals[i].spend_minor);
  return spend > 0.0 ? value_of(seen, i) / spend : 0.0;
}

}  // namespace gv::market
