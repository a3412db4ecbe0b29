#include "core/insight/hook_templates.h"

#include <algorithm>

namespace gv::insight {
namespace {

using enum HookElement;

constexpr std::string_view kCoaching[] = {"coaching", "consulting", "personal brands"};
constexpr HookBeat kDirectAddress[] = {{0.0, Face, "face to camera"},
                                       {0.3, Audio, "voice starts"},
                                       {0.5, Text, "key word on screen"},
                                       {2.0, Product, "cut to product"}};
constexpr std::string_view kTech[] = {"tech", "apps", "b2b saas"};
constexpr HookBeat kInterrupt[] = {{0.0, Motion, "unexpected image"},
                                   {0.2, Audio, "sound effect"},
                                   {0.5, Text, "bold statement"},
                                   {1.5, Face, "speaker"}};
constexpr std::string_view kFashion[] = {"fashion", "sports", "lifestyle"};
constexpr HookBeat kMotionGrab[] = {{0.0, Motion, "fast movement"},
                                    {0.3, Audio, "beat"},
                                    {0.5, Text, "overlay"},
                                    {2.5, Product, "product reveal"}};
constexpr std::string_view kBeauty[] = {"beauty", "fitness", "home improvement"};
constexpr HookBeat kTransformation[] = {{0.0, Before, "problem state"},
                                        {1.0, Motion, "fast wipe"},
                                        {1.5, After, "result"},
                                        {2.5, Text, "benefit text"}};
constexpr std::string_view kEducation[] = {"education", "how-to", "explainers"};
constexpr HookBeat kQuestion[] = {{0.0, Text, "question text"},
                                  {0.5, Face, "curious face"},
                                  {1.0, Audio, "spoken question"},
                                  {2.5, Product, "start of the answer"}};

constexpr HookTemplate kTemplates[] = {
    {"Direct Address", HookType::FaceHook, 85.0, kCoaching, kDirectAddress},
    {"Pattern Interrupt", HookType::PatternInterrupt, 78.0, kTech, kInterrupt},
    {"Motion Grab", HookType::MotionHook, 82.0, kFashion, kMotionGrab},
    {"Transformation", HookType::Transformation, 91.0, kBeauty, kTransformation},
    {"Question", HookType::Question, 87.0, kEducation, kQuestion},
};

constexpr double kPriorAds = 20.0;

std::string trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\n\r");
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(" \t\n\r") - first + 1));
}

bool fits(const HookTemplate& hook, const std::vector<std::string>& industry) {
  return std::any_of(hook.best_for.begin(), hook.best_for.end(),
                     [&](std::string_view name) { return words_of(name) == industry; });
}

std::string suggestion(HookElement element, const std::string& product, const std::string& pain) {
  switch (element) {
    case Face:
      return "Speaker looks into the camera, concerned about " + pain;
    case Text:
      return "Short question: \"Tired of " + pain + "?\"";
    case Audio:
      return "Energetic opening that names " + pain;
    case Motion:
      return "Fast move towards " + product;
    case Before:
      return "Show the problem: " + pain;
    case After:
      return "Show the result with " + product;
    case Product:
      return "Quick reveal of " + product;
  }
  return {};
}

}  // namespace

std::span<const HookTemplate> hook_templates() { return kTemplates; }

double template_score(const HookTemplate& hook, const TemplateHistory& history) {
  return (history.n * history.observed + kPriorAds * hook.prior) / (history.n + kPriorAds);
}

const HookTemplate& choose_template(std::string_view industry,
                                    const std::map<std::string, TemplateHistory>& history) {
  const auto wanted = words_of(industry);
  const bool known = std::any_of(std::begin(kTemplates), std::end(kTemplates),
                                 [&](const HookTemplate& hook) { return fits(hook, wanted); });
  const auto score = [&](const HookTemplate& hook) {
    const auto own = history.find(std::string(hook.name));
    return template_score(hook, own == history.end() ? TemplateHistory{} : own->second);
  };
  const HookTemplate* best = nullptr;
  for (const auto& hook : kTemplates) {
    if (known && !fits(hook, wanted)) continue;
    if (best == nullptr || score(hook) > score(*best)) best = &hook;
  }
  return *best;
}

Result<std::vector<ScriptLine>> write_script(const HookTemplate& hook, std::string_view product,
                                             std::string_view pain_point) {
  const auto thing = trimmed(product);
  const auto pain = trimmed(pain_point);
  if (thing.empty() || pain.empty()) {
    return fail(ErrorCode::InvalidInput, thing.empty() ? "product" : "pain_point",
                "must not be empty: a script names the product and the pain point");
  }
  std::vector<ScriptLine> script;
  for (const auto& beat : hook.timeline) {
    script.push_back(
        {beat.t, beat.element, std::string(beat.action), suggestion(beat.element, thing, pain)});
  }
  return script;
}

}  // namespace gv::insight
