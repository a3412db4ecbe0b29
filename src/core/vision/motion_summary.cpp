#include "core/vision/motion_summary.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/stats/numeric.h"

namespace gv::vision {
namespace {

/// The shot of a frame: how many boundaries are at or before it.
std::size_t shot_of(std::int64_t frame, std::span<const std::int64_t> boundaries) {
  return static_cast<std::size_t>(std::upper_bound(boundaries.begin(), boundaries.end(), frame) -
                                  boundaries.begin());
}

/// The pair spread over a longer time.
void stretch(MotionPair& pair, double dt, bool per_time) {
  const double factor = per_time ? pair.dt / dt : 1.0;
  pair.dt = dt;
  MotionFrame& motion = pair.motion;
  for (double* value : {&motion.mean_energy, &motion.max_energy, &motion.total_energy,
                        &motion.horizontal, &motion.vertical, &motion.mean_dx, &motion.mean_dy,
                        &motion.center_energy, &motion.edge_energy}) {
    *value *= factor;
  }
  if (!motion.camera) return;
  for (double* value :
       {&motion.camera->pan_x, &motion.camera->pan_y, &motion.camera->zoom, &motion.camera->roll}) {
    *value *= factor;
  }
}

/// Frames by descending energy, none closer than `gap` to a stronger one, at most `count`.
std::vector<const MotionFrame*> strongest_apart(std::vector<const MotionFrame*> frames, double gap,
                                                std::size_t count) {
  std::stable_sort(frames.begin(), frames.end(), [](const MotionFrame* a, const MotionFrame* b) {
    return a->mean_energy > b->mean_energy;
  });
  std::vector<const MotionFrame*> kept;
  for (const MotionFrame* frame : frames) {
    if (kept.size() == count) break;
    const bool close = std::any_of(kept.begin(), kept.end(), [&](const MotionFrame* other) {
      return std::abs(other->t - frame->t) < gap - 1e-9;
    });
    if (!close) kept.push_back(frame);
  }
  return kept;
}

double mean_energy(std::span<const MotionFrame> frames) {
  double sum = 0.0;
  for (const MotionFrame& frame : frames) sum += frame.mean_energy;
  return frames.empty() ? 0.0 : sum / static_cast<double>(frames.size());
}

std::optional<MotionStats> stats_of(std::span<const MotionFrame> frames) {
  if (frames.empty()) return std::nullopt;
  std::vector<double> energies;
  for (const MotionFrame& frame : frames) energies.push_back(frame.mean_energy);
  std::sort(energies.begin(), energies.end());
  MotionStats stats{.mean = mean_energy(frames), .min = energies.front(), .max = energies.back()};
  stats.median = stats::quantile_sorted(energies, 0.5);
  double squares = 0.0;
  for (const double energy : energies) squares += (energy - stats.mean) * (energy - stats.mean);
  stats.std = std::sqrt(squares / static_cast<double>(energies.size()));
  return stats;
}

constexpr std::array<const char*, 4> kTypeNames = {"static", "smooth", "fast", "chaotic"};

std::map<std::string, double> time_shares(std::span<const MotionPair> pairs) {
  std::array<double, 4> seconds{};
  double total = 0.0;
  for (const MotionPair& pair : pairs) {
    seconds[static_cast<std::size_t>(pair.motion.motion_type)] += pair.dt;
    total += pair.dt;
  }
  std::map<std::string, double> shares;
  if (total <= 0.0) return shares;
  for (std::size_t i = 0; i < seconds.size(); ++i) shares[kTypeNames[i]] = seconds[i] / total;
  return shares;
}

}  // namespace

std::vector<MotionPair> counted_pairs(std::span<const MotionPair> pairs,
                                      std::span<const std::int64_t> boundaries,
                                      const MotionConfig& config) {
  const auto crosses = [&](const MotionPair& pair) {
    return shot_of(pair.before, boundaries) != shot_of(pair.motion.frame, boundaries);
  };
  const auto moves = [&](std::size_t i) {
    return !pairs[i].still && !crosses(pairs[i]) && pairs[i].motion.mean_energy > config.moving_min;
  };

  std::vector<MotionPair> kept;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    std::size_t end = i;
    while (end < pairs.size() && pairs[end].still && !crosses(pairs[end])) ++end;
    const std::size_t run = end - i;
    const bool pulldown = run >= 1 && run <= 2 && i > 0 && end < pairs.size() && moves(i - 1) &&
                          moves(end) && pairs[i - 1].motion.frame == pairs[i].before &&
                          pairs[end].before == pairs[end - 1].motion.frame;
    if (pulldown) {
      // The next pair is measured from the duplicate, which shows the picture before the run.
      MotionPair next = pairs[end];
      next.before = pairs[i].before;
      stretch(next, next.motion.t - (pairs[i].motion.t - pairs[i].dt),
              config.method != FlowMethod::FrameDiff);
      kept.push_back(next);
      i = end;
    } else if (run > 0) {
      kept.insert(kept.end(), pairs.begin() + static_cast<std::ptrdiff_t>(i),
                  pairs.begin() + static_cast<std::ptrdiff_t>(end));
      i = end - 1;
    } else if (!crosses(pairs[i])) {
      kept.push_back(pairs[i]);
    }
  }
  return kept;
}

