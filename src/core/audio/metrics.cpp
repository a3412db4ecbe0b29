#include "core/audio/metrics.h"

#include <algorithm>
#include <cmath>

namespace gv::audio {
namespace {

constexpr double kFrame_s = 0.01;

std::span<const double> from(std::span<const double> events, double start_s) {
  const auto first = std::lower_bound(events.begin(), events.end(), start_s);
  return events.subspan(static_cast<std::size_t>(first - events.begin()));
}

bool inside(std::span<const SpeechSegment> segments, double t) {
  return std::any_of(segments.begin(), segments.end(), [t](const SpeechSegment& segment) {
    return segment.t0 <= t && t < segment.t1;
  });
}

}  // namespace

std::vector<std::pair<std::size_t, std::size_t>> match_events(std::span<const double> reference,
                                                              std::span<const double> estimate,
                                                              double window_s) {
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  std::size_t r = 0;
  std::size_t e = 0;
  while (r < reference.size() && e < estimate.size()) {
    if (std::abs(reference[r] - estimate[e]) <= window_s) {
      pairs.emplace_back(r++, e++);
    } else if (reference[r] < estimate[e]) {
      ++r;
    } else {
      ++e;
    }
  }
  return pairs;
}

EventScore score_events(std::span<const double> reference, std::span<const double> estimate,
                        double window_s) {
  EventScore score;
  const auto pairs = match_events(reference, estimate, window_s);
  if (pairs.empty()) return score;
  const auto matched = static_cast<double>(pairs.size());
  score.precision = matched / static_cast<double>(estimate.size());
  score.recall = matched / static_cast<double>(reference.size());
  score.f = 2.0 * score.precision * score.recall / (score.precision + score.recall);
  for (const auto& [r, e] : pairs) score.bias_s += (estimate[e] - reference[r]) / matched;
  return score;
}

EventScore score_beats(std::span<const double> reference, std::span<const double> estimate,
                       double trim_s, double window_s) {
  return score_events(from(reference, trim_s), from(estimate, trim_s), window_s);
}

TempoScore score_tempo(double reference_bpm, double estimate_bpm, double tolerance) {
  const auto near = [&](double bpm) { return std::abs(estimate_bpm / bpm - 1.0) <= tolerance; };
  const bool exact = near(reference_bpm);
  return {exact, exact || near(2.0 * reference_bpm) || near(reference_bpm / 2.0)};
}

double speech_frame_error(std::span<const SpeechSegment> reference,
                          std::span<const SpeechSegment> estimate, double duration_s) {
  const int frames = static_cast<int>(std::lround(duration_s / kFrame_s));
  int wrong = 0;
  for (int n = 0; n < frames; ++n) {
    const double t = (n + 0.5) * kFrame_s;
    if (inside(reference, t) != inside(estimate, t)) ++wrong;
  }
  return frames > 0 ? static_cast<double>(wrong) / frames : 0.0;
}

}  // namespace gv::audio
