#include "adapters/files/spend_rate.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "base/money.h"

namespace gv::files {
namespace {

/// Spend between two neighbouring bucket edges.
struct Piece {
  TimePoint start;
  TimePoint end;
  double spend{0.0};
};

std::vector<Piece> cut_at_edges(std::span<const belief::Bucket> buckets) {
  std::vector<TimePoint> edges;
  for (const auto& bucket : buckets) {
    edges.push_back(bucket.start);
    edges.push_back(bucket.end);
  }
  std::sort(edges.begin(), edges.end());
  edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
  std::vector<Piece> pieces;
  for (std::size_t i = 1; i < edges.size(); ++i) pieces.push_back({edges[i - 1], edges[i]});
  return pieces;
}

/// Buckets of one span as one: the spend of whole days stays a whole number.
std::vector<belief::Bucket> merged(std::span<const belief::Bucket> buckets) {
  std::map<std::pair<TimePoint, TimePoint>, std::int64_t> spend;
  for (const auto& bucket : buckets) {
    if (bucket.spend_minor > 0 && bucket.start < bucket.end) {
      auto& sum = spend[{bucket.start, bucket.end}];
      if (__builtin_add_overflow(sum, bucket.spend_minor, &sum)) sum = INT64_MAX;
    }
  }
  std::vector<belief::Bucket> out;
  for (const auto& [span, minor] : spend) {
    out.push_back({.start = span.first, .end = span.second, .spend_minor = minor});
  }
  return out;
}

}  // namespace

std::int64_t mean_daily_spend(std::span<const belief::Bucket> buckets) {
  constexpr Millis kWindow = Days{7};
  const auto spans = merged(buckets);
  auto pieces = cut_at_edges(spans);
  for (const auto& bucket : spans) {
    const auto length = static_cast<double>((bucket.end - bucket.start).count());
    auto piece = std::lower_bound(pieces.begin(), pieces.end(), bucket.start,
                                  [](const Piece& a, TimePoint at) { return a.start < at; });
    for (; piece != pieces.end() && piece->start < bucket.end; ++piece) {
      const auto part = static_cast<double>((piece->end - piece->start).count());
      piece->spend += static_cast<double>(bucket.spend_minor) * (part / length);
    }
  }
  double spend = 0.0;
  Millis time{0};
  for (auto piece = pieces.rbegin(); piece != pieces.rend() && time < kWindow; ++piece) {
    if (piece->spend == 0.0) continue;
    const Millis length = piece->end - piece->start;
    const Millis taken = std::min(length, kWindow - time);
    spend +=
        piece->spend * (static_cast<double>(taken.count()) / static_cast<double>(length.count()));
    time += taken;
  }
  if (time.count() == 0) return 0;
  const double days = static_cast<double>(time.count()) / 8.64e7;
  return round_half_away(std::min(spend / days, 9e18));
}

}  // namespace gv::files
