#include <algorithm>
#include <array>
#include <cstddef>

#include "core/vision/motion_summary.h"

namespace gv::vision {
namespace {

/// Median of the pairs within two of `at`.
double median_near(std::span<const MotionPair> pairs, std::size_t at) {
  const std::size_t from = at >= 2 ? at - 2 : 0;
  const std::size_t to = std::min(at + 3, pairs.size());
  std::array<double, 5> window{};
  std::size_t n = 0;
  for (std::size_t i = from; i < to; ++i) window[n++] = pairs[i].motion.mean_energy;
  std::sort(window.begin(), window.begin() + static_cast<std::ptrdiff_t>(n));
  return n % 2 == 1 ? window[n / 2] : (window[n / 2 - 1] + window[n / 2]) / 2.0;
}

void join_into(MotionSegment& into, const MotionSegment& other) {
  const double length = into.length() + other.length();
  into.mean_energy =
      (into.mean_energy * into.length() + other.mean_energy * other.length()) / length;
  into.t0 = std::min(into.t0, other.t0);
  into.t1 = std::max(into.t1, other.t1);
}

/// Joins the run at `at` to its longer neighbour and neighbours of one class to each other.
void dissolve(std::vector<MotionSegment>& runs, std::size_t at) {
  const bool left =
      at > 0 && (at + 1 == runs.size() || runs[at - 1].length() >= runs[at + 1].length());
  const std::size_t host = left ? at - 1 : at + 1;
  join_into(runs[host], runs[at]);
  runs.erase(runs.begin() + static_cast<std::ptrdiff_t>(at));
  const std::size_t kept = left ? at - 1 : at;
  for (const std::size_t i : {kept + 1, kept}) {
    if (i == 0 || i >= runs.size() || runs[i].motion_type != runs[i - 1].motion_type) continue;
    join_into(runs[i - 1], runs[i]);
    runs.erase(runs.begin() + static_cast<std::ptrdiff_t>(i));
  }
}

}  // namespace

std::vector<MotionSegment> segments_of(std::span<const MotionPair> shot, double t0, double t1,
                                       const MotionConfig& config) {
  std::vector<MotionSegment> runs;
  for (std::size_t i = 0; i < shot.size(); ++i) {
    const double energy = median_near(shot, i);
    const double from = runs.empty() ? t0 : runs.back().t1;
    const double to = i + 1 == shot.size() ? t1 : shot[i].motion.t;
    const MotionSegment one{from, to, classify(energy, config.classes()),
                            shot[i].motion.mean_energy};
    if (!runs.empty() && runs.back().motion_type == one.motion_type) {
      join_into(runs.back(), one);
    } else {
      runs.push_back(one);
    }
  }
  while (runs.size() > 1) {
    const auto shortest =
        std::min_element(runs.begin(), runs.end(),
                         [](const auto& a, const auto& b) { return a.length() < b.length(); });
    if (shortest->length() >= config.segment_min_s - 1e-9) break;
    dissolve(runs, static_cast<std::size_t>(shortest - runs.begin()));
  }
  return runs;
}

}  // namespace gv::vision
