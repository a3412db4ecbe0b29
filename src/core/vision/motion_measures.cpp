#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/check.h"
#include "core/stats/numeric.h"
#include "core/vision/motion.h"

namespace gv::vision {
namespace {

constexpr double kEnergyFull = 15.0;  // prior: where chaotic motion starts
constexpr double kSmoothing = 0.5;    // seconds of the moving average
constexpr double kShakeFree = 0.5;    // prior: RMS that still counts as steady
constexpr double kShakeFull = 6.0;    // prior: RMS of a hand that runs
constexpr double kHookEnd = 3.0;      // seconds

double share_of_full(double energy) { return std::min(1.0, energy / kEnergyFull); }

/// A camera's position over the frames of one shot, as steps.
struct CameraStep {
  double t;
  double x;
  double y;
};

/// Sum of squared distances of the steps from their moving average.
double shake(std::span<const CameraStep> shot) {
  double sum = 0.0;
  std::size_t from = 0;
  std::size_t to = 0;
  double x = 0.0;
  double y = 0.0;
  for (const CameraStep& step : shot) {
    for (; to < shot.size() && shot[to].t <= step.t + kSmoothing / 2.0 + 1e-9; ++to) {
      x += shot[to].x;
      y += shot[to].y;
    }
    for (; shot[from].t < step.t - kSmoothing / 2.0 - 1e-9; ++from) {
      x -= shot[from].x;
      y -= shot[from].y;
    }
    const auto n = static_cast<double>(to - from);
    const double off_x = step.x - x / n;
    const double off_y = step.y - y / n;
    sum += off_x * off_x + off_y * off_y;
  }
  return sum;
}

std::optional<double> stabilization_of(std::span<const MotionFrame> frames,
                                       std::span<const std::int64_t> boundaries) {
  double sum = 0.0;
  std::size_t count = 0;
  std::vector<CameraStep> shot;
  const auto close_shot = [&] {
    sum += shake(shot);
    count += shot.size();
    shot.clear();
  };
  std::size_t next = 0;
  for (const MotionFrame& frame : frames) {
    if (next < boundaries.size() && frame.frame >= boundaries[next]) {
      close_shot();
      while (next < boundaries.size() && frame.frame >= boundaries[next]) ++next;
    }
    if (frame.camera) shot.push_back({frame.t, frame.camera->pan_x, frame.camera->pan_y});
  }
  close_shot();
  if (count == 0) return std::nullopt;
  const double rms = std::sqrt(sum / static_cast<double>(count));
  return 1.0 - std::clamp((rms - kShakeFree) / (kShakeFull - kShakeFree), 0.0, 1.0);
}

}  // namespace

std::vector<double> energy_series(std::span<const MotionFrame> frames, std::int64_t frame_count) {
  GV_CHECK(frame_count >= 0);
  std::vector<double> series(static_cast<std::size_t>(frame_count), 0.0);
  if (frames.empty()) return series;
  std::size_t next = 0;  // the first measured frame at or after i
  for (std::int64_t i = 0; i < frame_count; ++i) {
    while (next < frames.size() && frames[next].frame < i) ++next;
    double& value = series[static_cast<std::size_t>(i)];
    if (next == frames.size()) {
      value = frames.back().mean_energy;
    } else if (next == 0 || frames[next].frame == i) {
      value = frames[next].mean_energy;
    } else {
      const MotionFrame& a = frames[next - 1];
      const MotionFrame& b = frames[next];
      const double share =
          static_cast<double>(i - a.frame) / static_cast<double>(b.frame - a.frame);
      value = a.mean_energy + share * (b.mean_energy - a.mean_energy);
    }
  }
  return series;
}

MotionMeasures measures_of(const MotionSection& motion, std::span<const std::int64_t> boundaries) {
  MotionMeasures measures;
  if (!motion.stats) return measures;
  std::vector<double> energies;
  double early = 0.0;
  for (const MotionFrame& frame : motion.frames) {
    energies.push_back(frame.mean_energy);
    if (frame.t < kHookEnd) early = std::max(early, frame.mean_energy);
  }
  std::sort(energies.begin(), energies.end());
  measures.motion_mean = share_of_full(motion.stats->mean);
  measures.motion_peak = share_of_full(stats::quantile_sorted(energies, 0.99));
  measures.motion_spike = share_of_full(early);
  measures.stabilization = stabilization_of(motion.frames, boundaries);
  return measures;
}

}  // namespace gv::vision