std::vector<MotionCutPoint> cut_points_of(std::span<const MotionFrame> frames,
                                          const MotionConfig& config) {
  const double mean = mean_energy(frames);
  std::vector<const MotionFrame*> maxima;
  for (std::size_t i = 1; i + 1 < frames.size(); ++i) {
    const double energy = frames[i].mean_energy;
    if (energy < mean || energy <= frames[i - 1].mean_energy) continue;
    if (energy >= frames[i + 1].mean_energy) maxima.push_back(&frames[i]);
  }
  std::vector<MotionCutPoint> points;
  for (const MotionFrame* frame :
       strongest_apart(std::move(maxima), config.cut_gap_s, config.cut_points_max)) {
    points.push_back({frame->frame, frame->t, frame->mean_energy});
  }
  std::sort(points.begin(), points.end(),
            [](const MotionCutPoint& a, const MotionCutPoint& b) { return a.frame < b.frame; });
  return points;
}

std::vector<MotionRecommendation> recommend(const MotionSection& motion,
                                            const MotionConfig& config) {
  std::vector<MotionRecommendation> advice;
  const MotionSegment* calm = nullptr;
  for (const MotionSegment& segment : motion.segments) {
    if (segment.motion_type > MotionType::Smooth) continue;
    if (calm == nullptr || segment.length() > calm->length() + 1e-9) calm = &segment;
  }
  if (calm != nullptr && calm->length() >= config.text_min_s - 1e-9) {
    advice.push_back({MotionAdvice::TextOverlay, calm->t0, calm->t1, calm->mean_energy});
  }

  const double attention_min = config.attention_ratio * mean_energy(motion.frames);
  std::vector<const MotionFrame*> fast;
  std::vector<const MotionFrame*> peaks;
  for (const MotionFrame& frame : motion.frames) {
    if (frame.motion_type >= MotionType::Fast) fast.push_back(&frame);
    if (frame.mean_energy > attention_min) peaks.push_back(&frame);
  }
  for (const MotionFrame* frame : strongest_apart(std::move(fast), config.cut_gap_s, 1)) {
    advice.push_back({MotionAdvice::CutPoint, frame->t, frame->t, frame->mean_energy});
  }
  for (const MotionFrame* frame : strongest_apart(std::move(peaks), config.cut_gap_s, 3)) {
    advice.push_back({MotionAdvice::AttentionPeak, frame->t, frame->t, frame->mean_energy});
  }
  return advice;
}

MotionSection summarize_motion(std::span<const MotionPair> pairs, std::span<const double> times,
                               std::span<const std::int64_t> boundaries, double duration,
                               const MotionConfig& config) {
  std::vector<MotionPair> counted = counted_pairs(pairs, boundaries, config);
  MotionSection section;
  for (MotionPair& pair : counted) {
    pair.motion.motion_type = classify(pair.motion.mean_energy, config.classes());
    section.frames.push_back(pair.motion);
  }

  const auto time_of = [&](std::int64_t frame) { return times[static_cast<std::size_t>(frame)]; };
  const double end = times.empty() ? duration : std::max(duration, times.back());
  std::size_t from = 0;
  for (std::size_t shot = 0; shot <= boundaries.size() && from < counted.size(); ++shot) {
    std::size_t to = from;
    while (to < counted.size() && shot_of(counted[to].motion.frame, boundaries) == shot) ++to;
    const double t0 = shot == 0 ? 0.0 : time_of(boundaries[shot - 1]);
    const double t1 = shot == boundaries.size() ? end : time_of(boundaries[shot]);
    const auto runs = segments_of(std::span(counted).subspan(from, to - from), t0, t1, config);
    section.segments.insert(section.segments.end(), runs.begin(), runs.end());
    from = to;
  }
  section.stats = stats_of(section.frames);
  section.distribution = time_shares(counted);
  section.cut_points = cut_points_of(section.frames, config);
  section.recommendations = recommend(section, config);
  return section;
}

}  // namespace gv::vision
