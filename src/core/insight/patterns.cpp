#include "core/insight/patterns.h"

#include <algorithm>

namespace gv::insight {
namespace {

using Score = std::optional<double>;
using enum VisualPattern;

/// 1 or 0 where OCR or transcript was measured, else none.
Score lex(const PatternInput& input, TermGroup group, const Lexicon& lexicon) {
  if (!input.ocr && !input.transcript) return std::nullopt;
  for (const auto* lines : {&input.ocr, &input.transcript}) {
    if (!*lines) continue;
    for (const auto& line : **lines) {
      if (lexicon.has(group, words_of(line.text))) return 1.0;
    }
  }
  return 0.0;
}

Score ramp_of(const Score& x, double from, double to) {
  return x ? Score(ramp(*x, from, to)) : std::nullopt;
}

Score flag_of(const std::optional<bool>& flag) {
  return flag ? Score(*flag ? 1.0 : 0.0) : std::nullopt;
}

Score less_of(const Score& x) { return x ? Score(1.0 - *x) : std::nullopt; }

Score product_of(std::initializer_list<Score> factors) {
  double product = 1.0;
  for (const auto& factor : factors) {
    if (!factor) return std::nullopt;
    product *= *factor;
  }
  return product;
}

Score max_of(const Score& a, const Score& b) {
  return a && b ? Score(std::max(*a, *b)) : std::nullopt;
}

/// floor + (1 - floor) x: a term that weakens a pattern but does not rule it out.
Score at_least(double floor, const Score& x) {
  return x ? Score(floor + (1.0 - floor) * *x) : std::nullopt;
}

Score ugc_style(const PatternInput& in) {
  const Score jitter = ramp_of(in.camera_jitter, 0.3, 1.5);
  const Score alike = ramp_of(in.shot_cosine, 0.5, 0.9);
  if (!in.aspect || !jitter || !alike) return std::nullopt;
  const double vertical = *in.aspect < 1.0 ? 1.0 : 0.0;
  return (vertical + *jitter + (1.0 - *alike)) / 3.0;
}

Score cinematic(const PatternInput& in) {
  const Score wide = in.aspect ? Score(*in.aspect >= 2.2 ? 1.0 : 0.0) : std::nullopt;
  return product_of(
      {max_of(flag_of(in.letterbox), wide), less_of(ramp_of(in.cuts_per_s, 0.3, 1.0))});
}

Score meme_format(const PatternInput& in) {
  const Score bands =
      in.text_band_share ? Score(*in.text_band_share >= 0.6 ? 1.0 : 0.0) : std::nullopt;
  const Score still = in.energy ? Score(ramp(1.0 - *in.energy, 0.0, 1.0)) : std::nullopt;
  return product_of({bands, still});
}

}  // namespace

PatternScores score_patterns(const PatternInput& in, const Lexicon& lexicon) {
  const auto term = [&](TermGroup group) { return lex(in, group, lexicon); };
  PatternScores s;
  s[FaceCloseup] = product_of({in.face_presence, ramp_of(in.face_area, 0.03, 0.12)});
  s[TalkingHead] = product_of({in.face_presence, ramp_of(in.speech_ratio, 0.2, 0.6),
                               less_of(ramp_of(in.energy, 5.0, 15.0))});
  s[Testimonial] = product_of({s[TalkingHead], at_least(0.5, term(TermGroup::Testimonial))});
  s[BeforeAfter] = max_of(product_of({term(TermGroup::Before), term(TermGroup::After)}),
                          flag_of(in.split_screen));
  s[TextHeavy] = ramp_of(in.text_area, 0.05, 0.25);
  s[ProductFocus] = product_of(
      {in.product_share, ramp_of(in.product_area, 0.05, 0.25), less_of(in.face_presence)});
  s[ProductDemo] = product_of({in.product_share, ramp_of(in.person_share, 0.2, 0.6),
                               at_least(0.5, ramp_of(in.speech_ratio, 0.1, 0.4))});
  s[ActionMotion] = ramp_of(in.energy, 5.0, 15.0);
  s[FastCuts] = ramp_of(in.cuts_per_s, 0.5, 2.0);
  s[Lifestyle] = product_of(
      {in.person_share, max_of(in.scene_lifestyle, in.scene_outdoor), less_of(s[ProductFocus])});
  s[TutorialDemo] =
      product_of({term(TermGroup::Tutorial), at_least(0.4, ramp_of(in.speech_ratio, 0.1, 0.5))});
  s[UgcStyle] = ugc_style(in);
  s[ProfessionalStudio] = product_of({in.plain_border_share, ramp_of(in.sharpness, 60.0, 150.0)});
  s[Cinematic] = cinematic(in);
  s[MemeFormat] = meme_format(in);
  s[Unboxing] = product_of({term(TermGroup::Unboxing), ramp_of(in.product_share, 0.1, 0.5)});
  return s;
}

}  // namespace gv::insight
