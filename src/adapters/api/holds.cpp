#include "adapters/api/holds.h"

#include <algorithm>

#include "adapters/api/actor.h"
#include "adapters/api/binder.h"
#include "adapters/api/row_cursor.h"

namespace gv::api {
namespace {

constexpr int kHoldsListed = 500;

static_assert(static_cast<int>(HeldScope::Ad) == static_cast<int>(app::HoldScope::Ad));

HoldLine hold_line(const app::Hold& hold) {
  return {.id = hold.id,
          .scope = static_cast<HeldScope>(hold.scope),
          .target = hold.target,
          .reason = hold.reason,
          .engaged_by = hold.engaged_by,
          .engaged_at = hold.engaged_at,
          .expires_at = hold.expires_at,
          .cleared_by = hold.cleared_by,
          .cleared_at = hold.cleared_at};
}

void check_scope(HeldScope scope, const std::optional<std::string>& target,
                 const std::string& reason, Binder& binder) {
  if (scope == HeldScope::Global) {
    binder.complain_at("scope",
                       "must be account, platform, campaign or ad; `geminivideo stop` stops all");
  }
  const bool aimed =
      scope == HeldScope::Platform || scope == HeldScope::Campaign || scope == HeldScope::Ad;
  if (aimed && target.value_or("").empty()) {
    binder.complain_at("target",
                       "must name the platform, or the thing as \"<platform>:<platform id>\"");
  }
  if (reason.empty()) binder.complain_at("reason", "must say why, for whoever finds it stopped");
}

Result<StopAnswer> stopped(const ChangeServices& services, const Context& context,
                           const app::AccountScope& scope, const app::StopRequest& request) {
  GV_TRY(const auto report, services.stop.engage(scope, request, actor_of(context)));
  StopAnswer answer{.hold = hold_line(report.hold), .in_flight = {}, .cancelled = report.cancelled};
  for (const auto& change : report.in_flight) answer.in_flight.push_back(change_line(change));
  return answer;
}

}  // namespace

void check(const HoldBody& body, Binder& binder) {
  check_scope(body.scope, body.target, body.reason, binder);
}

void check(const StopBody& body, Binder& binder) {
  check_scope(body.scope, body.target, body.reason, binder);
  const bool wide = body.scope == HeldScope::Account || body.scope == HeldScope::Platform;
  if (body.pause_ads.value_or(false) && !wide && body.scope != HeldScope::Global) {
    binder.complain_at("pause_ads", "must be false below a platform; pause one thing by a change");
  }
}

Result<Collection<HoldLine>> ListHolds::operator()(const Context& context,
                                                   const PageRequest& request) const {
  GV_TRY(const auto scope, scope_of(context, *kRoute.scope));
  GV_TRY(const auto rows, services.stop.holds(scope, kHoldsListed));
  std::vector<HoldLine> lines;
  for (const auto& hold : rows) lines.push_back(hold_line(hold));
  return page_of(std::move(lines), request, &HoldLine::id);
}

Result<StopAnswer> EngageHold::operator()(const Context& context, const HoldBody& body) const {
  GV_TRY(const auto scope, scope_of(context, *kRoute.scope));
  return stopped(services, context, scope,
                 {.scope = static_cast<app::HoldScope>(body.scope),
                  .target = body.target,
                  .reason = body.reason});
}

Result<StopAnswer> StopEverything::operator()(const Context& context, const StopBody& body) const {
  GV_TRY(const auto scope, scope_of(context, *kRoute.scope));
  return stopped(services, context, scope,
                 {.scope = static_cast<app::HoldScope>(body.scope),
                  .target = body.target,
                  .reason = body.reason,
                  .pause_ads = body.pause_ads.value_or(false)});
}

Result<ClearHoldAnswer> ClearHold::operator()(const Context& context,
                                              const ClearHoldBody& body) const {
  if (!is_uuid(body.id)) {
    return fail(ErrorCode::NotFound, "id", "There is no hold \"" + body.id + "\".");
  }
  GV_TRY(const auto scope, scope_of(context, *kRoute.scope));
  ClearHoldAnswer answer{.id = body.id, .activations = {}};
  if (!body.resume.value_or(false)) {
    GV_TRY(services.stop.clear(scope, body.id, actor_of(context)));
    return answer;
  }
  GV_TRY(const auto back,
         services.stop.resume(scope, body.id, body.reason.value_or(""), actor_of(context)));
  for (const auto& change : back) answer.activations.push_back(change_line(change));
  return answer;
}

Result<ExecutorAnswer> ShowExecutor::operator()(const Context& context, const Nothing&) const {
  GV_TRY(const auto scope, scope_of(context, *kRoute.scope));
  GV_TRY(const auto state, services.view.state(scope));
  ExecutorAnswer answer{.mode = std::string(execute::to_text(state.settings.mode))};
  for (const auto& [name, count] : state.changes) {
    answer.changes[std::string(execute::to_text(name))] = count;
  }
  for (const auto& hold : state.holds) answer.holds.push_back(hold_line(hold));
  for (const auto& gauge : state.platforms) {
    answer.limits.push_back({.platform = gauge.platform,
                             .hour_used = gauge.hour_used,
                             .hour_max = state.settings.rate.hour_max,
                             .day_used = gauge.day_used,
                             .day_max = state.settings.rate.day_max,
                             .increase_at = gauge.increase_at,
                             .breaker_open_until = gauge.breaker_open_until,
                             .quota_percent = gauge.quota_percent});
  }
  return answer;
}

}  // namespace gv::api
