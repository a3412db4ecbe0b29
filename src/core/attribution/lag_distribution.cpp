#include "core/attribution/lag_distribution.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace gv::attribution {
namespace {

constexpr std::array kBucketHours{1.0, 6.0, 24.0, 48.0, 72.0, 120.0, 168.0, 336.0, 720.0};

std::optional<double> nearest_rank(const std::vector<double>& ascending, double share) {
  if (ascending.empty()) return std::nullopt;
  const auto rank = std::ceil(share * static_cast<double>(ascending.size()));
  return ascending[static_cast<std::size_t>(std::max(rank, 1.0)) - 1];
}

}  // namespace

LagDistribution lag_distribution(std::vector<double> hours) {
  std::sort(hours.begin(), hours.end());
  LagDistribution distribution{.conversions = std::ssize(hours),
                               .median_hours = nearest_rank(hours, 0.5),
                               .p90_hours = nearest_rank(hours, 0.9),
                               .buckets = {}};
  auto from = hours.cbegin();
  for (const double end : kBucketHours) {
    const auto until = std::upper_bound(from, hours.cend(), end);
    distribution.buckets.push_back({end, until - from});
    from = until;
  }
  distribution.buckets.push_back({std::nullopt, hours.cend() - from});
  return distribution;
}

}  // namespace gv::attribution
