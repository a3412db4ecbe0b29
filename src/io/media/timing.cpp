#include "io/media/timing.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace gv::media {
namespace {

constexpr double kSameBelow = 0.25;  // grey levels, mean
constexpr int kPulldownRun = 2;

double mean_difference(const Image& one, const Image& other) {
  std::uint64_t sum = 0;
  for (int y = 0; y < one.height; ++y) {
    const auto* a = one.row(y);
    const auto* b = other.row(y);
    std::uint32_t of_row = 0;
    for (int x = 0; x < one.width; ++x) of_row += static_cast<std::uint32_t>(std::abs(a[x] - b[x]));
    sum += of_row;
  }
  return static_cast<double>(sum) / static_cast<double>(one.pixels.size());
}

}  // namespace

double median(std::vector<double> values) {
  if (values.empty()) return 0.0;
  std::ranges::sort(values);
  const auto middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2.0;
}

bool is_vfr(std::span<const double> intervals) {
  const double usual = median({intervals.begin(), intervals.end()});
  const auto odd = std::ranges::count_if(
      intervals, [&](double interval) { return std::abs(interval - usual) > 0.1 * usual; });
  return static_cast<double>(odd) > 0.02 * static_cast<double>(intervals.size());
}

double FrameClock::next(std::optional<std::int64_t> pts) {
  if (!started_) {
    started_ = true;
    first_pts_ = pts;
    if (!pts) ++repaired_;
    return t_;
  }
  const double before = t_;
  // Without a time stamp of its own, frame 0 is taken to lie one nominal interval per frame before.
  if (pts && !first_pts_) first_pts_ = *pts - std::llround((before + interval_s_) / tick_s_);
  if (pts) {
    t_ = (static_cast<double>(*pts) - static_cast<double>(*first_pts_)) * tick_s_;
    if (t_ > before && t_ <= t_max_) return t_;
  }
  ++repaired_;
  return t_ = before + interval_s_;
}

DupFinder::Found DupFinder::next(double t, const Image& l320) {
  Found found;
  const bool same_size = last_.width == l320.width && last_.height == l320.height;
  if (started_) {
    found.dup = same_size && mean_difference(last_, l320) < kSameBelow;
    const bool pulldown = !found.dup && run_ > 0 && run_ <= kPulldownRun;
    found.dt = t - (pulldown ? t_moving_ : t_last_);
  }
  run_ = found.dup ? run_ + 1 : 0;
  if (found.dup) ++dups_;
  if (!found.dup) t_moving_ = t;
  t_last_ = t;
  started_ = true;
  last_ = l320;
  return found;
}

}  // namespace gv::media
