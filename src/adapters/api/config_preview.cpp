#include "adapters/api/config_preview.h"

#include <algorithm>

#include "adapters/api/actor.h"
#include "adapters/api/endpoint.h"
#include "adapters/api/stages.h"
#include "app/value_open_deals.h"
#include "io/json/serialize.h"

namespace gv::api {
namespace {

bool changes_pipeline(const std::vector<std::string>& keys) {
  return std::any_of(keys.begin(), keys.end(),
                     [](const auto& key) { return key.starts_with("pipeline."); });
}

std::vector<PreviewedDecision> previewed(const std::vector<app::DecisionRecord>& records) {
  std::vector<PreviewedDecision> lines;
  for (const auto& one : records) {
    lines.push_back({.ad_id = one.ad_id,
                     .decision = one.decision,
                     .recommended_budget = {one.recommended_budget_minor},
                     .confidence = one.confidence,
                     .reason = one.reason});
  }
  return lines;
}

/// Both are of the same ads in the same order.
std::vector<PreviewedChange> differing(const std::vector<PreviewedDecision>& before,
                                       const std::vector<PreviewedDecision>& after) {
  std::vector<PreviewedChange> changes;
  for (std::size_t i = 0; i < std::min(before.size(), after.size()); ++i) {
    const auto& was = before[i];
    const auto& is = after[i];
    if (was.decision == is.decision &&
        was.recommended_budget.minor == is.recommended_budget.minor) {
      continue;
    }
    changes.push_back({.ad_id = was.ad_id,
                       .decision_before = was.decision,
                       .decision_after = is.decision,
                       .budget_before = was.recommended_budget,
                       .budget_after = is.recommended_budget});
  }
  return changes;
}

/// `Preview` is one of the two endpoints, which have the same dependencies.
template <class Preview>
Result<Judged<ConfigPreview>> preview_of(const Preview& parts, const Context& context,
                                         const boost::json::object& patch) {
  auto& access = parts.access;
  GV_TRY(const auto scope, scope_of(context, *Preview::kRoute.scope));
  GV_TRY(auto patched, access.configure.validate(scope, json::compact(patch)));
  if (!patched.errors.empty()) {
    return Judged<ConfigPreview>{.body = {}, .errors = std::move(patched.errors)};
  }
  GV_TRY(const auto before, access.book.settings(context.account));
  GV_TRY(const auto after, access.configure.rules().settings(patched.document, before->currency));
  ConfigPreview answer{.changed_keys = std::move(patched.changed),
                       .warnings = std::move(patched.warnings)};
  GV_TRY(const auto runs, parts.services.runs.preview(scope, *before, after, run_serially));
  if (runs) {
    answer.run_id = runs->run.id;
    answer.decisions_before = previewed(runs->before);
    answer.decisions_after = previewed(runs->after);
    answer.changed = differing(answer.decisions_before, answer.decisions_after);
  }
  if (changes_pipeline(answer.changed_keys)) {
    const auto value = [&](app::Transaction& transaction) -> Result<OpenPipelineValue> {
      auto& deals = parts.revenue.revenue;
      GV_TRY(const auto was, app::value_open_deals(transaction, deals, before->pipeline));
      GV_TRY(const auto is, app::value_open_deals(transaction, deals, after.pipeline));
      return OpenPipelineValue{is.deals, {was.value_minor}, {is.value_minor}};
    };
    GV_TRY(answer.open_pipeline_value, parts.revenue.store.read(scope, value));
  }
  return Judged<ConfigPreview>{.body = std::move(answer), .errors = {}};
}

}  // namespace

Result<Judged<ConfigPreview>> PreviewConfig::operator()(const Context& context,
                                                        const MergePatch& patch) const {
  return preview_of(*this, context, patch.sections);
}

Result<Judged<ConfigPreview>> PreviewStage::operator()(const Context& context,
                                                       const StageTrial& trial) const {
  GV_TRY(const auto settings, access.book.settings(context.account));
  GV_TRY(const auto patch, stage_patch(*settings, trial.stage_name, trial.value, trial.confidence));
  return preview_of(*this, context, patch);
}

void add_config_preview_routes(Api& api, app::Access& access, const DecisionServices& services,
                               const RevenueServices& revenue) {
  add(api, PreviewConfig{access, services, revenue});
  add(api, PreviewStage{access, services, revenue});
}

}  // namespace gv::api
