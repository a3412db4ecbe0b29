#include "adapters/api/stage_suggestions.h"

#include "adapters/api/endpoint.h"
#include "app/suggest_stages.h"

namespace gv::api {
namespace {

SuggestedStage suggested_stage(const revenue::StageSuggestion& from,
                               const revenue::PipelineConfig& pipeline) {
  return {.stage_name = from.stage,
          .description = pipeline.stages()[*pipeline.find(from.stage)].label,
          .current_value = {from.current_minor},
          .suggested_value = {from.suggested_minor},
          .value_low = {from.low_minor},
          .value_high = {from.high_minor},
          .close_rate = from.close_rate,
          .close_rate_low = from.close_rate_low,
          .close_rate_high = from.close_rate_high,
          .win_probability = from.prior,
          .reached = from.reached,
          .matured = from.matured,
          .won = from.won,
          .maturity_days = from.maturity_days,
          .brier_configured = from.brier_prior,
          .brier_measured = from.brier_measured,
          .enough = from.enough,
          .reason = from.reason};
}

StageCalibration stage_calibration(const revenue::Calibration& from) {
  StageCalibration answer{.n = from.n,
                          .brier = from.brier,
                          .log_loss = from.log_loss,
                          .ece = from.ece,
                          .slope = {},
                          .intercept = {}};
  if (from.line) {
    answer.slope = from.line->slope;
    answer.intercept = from.line->intercept;
  }
  return answer;
}

}  // namespace

Result<StageSuggestionsAnswer> SuggestStages::operator()(const Context& context,
                                                         const Nothing&) const {
  GV_TRY(const auto scope, services.scope_of(*context.principal, context.account, *kRoute.scope));
  GV_TRY(const auto settings, services.settings.settings(context.account));
  const auto& pipeline = settings->pipeline;
  StageSuggestionsAnswer answer{
      .stages = {}, .aov = {}, .calibration = {}, .version = settings->version};
  const auto measure = [&](app::Transaction& transaction) -> Result<revenue::StageSuggestions> {
    answer.as_of = transaction.now();
    return app::suggest_stages(transaction, services.revenue, pipeline);
  };
  GV_TRY(const auto found, services.store.read(scope, measure));
  for (const auto& stage : found.stages) answer.stages.push_back(suggested_stage(stage, pipeline));
  answer.aov = {found.aov_minor};
  answer.won_amounts = found.won_amounts;
  if (found.calibration) answer.calibration = stage_calibration(*found.calibration);
  return answer;
}

}  // namespace gv::api
