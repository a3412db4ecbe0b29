#include <algorithm>
#include <set>

#include "core/insight/derived_parts.h"
#include "core/insight/enum_text.h"
#include "core/insight/measure.h"

namespace gv::insight {
namespace {

constexpr double kHookEnd = 3.0;
constexpr double kBenefitBy = 10.0;

/// Of the wanted placement, else the worst one of the video's shape.
std::optional<double> violation_share(const TextSection& text, const std::string& placement) {
  std::optional<double> worst;
  for (const auto& [id, violation] : text.safe_zone_violations) {
    if (!placement.empty() && id != placement) continue;
    worst = std::max(worst.value_or(0.0), violation.time_share);
  }
  return worst;
}

void derive_text(const DerivedInput& input, Derived& out) {
  const auto& text = input.text;
  out["text_time"] = from(text, [](const auto& t) { return t.text_time_share; });
  out["text_min_contrast"] = text ? value_of(text->text_min_contrast) : DerivedValue{};
  out["safe_violation_share"] =
      text ? value_of(violation_share(*text, input.placement)) : DerivedValue{};
  const bool readable = text && text->min_height_frac && text->text_min_contrast;
  out["text_readability"] =
      readable ? DerivedValue(text_readability(*text->min_height_frac, *text->text_min_contrast,
                                               text->reading_load))
               : DerivedValue{};
}

std::int64_t distinct_types(const std::vector<CtaSpan>& spans) {
  std::set<CtaType> types;
  for (const auto& span : spans) types.insert(span.type);
  return static_cast<std::int64_t>(types.size());
}

/// The span the score is about: the first that starts where the best one does.
const CtaSpan* best_span(const DerivedInput& input) {
  if (!input.cta_spans || input.cta_spans->empty()) return nullptr;
  const auto& spans = *input.cta_spans;
  const auto best = std::find_if(spans.begin(), spans.end(), [&](const CtaSpan& span) {
    return input.cta && input.cta->start_s && span.t0 == *input.cta->start_s;
  });
  return best == spans.end() ? &spans.front() : &*best;
}

void derive_cta(const DerivedInput& input, Derived& out) {
  for (const char* name : {"cta_type", "cta_spans", "cta_start", "cta_duration", "cta_contrast",
                           "cta_spoken", "cta_distinct", "cta_prominence"}) {
    out[name] = DerivedValue{};
  }
  if (!input.cta_spans) return;
  std::vector<TimeSpan> times;
  for (const auto& span : *input.cta_spans) times.push_back({span.t0, span.t1});
  out["cta_spans"] = times;
  out["cta_distinct"] = distinct_types(*input.cta_spans);
  if (input.transcript) {
    out["cta_spoken"] =
        std::any_of(input.cta_spans->begin(), input.cta_spans->end(),
                    [](const CtaSpan& span) { return span.source == CtaSource::Speech; });
  }
  const auto* best = best_span(input);
  out["cta_type"] = best != nullptr ? name_of(best->type) : std::string("none");
  if (best == nullptr) return;
  out["cta_start"] = best->t0;
  out["cta_duration"] = best->t1 - best->t0;
  out["cta_contrast"] = value_of(best->contrast);
  out["cta_prominence"] = value_of(cta_prominence(*best));
}

bool any_hit(const std::vector<PersuasionHit>& hits, Persuasion kind, double until) {
  return std::any_of(hits.begin(), hits.end(),
                     [&](const PersuasionHit& hit) { return hit.kind == kind && hit.t <= until; });
}

void derive_persuasion(const DerivedInput& input, const Lexicon& lexicon, Derived& out) {
  for (const char* name : {"triggers", "trigger_scores", "benefit_by_10s", "proof_present",
                           "has_number_in_hook", "has_question_in_hook"}) {
    out[name] = DerivedValue{};
  }
  const auto lines = lines_of(input);
  if (!lines) return;
  const auto hits = find_persuasion(*lines, lexicon);
  out["triggers"] = hits;
  out["trigger_scores"] = persuasion_scores(hits);
  out["benefit_by_10s"] = any_hit(hits, Persuasion::Benefit, kBenefitBy);
  out["proof_present"] = any_hit(hits, Persuasion::SocialProof, input.duration_s);
  const auto in_hook = [&](auto holds) {
    return std::any_of(lines->begin(), lines->end(), [&](const TimedLine& line) {
      return line.t0 < kHookEnd && holds(line.text);
    });
  };
  out["has_number_in_hook"] = in_hook([](const std::string& text) { return has_number(text); });
  out["has_question_in_hook"] =
      in_hook([&](const std::string& text) { return is_question(text, lexicon); });
}

void derive_brand(const DerivedInput& input, Derived& out) {
  const BrandFacts brand = input.brand.value_or(BrandFacts{});
  out["logo_first_s"] = value_of(brand.logo_first_s);
  out["logo_share"] = value_of(brand.logo_share);
  out["palette_delta_e"] = value_of(brand.palette_delta_e);
  out["brand_spoken"] = value_of(brand.spoken);
}

}  // namespace

double text_readability(double height_frac, double contrast, double reading_load) {
  return std::min({ramp(height_frac, 0.015, 0.035), ramp(contrast, 2.0, 4.5),
                   ramp(6.0 - reading_load, 0.0, 3.0)});
}

void derive_words(const DerivedInput& input, const Lexicon& lexicon, Derived& out) {
  derive_text(input, out);
  derive_cta(input, out);
  derive_persuasion(input, lexicon, out);
  derive_brand(input, out);
}

}  // namespace gv::insight
