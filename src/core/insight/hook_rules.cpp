#include <algorithm>

#include "core/insight/hook.h"
#include "core/insight/measure.h"
#include "core/insight/text_section.h"

namespace gv::insight {
namespace {

struct Term {
  double weight{0.0};
  std::optional<double> value;  ///< none: not measured
};

std::optional<double> text_term(const HookEvidence& evidence) {
  if (!evidence.texts) return std::nullopt;
  if (evidence.texts->empty()) return 0.0;
  const auto& first = evidence.texts->front();
  return (1.0 - ramp(first.t0, 0.5, 2.0)) * ramp(first.height_frac, 0.02, 0.05);
}

/// 1 for an event by `early`, 0 by `late` or without the event.
double earliness(const std::optional<double>& t, double early, double late) {
  return t ? 1.0 - ramp(*t, early, late) : 0.0;
}

/// Words that are shown or spoken in the hook.
std::vector<std::string> hook_lines(const HookInput& input, const HookEvidence& evidence) {
  std::vector<std::string> lines;
  for (const auto& track : evidence.texts.value_or(std::vector<TextTrack>{})) {
    lines.push_back(track.text);
  }
  for (const auto& line : input.transcript.value_or(std::vector<TimedLine>{})) {
    if (line.t0 < evidence.window_s) lines.push_back(line.text);
  }
  return lines;
}

/// Exactly one boundary in .7 to 2 s, its sides alike but not the same.
bool turns_once(const std::vector<HookBoundary>& boundaries) {
  const auto early = [](const HookBoundary& b) { return b.t >= 0.7 && b.t <= 2.0; };
  if (std::count_if(boundaries.begin(), boundaries.end(), early) != 1) return false;
  const auto& only = *std::find_if(boundaries.begin(), boundaries.end(), early);
  const bool alike = only.cosine && *only.cosine >= 0.6 && *only.cosine <= 0.95;
  return only.shares_face.value_or(false) || alike;
}

bool transforms(const HookInput& input, const HookEvidence& evidence, const Lexicon& lexicon) {
  for (const auto& line : hook_lines(input, evidence)) {
    const auto words = words_of(line);
    if (lexicon.has(TermGroup::Before, words) || lexicon.has(TermGroup::After, words)) return true;
  }
  return turns_once(input.boundaries);
}

bool asks(const HookInput& input, const HookEvidence& evidence, const Lexicon& lexicon) {
  for (const auto& track : evidence.texts.value_or(std::vector<TextTrack>{})) {
    if (track.t0 < 1.0 && is_question(track.text, lexicon)) return true;
  }
  for (const auto& line : input.transcript.value_or(std::vector<TimedLine>{})) {
    const auto sentences = sentences_of(line.text);
    // A later sentence of the line is spoken later: only the first one is known to start here.
    if (line.t0 < 1.5 && !sentences.empty() && is_question(sentences.front(), lexicon)) return true;
  }
  return false;
}

bool shows_text(const HookEvidence& evidence) {
  constexpr double kAreaMin = 0.04;
  std::vector<vision::Box> boxes;
  for (const auto& track : evidence.texts.value_or(std::vector<TextTrack>{})) {
    if (track.t0 < 0.5) boxes.push_back(track.box);
  }
  return union_area(boxes) >= kAreaMin - 1e-9;
}

bool sounds(const HookInput& input) {
  for (const auto& peak : input.audio.value_or(std::vector<AudioPeak>{})) {
    const bool sharp = peak.type == SoundKind::Drop || peak.type == SoundKind::Onset;
    if (sharp && peak.energy >= 0.6 && peak.t < 0.5) return true;
  }
  const auto speech = input.speech.value_or(std::vector<TimeSpan>{});
  return std::any_of(speech.begin(), speech.end(), [](const TimeSpan& s) { return s.t0 < 0.5; });
}

bool interrupts(const HookEvidence& evidence) {
  const std::span<const double> m(evidence.m);
  const std::size_t third = m.size() / 3;
  const bool fades = third > 0 && mean_of(m.first(third)) > 1.5 * mean_of(m.last(third));
  return fades || evidence.interrupt >= 0.5;
}

/// The first event of the sound's own: a peak or a voice.
std::optional<double> first_sound(const HookInput& input, const HookEvidence& evidence) {
  auto first = evidence.first_audio_peak_s;
  for (const auto& span : input.speech.value_or(std::vector<TimeSpan>{})) {
    first = std::min(first.value_or(span.t0), span.t0);
  }
  return first;
}

}  // namespace

double hook_score_v2(const HookInput& input, const HookEvidence& evidence) {
  std::optional<double> face;
  if (evidence.faces) face = earliness(evidence.faces->first_s, 0.3, 2.0);
  std::optional<double> audio;
  if (input.audio) audio = earliness(evidence.first_audio_peak_s, 0.3, 1.5);
  const Term terms[] = {{25.0, face},
                        {20.0, earliness(evidence.first_motion_peak_s, 0.3, 1.5)},
                        {20.0, text_term(evidence)},
                        {20.0, audio},
                        {15.0, evidence.interrupt}};
  double sum = 0.0;
  double weights = 0.0;
  for (const auto& term : terms) {
    if (!term.value) continue;
    sum += term.weight * *term.value;
    weights += term.weight;
  }
  return 100.0 * sum / weights;
}

std::vector<HookType> hook_types(const HookInput& input, const HookEvidence& evidence,
                                 const Lexicon& lexicon) {
  const auto early = [](const std::optional<double>& t) { return t && *t < 0.5; };
  std::vector<HookType> types;
  const auto add = [&](bool holds, HookType type) {
    if (holds) types.push_back(type);
  };
  add(transforms(input, evidence, lexicon), HookType::Transformation);
  add(asks(input, evidence, lexicon), HookType::Question);
  add(evidence.faces && early(evidence.faces->first_s), HookType::FaceHook);
  add(shows_text(evidence), HookType::TextHook);
  add(early(evidence.first_motion_peak_s), HookType::MotionHook);
  add(sounds(input), HookType::AudioHook);
  add(interrupts(evidence), HookType::PatternInterrupt);
  return types;
}

std::vector<HookImprovement> hook_improvements(const HookInput& input,
                                               const HookEvidence& evidence) {
  using enum HookAdvice;
  std::vector<HookImprovement> found;
  const auto add = [&](bool needed, HookAdvice code, std::optional<double> value, double target) {
    if (needed) found.push_back({code, value, target});
  };
  if (const auto& faces = evidence.faces) {
    add(!faces->first_s, AddFace, std::nullopt, 0.5);
    add(faces->first_s.value_or(0.0) > 1.0, FaceEarlier, faces->first_s, 0.5);
  }
  const auto& peak = evidence.first_motion_peak_s;
  add(!peak || *peak > 1.0, AddMotion, peak, 1.0);
  const double mean = mean_of(evidence.m);
  add(mean < 10.0, RaiseEnergy, mean, 10.0);
  if (evidence.faces) add(evidence.faces->share < 0.3, MoreFaceTime, evidence.faces->share, 0.3);
  const std::span<const double> m(evidence.m);
  const double early_variance = variance_of(m.first(std::min<std::size_t>(5, m.size())));
  add(early_variance < 5.0, AddPatternInterrupt, early_variance, 5.0);
  if (const auto& texts = evidence.texts) {
    const std::optional<double> first =
        texts->empty() ? std::nullopt : std::optional(texts->front().t0);
    add(!first || *first >= 1.5, AddTextEarly, first, 1.5);
    double height = 1.0;
    for (const auto& track : *texts) height = std::min(height, track.height_frac);
    add(height < 0.025, EnlargeText, height, 0.025);
  }
  if (input.audio) {
    const auto sound = first_sound(input, evidence);
    add(!sound || *sound >= 0.5, AddAudioHook, sound, 0.5);
  }
  const double late = std::max(input.leading_black_s, input.leading_silence_s.value_or(0.0));
  add(late > 0.3, LateStart, late, 0.3);
  if (found.empty()) found.push_back({Ok, std::nullopt, std::nullopt});
  return found;
}

}  // namespace gv::insight
