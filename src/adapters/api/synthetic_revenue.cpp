#include "adapters/api/synthetic_revenue.h"

#include <cmath>

#include "adapters/api/endpoint.h"
#include "core/revenue/ad_roas.h"
#include "core/revenue/stage_value.h"

namespace gv::api {
namespace {

/// A ratio as answers show it: four decimals.
std::optional<double> shown(std::optional<double> ratio) {
  if (!ratio) return std::nullopt;
  return std::round(*ratio * 1e4) / 1e4;
}

std::optional<std::int64_t> minor_of(const std::optional<Amount>& amount) {
  return amount ? std::optional(amount->minor) : std::nullopt;
}

}  // namespace

Result<StageValueAnswer> CalculateStageValue::operator()(const Context& context,
                                                         const StageValueRequest& request) const {
  GV_TRY(const auto account, settings.settings(context.account));
  const auto& pipeline = account->pipeline;
  GV_TRY(const auto move, revenue::stage_increment(pipeline, request.stage_from.value_or(""),
                                                   request.stage_to, minor_of(request.deal_value)));
  return StageValueAnswer{.stage_from = request.stage_from,
                          .stage_to = request.stage_to,
                          .synthetic_value = {move.value_minor},
                          .calculated_value = {move.increment_minor},
                          .confidence = move.confidence,
                          .reason = move.reason,
                          .timestamp = context.now,
                          .currency = std::string(pipeline.currency().code()),
                          .config_version = pipeline.version()};
}

Result<AdRoasAnswer> CalculateAdRoas::operator()(const Context& context,
                                                 const AdRoasRequest& request) const {
  GV_TRY(const auto account, settings.settings(context.account));
  std::vector<revenue::StageChange> changes;
  changes.reserve(request.stage_changes.size());
  for (const auto& change : request.stage_changes) {
    changes.push_back({change.deal_id.value_or(""), change.stage_to, minor_of(change.deal_value)});
  }
  GV_TRY(const auto roas,
         revenue::ad_roas_of_changes(account->pipeline, changes, request.ad_spend.minor));
  AdRoasAnswer answer{.pipeline_value = {roas.pipeline_value_minor},
                      .realized_value = {roas.realized_minor},
                      .open_value = {roas.open_minor},
                      .ad_spend = {roas.spend_minor},
                      .pipeline_roas = shown(roas.pipeline_roas),
                      .realized_roas = shown(roas.realized_roas),
                      .avg_confidence = roas.avg_confidence,
                      .num_deals = roas.deals,
                      .num_stage_changes = roas.stage_changes,
                      .currency = std::string(account->currency.code())};
  if (!roas.no_roas_reason.empty()) answer.no_roas_reason = roas.no_roas_reason;
  return answer;
}

void add_synthetic_revenue_routes(Api& api, const app::SettingsSource& settings) {
  add(api, CalculateStageValue{settings});
  add(api, CalculateAdRoas{settings});
}

}  // namespace gv::api
