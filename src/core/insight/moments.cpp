#include "core/insight/moments.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"
#include "core/insight/measure.h"

namespace gv::insight {
namespace {

bool has_face(const MomentInput& input, std::size_t frame) {
  return !input.face.empty() && input.face[frame];
}

bool emotional(const MomentWindow& window, const MomentsConfig& config) {
  return window.face_share >= config.emotional_face_share &&
         window.mean_plain < config.emotional_energy_max;
}

MomentWindow window_of(const MomentInput& input, std::size_t from, std::size_t to,
                       const MomentsConfig& config) {
  MomentWindow window{.from = from, .to = to, .peak = from, .peak_energy = -1.0};
  for (std::size_t i = from; i < to; ++i) {
    const bool face = has_face(input, i);
    const double energy = input.energy[i] * (face ? config.face_weight : 1.0);
    window.mean += energy;
    window.mean_plain += input.energy[i];
    window.face_share += face ? 1.0 : 0.0;
    if (energy <= window.peak_energy) continue;
    window.peak = i;
    window.peak_energy = energy;
  }
  const auto frames = static_cast<double>(to - from);
  window.mean /= frames;
  window.mean_plain /= frames;
  window.face_share /= frames;
  return window;
}

bool overlap(const MomentWindow& a, const MomentWindow& b) {
  return a.from < b.to && b.from < a.to;
}

OptimalCutPoint snapped(double t, std::span<const double> beats, double within) {
  OptimalCutPoint point{.t = t};
  double nearest = within + 1e-9;
  for (const double beat : beats) {
    if (std::abs(beat - t) > nearest || (point.snapped && std::abs(beat - t) == nearest)) continue;
    nearest = std::abs(beat - t);
    point = {beat, true};
  }
  return point;
}

MotionMoment moment_of(const MomentWindow& window, const MomentInput& input,
                       const MomentsConfig& config) {
  MotionMoment moment;
  moment.frame_start = static_cast<std::int64_t>(window.from);
  moment.frame_end = static_cast<std::int64_t>(window.to);
  moment.t_start = input.t[window.from];
  moment.t_end = window.to < input.t.size() ? input.t[window.to] : input.duration;
  moment.motion_energy = window.mean;
  moment.peak_frame = static_cast<std::int64_t>(window.peak);
  moment.peak_t = input.t[window.peak];
  moment.peak_energy = window.peak_energy;
  moment.type = type_of(window, moment.peak_t, input.duration, config);
  moment.face_present = window.face_share >= config.emotional_face_share;
  moment.face_weight = 1.0 + window.face_share * (config.face_weight - 1.0);
  return moment;
}

}  // namespace

std::vector<MomentWindow> moment_windows(const MomentInput& input, const MomentsConfig& config) {
  const std::size_t n = input.t.size();
  GV_CHECK(input.energy.size() == n && (input.face.empty() || input.face.size() == n));
  GV_CHECK(input.fps > 0.0);
  std::vector<MomentWindow> windows;
  if (n == 0) return windows;
  const auto length =
      std::min(n, static_cast<std::size_t>(std::max(1.0, std::nearbyint(input.fps))));
  const std::size_t hop = (length + 1) / 2;
  for (std::size_t from = 0; from + length <= n; from += hop) {
    windows.push_back(window_of(input, from, from + length, config));
  }
  if (windows.back().to < n) windows.push_back(window_of(input, n - length, n, config));
  return windows;
}

std::vector<std::size_t> select_windows(std::span<const MomentWindow> windows,
                                        const MomentsConfig& config) {
  std::vector<double> means;
  for (const MomentWindow& window : windows) means.push_back(window.mean);
  // The median of the whole video: against the mean of earlier moments, order would change the
  // result.
  const double lively = std::max(config.energy_min, config.ratio_min * percentile_of(means, 0.5));

  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < windows.size(); ++i) {
    if (windows[i].mean >= lively || emotional(windows[i], config)) order.push_back(i);
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return windows[a].mean > windows[b].mean; });
  std::vector<std::size_t> kept;
  for (const std::size_t i : order) {
    const bool beaten = std::any_of(kept.begin(), kept.end(), [&](std::size_t winner) {
      return overlap(windows[winner], windows[i]);
    });
    if (!beaten) kept.push_back(i);
  }
  std::sort(kept.begin(), kept.end());
  return kept;
}

MomentType type_of(const MomentWindow& window, double peak_t, double duration,
                   const MomentsConfig& config) {
  if (peak_t < config.hook_end_s) return MomentType::Hook;                                // 1
  if (peak_t >= duration - std::clamp(0.2 * duration, 3.0, 5.0)) return MomentType::Cta;  // 2
  if (emotional(window, config)) return MomentType::Emotional;                            // 3
  if (window.peak_energy >= config.transition_ratio * window.mean) {                      // 4
    return MomentType::Transition;
  }
  return MomentType::Action;  // 5
}

std::optional<Moments> find_moments(const MomentInput& input, const MomentsConfig& config) {
  if (input.duration < 1.0 || input.t.size() < 3) return std::nullopt;
  const std::vector<MomentWindow> windows = moment_windows(input, config);
  Moments result;
  for (const std::size_t i : select_windows(windows, config)) {
    const MotionMoment moment = moment_of(windows[i], input, config);
    result.moments.push_back(moment);
    if (moment.type != MomentType::Transition && moment.type != MomentType::Hook) continue;
    result.optimal_cut_points.push_back(snapped(moment.t_start, input.beats, config.snap_s));
  }
  return result;
}

Attention attention_curve(std::span<const MotionMoment> moments, double duration) {
  constexpr std::size_t kPoints = 100;
  GV_CHECK(duration > 0.0);
  const double sigma = 2.0 * duration / kPoints;
  Attention curve;
  for (std::size_t k = 0; k < kPoints; ++k) {
    const double t = (static_cast<double>(k) + 0.5) * duration / kPoints;
    double sum = 0.0;
    for (const MotionMoment& moment : moments) {
      const double z = (t - moment.peak_t) / sigma;
      sum += moment.motion_energy * std::exp(-0.5 * z * z);
    }
    curve.t.push_back(t);
    curve.a.push_back(sum);
  }
  const double top = *std::max_element(curve.a.begin(), curve.a.end());
  if (top <= 0.0) return curve;
  for (double& a : curve.a) a /= top;
  return curve;
}

std::optional<double> mean_attention(const Attention& attention, double until) {
  double sum = 0.0;
  std::size_t count = 0;
  for (; count < attention.t.size() && attention.t[count] < until; ++count) {
    sum += attention.a[count];
  }
  if (count == 0) return std::nullopt;
  return sum / static_cast<double>(count);
}

}  // namespace gv::insight
