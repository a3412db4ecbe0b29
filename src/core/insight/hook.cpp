#include "core/insight/hook.h"

#include <algorithm>
#include <cmath>

#include "core/insight/measure.h"

namespace gv::insight {
namespace {

constexpr double kWindow = 3.0;
constexpr double kPeak = 20.0;  // grey levels
constexpr double kSnap = 0.1;
constexpr double kRounding = 1e-9;

double face_points(const HookFaces& faces) {
  if (!faces.first_s) return 0.0;
  if (*faces.first_s < 0.5) return 15.0;
  if (*faces.first_s < 1.0) return 10.0;
  return *faces.first_s < 2.0 ? 5.0 : 0.0;
}

double snapped(double t, const std::vector<double>& beats) {
  double nearest = t;
  double distance = kSnap + kRounding;
  for (const double beat : beats) {
    if (std::abs(beat - t) >= distance) continue;
    distance = std::abs(beat - t);
    nearest = beat;
  }
  return nearest;
}

double optimal_cut(const HookEvidence& evidence, const std::vector<double>& beats) {
  constexpr double kEarliest = 0.5;
  constexpr double kDefault = 1.5;
  const double threshold = 1.3 * mean_of(evidence.m);
  for (const auto& pair : evidence.pairs) {
    if (pair.t >= kEarliest && pair.m > threshold) return snapped(pair.t, beats);
  }
  return std::min(kDefault, evidence.window_s);
}

std::vector<std::string> unmeasured_of(const HookInput& input) {
  std::vector<std::string> names;
  if (!input.faces) names.push_back("face");
  if (!input.texts) names.push_back("text");
  if (!input.audio) names.push_back("audio");
  if (!input.transcript) names.push_back("speech");
  return names;
}

}  // namespace

double hook_effectiveness(const std::optional<HookFaces>& faces,
                          std::optional<double> first_motion_peak_s, std::span<const double> m) {
  double score = 50.0;
  const double mean = mean_of(m);
  if (faces) score += face_points(*faces);
  if (first_motion_peak_s && *first_motion_peak_s < 1.0) score += 10.0;
  score += mean > 15.0 ? 10.0 : mean > 10.0 ? 5.0 : 0.0;
  if (std::sqrt(variance_of(m)) > 5.0) score += 10.0;
  if (faces && faces->share > 0.5) score += 5.0;
  return std::clamp(score, 0.0, 100.0);
}

std::vector<double> hook_attention(std::span<const HookPair> pairs, bool faces_measured) {
  std::vector<double> attention;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const double motion = std::min(1.0, pairs[i].m / kPeak);
    const double face = faces_measured && pairs[i].face ? 1.5 : 1.0;
    const double fade = 1.0 - 0.3 * static_cast<double>(i) / static_cast<double>(pairs.size());
    attention.push_back(std::min(1.0, motion * face) * fade);
  }
  return attention;
}

double pattern_interrupt(std::span<const double> m) {
  if (m.size() < 5) return 0.0;
  return std::min(1.0, variance_of(m.first(std::min<std::size_t>(10, m.size()))) / 100.0);
}

HookEvidence hook_evidence(const HookInput& input) {
  HookEvidence evidence;
  evidence.window_s = std::min(kWindow, input.duration_s);
  for (const auto& pair : input.pairs) {
    if (pair.t >= evidence.window_s) continue;
    evidence.pairs.push_back(pair);
    evidence.m.push_back(pair.m);
    if (pair.m > kPeak && !evidence.first_motion_peak_s) evidence.first_motion_peak_s = pair.t;
  }
  evidence.faces = input.faces;
  if (evidence.faces && evidence.faces->first_s.value_or(0.0) >= evidence.window_s) {
    evidence.faces->first_s.reset();
  }
  if (input.texts) {
    evidence.texts.emplace();
    for (const auto& track : *input.texts) {
      if (track.t0 < evidence.window_s) evidence.texts->push_back(track);
    }
    std::stable_sort(evidence.texts->begin(), evidence.texts->end(),
                     [](const TextTrack& a, const TextTrack& b) { return a.t0 < b.t0; });
  }
  for (const auto& peak : input.audio.value_or(std::vector<AudioPeak>{})) {
    if (peak.t >= evidence.window_s) continue;
    evidence.first_audio_peak_s = std::min(evidence.first_audio_peak_s.value_or(peak.t), peak.t);
  }
  evidence.interrupt = pattern_interrupt(evidence.m);
  return evidence;
}

HookReport assess_hook(const HookInput& input, const Lexicon& lexicon) {
  const auto evidence = hook_evidence(input);
  HookReport report;
  report.window_s = evidence.window_s;
  report.also = hook_types(input, evidence, lexicon);
  report.type = report.also.empty() ? HookType::None : report.also.front();
  report.effectiveness_score =
      hook_effectiveness(evidence.faces, evidence.first_motion_peak_s, evidence.m);
  report.evidence_points = report.effectiveness_score - 50.0;
  report.hook_score_v2 = hook_score_v2(input, evidence);
  report.unmeasured = unmeasured_of(input);
  report.first_motion_peak_s = evidence.first_motion_peak_s;
  if (evidence.faces) {
    report.first_face_s = evidence.faces->first_s;
    report.face_share_proxy = evidence.faces->share;
  }
  if (evidence.texts && !evidence.texts->empty()) report.first_text_s = evidence.texts->front().t0;
  report.attention = hook_attention(evidence.pairs, evidence.faces.has_value());
  report.pattern_interrupt = evidence.interrupt;
  report.optimal_cut_s = optimal_cut(evidence, input.beats);
  report.improvements = hook_improvements(input, evidence);
  return report;
}

}  // namespace gv::insight
