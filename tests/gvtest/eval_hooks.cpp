#include "document.h"
#include "evaluation.h"

#include <algorithm>

#include <boost/describe/enum_to_string.hpp>
#include <fmt/format.h>

#include "io/json/described.h"

namespace gv::gvtest {
namespace {

constexpr double kOverlapMin = 0.5;  // of the time of a call to action, over the union

template <class Enum>
std::string word(Enum value) {
  return json::snake_case(boost::describe::enum_to_string(value, ""));
}

struct Hook {
  std::optional<bool> hook_right{};
  std::optional<bool> cta_right{};
  std::string found;
};

Result<Hook> hook_of(const std::string& path, const ClipTruth& truth) {
  GV_TRY(const auto document, document_of(path));
  Hook hook;
  if (truth.hook) {
    hook.found = document.hook ? word(document.hook->type) : "null";
    hook.hook_right = hook.found == *truth.hook;
  }
  if (truth.cta) {
    hook.cta_right = false;
    for (const auto& span : document.cta ? document.cta->spans : std::vector<insight::CtaSpan>{}) {
      hook.found += fmt::format(" {} [{:.2f}, {:.2f})", word(span.type), span.t0, span.t1);
      const double common = std::min(span.t1, truth.cta->t1) - std::max(span.t0, truth.cta->t0);
      const double whole = std::max(span.t1, truth.cta->t1) - std::min(span.t0, truth.cta->t0);
      if (word(span.type) == truth.cta->type && common >= kOverlapMin * whole) {
        hook.cta_right = true;
      }
    }
  }
  return hook;
}

}  // namespace

Rows evaluate_hooks(const ClipFolder& set, const EvaluateOptions& options) {
  EvaluateOptions all = options;
  all.quick = false;  // each clip is another case
  GV_TRY(const auto results, each_clip<Hook>(set, all, hook_of));
  Measure hooks{.name = "hook type right, share, G12", .ours = 0.0};
  Measure ctas{.name = "calls to action found, share, G12", .ours = 0.0};
  double hook_count = 0.0;
  double cta_count = 0.0;
  for (std::size_t i = 0; i < results.size(); ++i) {
    const ClipTruth& truth = set.truth.clips[i];
    if (results[i].hook_right) {
      hook_count += 1.0;
      *hooks.ours += *results[i].hook_right ? 1.0 : 0.0;
      hooks.remarks.push_back(
          fmt::format("{}: {}, true {}", truth.file, results[i].found, *truth.hook));
    }
    if (results[i].cta_right) {
      cta_count += 1.0;
      *ctas.ours += *results[i].cta_right ? 1.0 : 0.0;
      ctas.remarks.push_back(fmt::format("{}:{}, true {} [{:.2f}, {:.2f})", truth.file,
                                         results[i].found, truth.cta->type, truth.cta->t0,
                                         truth.cta->t1));
    }
  }
  *hooks.ours /= std::max(1.0, hook_count);
  *ctas.ours /= std::max(1.0, cta_count);
  return std::vector{hooks, ctas};
}

}  // namespace gv::gvtest
