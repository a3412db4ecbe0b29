#include <algorithm>

#include "core/insight/contrast.h"
#include "core/insight/cta_detect.h"

namespace gv::insight {
namespace {

constexpr double kPrepared = 8.0;  // s before the call

using Points = std::optional<double>;

struct Part {
  const char* name;
  double weight;
  Points points;
};

double late_points(const CtaSpan& span, double duration_s) {
  return span.t0 / duration_s >= 0.70 ? 20.0 : 0.0;
}

double visible_points(const CtaSpan& span) {
  if (span.source == CtaSource::Speech) return 0.0;
  const double seconds = span.t1 - span.t0;
  if (seconds >= 2.0 && seconds <= 6.0) return 15.0;
  return seconds >= 1.0 && seconds <= 8.0 ? 8.0 : 0.0;
}

Points motion_during(const CtaSpan& span, const CtaInput& input) {
  const double end = std::min(span.t1, input.duration_s);
  if (input.energy.empty() || span.t0 >= end) return std::nullopt;
  return StepCurve(input.energy, input.duration_s).mean(span.t0, end);
}

Points calm_points(const Points& energy) {
  if (!energy) return std::nullopt;
  if (*energy < 5.0) return 15.0;
  return *energy < 10.0 ? 8.0 : 0.0;
}

bool persuades(const std::string& text, const Lexicon& lexicon) {
  const auto words = words_of(text);
  return lexicon.has(TermGroup::Urgency, words) || lexicon.has(TermGroup::SocialProof, words);
}

/// Whether urgency or proof is in sight or earshot during the 8 s before the call.
bool is_prepared(const CtaSpan& span, const CtaInput& input, const Lexicon& lexicon) {
  const auto before = [&](double t0, double t1) {
    return t0 < span.t0 && t1 > span.t0 - kPrepared;
  };
  for (const auto& track : input.texts.value_or(std::vector<TextTrack>{})) {
    if (before(track.t0, track.t1) && persuades(track.text, lexicon)) return true;
  }
  for (const auto& line : input.transcript.value_or(std::vector<TimedLine>{})) {
    if (before(line.t0, line.t1) && persuades(line.text, lexicon)) return true;
  }
  return false;
}

/// Speech has no contrast to measure: nothing is there to be read, which is worth no points.
Points contrast_points(const CtaSpan& span) {
  if (span.source == CtaSource::Speech) return 0.0;
  if (!span.contrast) return std::nullopt;
  return *span.contrast >= kReadableContrast ? 10.0 : 0.0;
}

Points spoken_points(const CtaSpan& span, std::span<const CtaSpan> spans, const CtaInput& input) {
  if (!input.transcript) return std::nullopt;
  const bool spoken = std::any_of(spans.begin(), spans.end(), [&](const CtaSpan& other) {
    return other.source == CtaSource::Speech && other.t0 < span.t1 && span.t0 < other.t1;
  });
  return spoken ? 10.0 : 0.0;
}

void advise(CtaScore& score, const CtaSpan& span) {
  const auto lost = [&](const char* part, double wanted) {
    const auto& points = score.parts.at(part);
    return points && *points < wanted;
  };
  const bool shown = span.source != CtaSource::Speech;
  const auto add = [&](bool needed, CtaAdvice advice) {
    if (needed) score.recommendations.push_back(advice);
  };
  add(lost("late", 20.0), CtaAdvice::MoveLate);
  add(!shown || span.t1 - span.t0 < 2.0, CtaAdvice::ShowLonger);
  add(lost("calm", 15.0), CtaAdvice::CalmBackground);
  add(shown && lost("contrast", 10.0), CtaAdvice::RaiseContrast);
  add(lost("spoken", 10.0), CtaAdvice::SayIt);
}

CtaScore score_of(const CtaSpan& span, std::span<const CtaSpan> spans, const CtaInput& input,
                  const Lexicon& lexicon) {
  CtaScore score;
  score.start_s = span.t0;
  score.duration_s = span.t1 - span.t0;
  score.visibility = cta_prominence(span);
  score.motion_during = motion_during(span, input);
  score.pre_urgency = is_prepared(span, input, lexicon);
  const Part parts[] = {{"detected", 20.0, 20.0},
                        {"late", 20.0, late_points(span, input.duration_s)},
                        {"visible", 15.0, visible_points(span)},
                        {"calm", 15.0, calm_points(score.motion_during)},
                        {"prepared", 10.0, *score.pre_urgency ? 10.0 : 0.0},
                        {"contrast", 10.0, contrast_points(span)},
                        {"spoken", 10.0, spoken_points(span, spans, input)}};
  double measured = 0.0;
  for (const auto& part : parts) {
    score.parts[part.name] = part.points;
    if (!part.points) {
      score.unmeasured.push_back(part.name);
      continue;
    }
    score.score += *part.points;
    measured += part.weight;
  }
  score.score *= 100.0 / measured;
  advise(score, span);
  return score;
}

}  // namespace

std::optional<CtaScore> score_existing_cta(const CtaInput& input, std::span<const CtaSpan> spans,
                                           const Lexicon& lexicon) {
  if (!input.texts && !input.transcript) return std::nullopt;
  const bool any_shown = std::any_of(spans.begin(), spans.end(), [](const CtaSpan& span) {
    return span.source != CtaSource::Speech;
  });
  std::optional<CtaScore> best;
  for (const auto& span : spans) {
    if (any_shown && span.source == CtaSource::Speech) continue;
    auto own = score_of(span, spans, input, lexicon);
    if (!best || own.score > best->score) best = std::move(own);
  }
  if (best) return best;
  CtaScore none;
  for (const char* part :
       {"detected", "late", "visible", "calm", "prepared", "contrast", "spoken"}) {
    none.parts[part] = 0.0;
  }
  none.recommendations.push_back(CtaAdvice::AddCta);
  return none;
}

}  // namespace gv::insight
