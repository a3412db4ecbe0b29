#include "adapters/api/plan_changes.h"

#include <fmt/format.h>

#include "adapters/api/actor.h"
#include "adapters/api/binder.h"

namespace gv::api {
namespace {

constexpr std::size_t kPlannedMax = 500;

bool is_settable(const PlannedValue& value) {
  const bool status = !value.status || *value.status == DeliveryStatus::Active ||
                      *value.status == DeliveryStatus::Paused;
  return value.daily_budget.has_value() != value.status.has_value() && status;
}

void check_item(const PlanItem& item, Binder& binder) {
  const auto colon = item.ad_entity_id.find(':');
  if (colon == 0 || colon == std::string::npos || colon + 1 == item.ad_entity_id.size()) {
    binder.complain_at("ad_entity_id", "must be \"<platform>:<platform id>\", like \"meta:123\"");
  }
  if (!is_settable(item.requested_value)) {
    binder.complain_at("requested_value",
                       "must be a daily_budget, or else the status active or "
                       "paused");
  } else if (item.requested_value.daily_budget && item.requested_value.daily_budget->minor <= 0) {
    binder.complain_at("requested_value", "must be above 0; pause it to spend nothing");
  }
  const bool known = item.entity_type == ChangedEntity::Campaign ||
                     item.entity_type == ChangedEntity::Adset ||
                     item.entity_type == ChangedEntity::Ad;
  if (!known) binder.complain_at("entity_type", "must be campaign, adset or ad");
}

app::ChangeRequest request_of(const PlanItem& item) {
  const auto colon = item.ad_entity_id.find(':');
  app::ChangeRequest request{
      .platform = item.ad_entity_id.substr(0, colon),
      .entity = {level_of(item.entity_type), item.ad_entity_id.substr(colon + 1)}};
  const auto current = item.current_value.value_or(PlannedValue{});
  if (item.requested_value.daily_budget) {
    request.requested = item.requested_value.daily_budget->minor;
    if (current.daily_budget) request.current = current.daily_budget->minor;
    return request;
  }
  const auto status = [](DeliveryStatus one) {
    return one == DeliveryStatus::Active ? app::EntityStatus::Active : app::EntityStatus::Paused;
  };
  request.type = app::ChangeType::Status;
  request.requested = status(*item.requested_value.status);
  if (current.status) request.current = status(*current.status);
  return request;
}

PlannedValue value_of(const app::ChangeValue& value) {
  PlannedValue out;
  if (const auto* minor = std::get_if<std::int64_t>(&value)) out.daily_budget = Amount{*minor};
  if (const auto* status = std::get_if<app::EntityStatus>(&value)) {
    out.status =
        *status == app::EntityStatus::Active ? DeliveryStatus::Active : DeliveryStatus::Paused;
  }
  return out;
}

PlanLine line_of(const PlanItem& item, const app::PreviewedChange& preview) {
  PlanLine line{
      .ad_entity_id = item.ad_entity_id,
      .entity_type = item.entity_type,
      .requested_value = item.requested_value,
      .steps = {},
      .jitter_ms = preview.spacing.count(),
      .needs_approval = preview.needs_approval,
      .checks = {preview.rate_limit, preview.velocity, preview.hold, preview.learning_phase},
      .blocked_reason = preview.blocked};
  for (const auto& step : preview.steps) line.steps.push_back({value_of(step.value), step.at});
  return line;
}

}  // namespace

void check(const PlanBody& body, Binder& binder) {
  if (body.changes.empty() || body.changes.size() > kPlannedMax) {
    binder.complain_at("changes", fmt::format("must be 1 to {}", kPlannedMax));
  }
  for (std::size_t i = 0; i < body.changes.size(); ++i) {
    binder.below("changes", [&] { binder.below(i, [&] { check_item(body.changes[i], binder); }); });
  }
}

Result<PlanAnswer> PlanChanges::operator()(const Context& context, const PlanBody& body) const {
  GV_TRY(const auto scope, scope_of(context, *kRoute.scope));
  std::vector<app::ChangeRequest> requests;
  for (const auto& item : body.changes) requests.push_back(request_of(item));
  GV_TRY(const auto previews, services.preview.of(scope, requests, actor_of(context)));
  PlanAnswer answer;
  for (std::size_t i = 0; i < previews.size(); ++i) {
    answer.plan.push_back(line_of(body.changes[i], previews[i]));
  }
  return answer;
}

}  // namespace gv::api
