#include "core/vision/motion.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "base/check.h"
#include "core/vision/motion_summary.h"

namespace gv::vision {
namespace {

constexpr int kChanged = 25;  // grey levels

struct GreyChange {
  double mean{0.0};
  double ratio{0.0};
};

struct GreySums {
  std::int64_t difference{0};
  std::int64_t changed{0};

  /// A count the compiler knows lets it use vector registers.
  template <std::size_t kCount>
  void add(const std::uint8_t* a, const std::uint8_t* b) {
    int block_difference = 0;
    int block_changed = 0;
    for (std::size_t k = 0; k < kCount; ++k) {
      const int apart = std::abs(int{a[k]} - int{b[k]});
      block_difference += apart;
      block_changed += apart > kChanged ? 1 : 0;
    }
    difference += block_difference;
    changed += block_changed;
  }
};

/// Mean of |a - b| and the share above `kChanged`.
GreyChange grey_change(const Image& a, const Image& b) {
  constexpr std::size_t kBlock = 128;
  const std::size_t n = b.pixels.size();
  GreySums sums;
  std::size_t i = 0;
  for (; i + kBlock <= n; i += kBlock) sums.add<kBlock>(&a.pixels[i], &b.pixels[i]);
  for (; i < n; ++i) sums.add<1>(&a.pixels[i], &b.pixels[i]);
  return {static_cast<double>(sums.difference) / static_cast<double>(n),
          static_cast<double>(sums.changed) / static_cast<double>(n)};
}

MotionDirection direction_of(const MotionFrame& motion, double ratio) {
  if (motion.horizontal > ratio * motion.vertical) {
    return motion.mean_dx > 0.0 ? MotionDirection::Right : MotionDirection::Left;
  }
  if (motion.vertical > ratio * motion.horizontal) {
    return motion.mean_dy > 0.0 ? MotionDirection::Down : MotionDirection::Up;
  }
  return MotionDirection::Mixed;
}

MotionDistribution distribution_of(const MotionFrame& motion, double ratio) {
  if (motion.center_energy > ratio * motion.edge_energy) return MotionDistribution::Centered;
  if (motion.edge_energy > ratio * motion.center_energy) return MotionDistribution::Peripheral;
  return MotionDistribution::Uniform;
}

CameraMotion per_reference_frame(const CameraShift& shift, double scale, double dt) {
  const double frames = (1.0 / 30.0) / dt;
  return {shift.pan_x * scale, shift.pan_y * scale, shift.zoom * frames, shift.roll * frames};
}

void take(const FlowStats& stats, const MotionConfig& config, MotionFrame& motion) {
  motion.mean_energy = stats.mean;
  motion.max_energy = stats.p99;
  motion.total_energy = stats.total;
  motion.horizontal = stats.mean_abs_dx;
  motion.vertical = stats.mean_abs_dy;
  motion.mean_dx = stats.mean_dx;
  motion.mean_dy = stats.mean_dy;
  motion.center_energy = stats.center;
  motion.edge_energy = stats.edge;
  motion.direction = direction_of(motion, config.axis_ratio);
  motion.distribution = distribution_of(motion, config.place_ratio);
  const double length = std::hypot(stats.mean_dx, stats.mean_dy);
  motion.coherence = stats.mean > 0.0 ? std::min(length / stats.mean, 1.0) : 0.0;
}

void rest(const Image& plane, FlowField& flow) {
  flow.width = plane.width;
  flow.height = plane.height;
  flow.vectors.assign(2 * plane.pixels.size(), 0.0F);
  flow.energy.assign(plane.pixels.size(), 0.0F);
}

}  // namespace

MotionType classify(double energy, const MotionThresholds& thresholds) {
  if (energy < thresholds.smooth_min) return MotionType::Static;
  if (energy < thresholds.fast_min) return MotionType::Smooth;
  if (energy < thresholds.chaotic_min) return MotionType::Fast;
  return MotionType::Chaotic;
}

MotionAnalyzer::MotionAnalyzer(const MotionConfig& config)
    : config_(config), estimator_(config.method) {
  GV_CHECK(config.step >= 1);
}

void MotionAnalyzer::on_frame(const FrameView& frame) {
  GV_CHECK(frame.index == static_cast<std::int64_t>(times_.size()));
  GV_CHECK(times_.empty() || frame.t > times_.back());
  times_.push_back(frame.t);
  moved_ = moved_ || !frame.dup;
  if (frame.index % config_.step != 0) return;

  const bool comparable =
      reference_.width == frame.l320.width && reference_.height == frame.l320.height;
  if (!reference_.empty() && comparable) measure_pair(frame);
  reference_ = frame.l320;
  moved_ = false;
}

void MotionAnalyzer::measure_pair(const FrameView& frame) {
  MotionPair pair{.before = frame.index - config_.step, .still = !moved_};
  pair.dt = frame.t - times_[static_cast<std::size_t>(pair.before)];
  pair.motion.frame = frame.index;
  pair.motion.t = frame.t;
  flow_.frame = frame.index;
  flow_.t = frame.t;
  flow_.dt = pair.dt;
  const GreyChange grey = grey_change(reference_, frame.l320);
  pair.motion.fd_mean = grey.mean;
  pair.motion.fd_ratio = grey.ratio;
  if (pair.still) {
    rest(frame.l320, flow_);
    pair.motion.camera.emplace();
  } else {
    estimator_.estimate(reference_, frame.l320, flow_);
    const double scale = reference_scale(std::min(frame.l320.width, frame.l320.height), pair.dt);
    take(measure(flow_, scale), config_, pair.motion);
    const std::uint64_t seed = config_.seed + static_cast<std::uint64_t>(frame.index);
    if (const auto camera = fit_camera(flow_, seed, config_.camera)) {
      pair.motion.camera = per_reference_frame(*camera, scale, pair.dt);
    }
  }
  pairs_.push_back(pair);
}

const MotionFrame* MotionAnalyzer::newest() const {
  return pairs_.empty() ? nullptr : &pairs_.back().motion;
}

MotionSection MotionAnalyzer::finish(std::span<const std::int64_t> boundaries,
                                     double duration) const {
  return summarize_motion(pairs_, times_, boundaries, duration, config_);
}

}  // namespace gv::vision
