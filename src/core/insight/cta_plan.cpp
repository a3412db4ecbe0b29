#include "core/insight/cta_plan.h"

#include <algorithm>
#include <cmath>

namespace gv::insight {
namespace {

constexpr double kShareMax = 0.4;
constexpr double kLastPart = 0.8;
constexpr double kRounding = 1e-9;

constexpr CtaConfig kConfigs[] = {
    {"ecommerce", CtaType::ShopNow, "Shop Now", "Shop Now - Limited Stock", CtaClaim::Stock, 4.0,
     CtaClaim::Stock, Rgb{0xFF, 0x44, 0x44}},
    {"saas", CtaType::SignUp, "Start Trial", "Start Free Trial", CtaClaim::Free, 5.0,
     CtaClaim::FreeDays, Rgb{0x00, 0xAA, 0x00}},
    {"leadgen", CtaType::LearnMore, "Get Your Guide", "Get Your Free Guide", CtaClaim::Free, 4.0,
     CtaClaim::None, Rgb{0x00, 0x66, 0xFF}},
    {"app", CtaType::Download, "Download", "Download Free", CtaClaim::Free, 4.0, CtaClaim::Rating,
     Rgb{0x00, 0xCC, 0x00}},
};

struct Goal {
  std::string_view name;
  std::size_t config{0};
};
constexpr Goal kGoals[] = {
    {"sales", 0}, {"signups", 1}, {"leads", 2}, {"awareness", 2}, {"downloads", 3}};

/// "4.9" of 4.87; half up.
std::string one_decimal(double value) {
  const auto tenths = std::llround(value * 10.0);
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10);
}

/// The sentence a fact supports; none without the fact.
std::optional<std::string> backed(CtaClaim claim, const CtaFacts& facts) {
  switch (claim) {
    case CtaClaim::None:
      return std::nullopt;
    case CtaClaim::Stock:
      if (!facts.stock_left || *facts.stock_left <= 0) return std::nullopt;
      return "Only " + std::to_string(*facts.stock_left) + " left!";
    case CtaClaim::FreeDays:
      if (!facts.free_days || *facts.free_days <= 0) return std::nullopt;
      return "Free for " + std::to_string(*facts.free_days) + " days";
    case CtaClaim::Rating:
      if (!facts.rating) return std::nullopt;
      return one_decimal(*facts.rating) + "★ Rating";
    case CtaClaim::Free:
      if (!facts.is_free && !facts.free_days) return std::nullopt;
      return "Free";
  }
  return std::nullopt;
}

/// Starts at which the mean over [s, s + d] of a step curve may be least: it is linear in s
/// between them.
std::vector<double> candidate_starts(const StepCurve& curve, double from, double to, double d) {
  std::vector<double> starts{from, to};
  for (const double edge : curve.edges()) {
    for (const double s : {edge, edge - d}) {
      if (s > from && s < to) starts.push_back(s);
    }
  }
  std::sort(starts.begin(), starts.end());
  return starts;
}

}  // namespace

std::span<const CtaConfig> cta_configs() { return kConfigs; }

CtaChoice cta_for_goal(std::string_view goal) {
  for (const auto& known : kGoals) {
    if (known.name == goal) return {&kConfigs[known.config], true};
  }
  return {&kConfigs[0], false};
}

CtaTexts cta_texts(const CtaConfig& config, const CtaFacts& facts) {
  const bool claims = backed(config.text_claim, facts).has_value();
  return {std::string(claims ? config.text_claimed : config.text),
          backed(config.urgency_claim, facts)};
}

CtaPlacementAdvice place_cta(std::span<const SeriesPoint> energy, double duration_s, double cta_s) {
  const double d = std::min(cta_s, kShareMax * duration_s);
  CtaPlacementAdvice advice{
      duration_s - d, d, std::nullopt, {"urgency", "social_proof", "benefit_recap"}};
  if (energy.empty()) return advice;
  const StepCurve curve(energy, duration_s);
  const double from = kLastPart * duration_s;
  const double to = duration_s - d;
  double least = curve.mean(to, duration_s);
  if (from < to) {
    least = curve.mean(from, from + d);
    advice.start_s = from;
    for (const double s : candidate_starts(curve, from, to, d)) {
      const double mean = curve.mean(s, std::min(s + d, duration_s));
      // Equal means differ by rounding: an earlier start is only left for a truly calmer one.
      if (mean >= least - kRounding * (1.0 + least)) continue;
      least = mean;
      advice.start_s = s;
    }
  }
  const double whole = curve.mean(from, duration_s);
  const double calmer = whole > 0.0 ? 1.0 - least / whole : 0.0;
  advice.confidence = std::clamp(0.5 + 0.5 * calmer, 0.3, 0.95);
  return advice;
}

std::vector<CtaStep> cta_sequence(double duration_s, double cta_s, bool countdown) {
  const double d = std::min(cta_s, kShareMax * duration_s);
  const double start = duration_s - d;
  const double before = std::min(5.0, start / 3.0);
  std::vector<CtaStep> steps{
      {"social_proof", start - 2.0 * before, start - before, MotionLevel::Low},
      {"urgency", start - before, start, MotionLevel::High},
      {"cta", start, duration_s, MotionLevel::Low}};
  if (countdown) steps.push_back({"countdown", start, duration_s, std::nullopt});
  return steps;
}

}  // namespace gv::insight
