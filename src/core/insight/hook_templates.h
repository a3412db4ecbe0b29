#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "base/result.h"
#include "core/insight/hook.h"

namespace gv::insight {

/// What a moment of a hook is made of.
enum class HookElement { Face, Text, Audio, Motion, Before, After, Product };
BOOST_DESCRIBE_ENUM(HookElement, Face, Text, Audio, Motion, Before, After, Product)

struct HookBeat {
  double t{0.0};
  HookElement element{HookElement::Face};
  std::string_view action;
};

/// A way to open an ad. Scores are priors, 0 .. 100.
struct HookTemplate {
  std::string_view name;
  HookType type{HookType::None};
  double prior{0.0};
  std::span<const std::string_view> best_for;  ///< industries, lower case
  std::span<const HookBeat> timeline;
};
[[nodiscard]] std::span<const HookTemplate> hook_templates();

/// What an account saw of a template.
struct TemplateHistory {
  int n{0};              ///< ads, >= 0
  double observed{0.0};  ///< their mean score, 0 .. 100
};

/// (n observed + 20 prior) / (n + 20): twenty ads weigh as much as the prior.
[[nodiscard]] double template_score(const HookTemplate& hook, const TemplateHistory& history);

/// The best template whose `best_for` holds the industry (case and surrounding spaces do not
/// matter), else the best of all; the first of equals. `history` by template name.
[[nodiscard]] const HookTemplate& choose_template(
    std::string_view industry, const std::map<std::string, TemplateHistory>& history = {});

/// One line of a script for a hook.
struct ScriptLine {
  double time{0.0};
  HookElement element{HookElement::Face};
  std::string action;
  std::string suggestion;
};
BOOST_DESCRIBE_STRUCT(ScriptLine, (), (time, element, action, suggestion))

/// Turns a template into instructions for one product and pain point.
/// Errors: InvalidInput when either is blank: a script has no placeholders.
[[nodiscard]] Result<std::vector<ScriptLine>> write_script(const HookTemplate& hook,
                                                           std::string_view product,
                                                           std::string_view pain_point);

}  // namespace gv::insight
