#include <algorithm>
#include <cmath>

#include "core/insight/derived_parts.h"
#include "core/insight/enum_text.h"
#include "core/insight/measure.h"

namespace gv::insight {
namespace {

constexpr double kFastest = 15.0;  // reference px per reference frame
constexpr double kSecondaryMin = 0.25;
constexpr std::size_t kSecondaryMax = 3;

std::string device_of(HookType type) {
  std::string name = name_of(type);
  constexpr std::string_view kSuffix = "_hook";
  if (name.ends_with(kSuffix)) name.resize(name.size() - kSuffix.size());
  return name;
}

/// Milliseconds, "none" when looked for in vain, null when not looked for.
DerivedValue first_ms(const HookReport& hook, const std::optional<double>& t, const char* term) {
  const auto& unmeasured = hook.unmeasured;
  if (std::find(unmeasured.begin(), unmeasured.end(), term) != unmeasured.end()) return {};
  if (!t) return std::string("none");
  return static_cast<std::int64_t>(std::nearbyint(*t * 1000.0));
}

bool recommends(const DerivedInput& input, const Lexicon& lexicon) {
  const auto lines = lines_of(input).value_or(std::vector<TimedLine>{});
  return std::any_of(lines.begin(), lines.end(), [&](const TimedLine& line) {
    return lexicon.has(TermGroup::Recommendation, words_of(line.text));
  });
}

/// Further labels with a score of at least .25, best first, as DNA names them, each once.
std::vector<std::string> secondary_of(const PatternReport& patterns, const std::string& primary,
                                      bool recommended) {
  std::vector<std::pair<double, VisualPattern>> ranked;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<VisualPattern>>([&](auto each) {
    const auto score = patterns.scores.find(name_of(each.value));
    if (score == patterns.scores.end() || score->second.value_or(0.0) < kSecondaryMin) return;
    ranked.emplace_back(-*score->second, each.value);
  });
  std::sort(ranked.begin(), ranked.end());
  std::vector<std::string> names;
  for (const auto& [score, pattern] : ranked) {
    const auto name = dna_pattern(pattern, recommended);
    const bool known =
        name == primary || std::find(names.begin(), names.end(), name) != names.end();
    if (!known && names.size() < kSecondaryMax) names.push_back(name);
  }
  return names;
}

void derive_patterns(const DerivedInput& input, const Lexicon& lexicon, Derived& out) {
  out["visual_pattern"] = out["visual_secondary"] = out["visual_confidence"] = DerivedValue{};
  if (!input.patterns) return;
  const bool recommended = recommends(input, lexicon);
  std::string primary;
  if (input.patterns->primary) {
    primary = dna_pattern(*input.patterns->primary, recommended);
    out["visual_pattern"] = primary;
  }
  out["visual_secondary"] = secondary_of(*input.patterns, primary, recommended);
  out["visual_confidence"] = input.patterns->margin;
}

}  // namespace

std::string dna_pattern(VisualPattern pattern, bool recommends) {
  using enum VisualPattern;
  switch (pattern) {
    case ProductDemo:
      return name_of(ProductFocus);
    case TalkingHead:
      return name_of(recommends ? Testimonial : FaceCloseup);
    case FastCuts:
      return name_of(ActionMotion);
    case Cinematic:
      return name_of(ProfessionalStudio);
    case MemeFormat:
      return "other";
    case FaceCloseup:
    case Testimonial:
    case BeforeAfter:
    case TextHeavy:
    case ProductFocus:
    case ActionMotion:
    case Lifestyle:
    case TutorialDemo:
    case UgcStyle:
    case ProfessionalStudio:
    case Unboxing:
      return name_of(pattern);
  }
  return "other";
}

void derive_hook(const DerivedInput& input, const Lexicon& lexicon, Derived& out) {
  const auto& hook = input.hook;
  out["hook_effectiveness"] = from(hook, [](const auto& h) { return h.effectiveness_score; });
  out["hook_strength"] = from(hook, [](const auto& h) { return h.effectiveness_score / 100.0; });
  out["hook_score_v2"] = hook ? value_of(hook->hook_score_v2) : DerivedValue{};
  out["hook_device"] = from(hook, [](const auto& h) { return device_of(h.type); });
  out["pattern_interrupt"] = from(hook, [](const auto& h) { return h.pattern_interrupt; });
  out["first_face_ms"] = hook ? first_ms(*hook, hook->first_face_s, "face") : DerivedValue{};
  out["first_motion_peak_ms"] =
      hook ? first_ms(*hook, hook->first_motion_peak_s, "motion") : DerivedValue{};
  out["first_text_ms"] = hook ? first_ms(*hook, hook->first_text_s, "text") : DerivedValue{};

  const auto& motion = input.motion;
  const auto share = [](double energy) { return std::min(1.0, energy / kFastest); };
  out["attention_0_3"] = motion ? value_of(motion->attention_hook) : DerivedValue{};
  out["motion_spike"] = motion && motion->max_energy_hook
                            ? DerivedValue(share(*motion->max_energy_hook))
                            : DerivedValue{};
  out["visual_energy"] = from(motion, [&](const auto& m) { return share(m.mean_energy); });
  out["motion_mean"] = from(motion, [&](const auto& m) { return share(m.mean_energy); });
  out["motion_peak"] = from(motion, [&](const auto& m) { return share(m.p99_energy); });
  out["stabilization"] = motion ? value_of(motion->stabilization) : DerivedValue{};
  derive_patterns(input, lexicon, out);
}

}  // namespace gv::insight
