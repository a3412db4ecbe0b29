#include "adapters/api/changes.h"

#include <algorithm>
#include <map>

#include "adapters/api/actor.h"
#include "adapters/api/binder.h"
#include "adapters/api/row_cursor.h"

namespace gv::api {
namespace {

tl::unexpected<Error> unknown_change(const std::string& id) {
  return fail(ErrorCode::NotFound, "id", "There is no change \"" + id + "\".");
}

/// Without its platform: rows know the platform's own id.
std::string bare_id(const std::string& id) { return id.substr(id.find(':') + 1); }

Result<app::ChangeFilter> change_filter(const ListChangesRequest& request) {
  const auto ad = request.ad.value_or("");
  const auto colon = ad.find(':');
  app::ChangeFilter filter{.platform = colon == std::string::npos ? "" : ad.substr(0, colon),
                           .entity_id = bare_id(ad),
                           .campaign_id = request.campaign.value_or(""),
                           .plan_id = request.plan.value_or(""),
                           .limit = static_cast<int>(request.rows_max()) + 1};
  if (request.status) filter.state = state_of(*request.status);
  if (request.approval) filter.approval = approval_of(*request.approval);
  GV_TRY(const auto from, row_cursor_in(request.cursor));
  if (from) filter.before = app::ChangeCursor{from->at, from->id};
  return filter;
}

/// One page of rows that are in order; `at` tells when a row came.
template <class Line, class Row, class ToLine, class At>
Collection<Line> page_of_rows(const std::vector<Row>& rows, std::size_t most, ToLine to_line,
                              At at) {
  Collection<Line> page;
  const std::size_t shown = std::min(rows.size(), most);
  for (std::size_t i = 0; i < shown; ++i) page.items.push_back({to_line(rows[i]), std::nullopt});
  if (rows.size() > shown)
    page.next_cursor = row_cursor_of({at(rows[shown - 1]), rows[shown - 1].id});
  return page;
}

/// What platforms call the things that a page is about; of each level in one go.
template <class Line>
Result<Collection<Line>> with_names(const ChangeServices& services, const app::AccountScope& scope,
                                    Collection<Line> page) {
  std::map<ChangedEntity, std::vector<std::string>> ids;
  for (const auto& line : page.items) ids[line.entity_type].push_back(line.ad_entity_id);
  const auto fill = [&](app::Transaction& transaction) -> Result<void> {
    for (const auto& [entity, of] : ids) {
      GV_TRY(const auto names, services.tree.names(transaction, level_of(entity), of));
      for (auto& line : page.items) {
        const auto found = names.find(line.ad_entity_id);
        if (line.entity_type == entity && found != names.end()) line.entity_name = found->second;
      }
    }
    return {};
  };
  GV_TRY(services.store.read(scope, fill));
  return page;
}

using Move = Result<app::AdChange> (app::ChangeDesk::*)(const app::AccountScope&,
                                                        const std::string&, const app::Actor&);

Result<ChangeLine> moved(const ChangeServices& services, const Context& context,
                         const std::string& id, app::Scope needed, Move move) {
  if (!is_uuid(id)) return unknown_change(id);
  GV_TRY(const auto scope, scope_of(context, needed));
  GV_TRY(const auto change, (services.changes.*move)(scope, id, actor_of(context)));
  return change_line(change);
}

}  // namespace

void check(const ChangeBody& body, Binder& binder) {
  const auto colon = body.ad_entity_id.find(':');
  if (colon == 0 || colon == std::string::npos || colon + 1 == body.ad_entity_id.size()) {
    binder.complain_at("ad_entity_id", "must be \"<platform>:<platform id>\", like \"meta:123\"");
  }
  if (body.daily_budget.has_value() == body.status.has_value()) {
    binder.complain_at("daily_budget", "must be given, or else status, and not both");
  }
  if (body.daily_budget && body.daily_budget->minor <= 0) {
    binder.complain_at("daily_budget", "must be above 0; pause it to spend nothing");
  }
  const bool settable = !body.status || *body.status == DeliveryStatus::Active ||
                        *body.status == DeliveryStatus::Paused;
  if (!settable) binder.complain_at("status", "must be active or paused");
}

Result<Collection<ListedChange>> ListChanges::operator()(const Context& context,
                                                         const ListChangesRequest& request) const {
  GV_TRY(const auto filter, change_filter(request));
  if (!filter.plan_id.empty() && !is_uuid(filter.plan_id)) return Collection<ListedChange>{};
  GV_TRY(const auto scope, scope_of(context, *kRoute.scope));
  GV_TRY(const auto rows, services.changes.list(scope, filter));
  const auto at = [](const app::AdChange& change) { return change.created_at; };
  return with_names(services, scope,
                    page_of_rows<ListedChange>(rows, request.rows_max(), change_line, at));
}

Result<ChangeLine> ShowChange::operator()(const Context& context,
                                          const ChangeIdRequest& request) const {
  if (!is_uuid(request.id)) return unknown_change(request.id);
  GV_TRY(const auto scope, scope_of(context, *kRoute.scope));
  GV_TRY(const auto change, services.changes.find(scope, request.id));
  return change_line(change);
}

Result<Collection<ListedChangeRecord>> ListChangeHistory::operator()(
    const Context& context, const ListChangesRequest& request) const {
  GV_TRY(const auto filter, change_filter(request));
  GV_TRY(const auto scope, scope_of(context, *kRoute.scope));
  GV_TRY(const auto rows, services.changes.history(scope, filter));
  const auto at = [](const app::ChangeRecord& record) { return record.ended_at; };
  return with_names(services, scope,
                    page_of_rows<ListedChangeRecord>(rows, request.rows_max(), record_line, at));
}

Result<Created<ChangeLine>> QueueChange::operator()(const Context& context,
                                                    const ChangeBody& body) const {
  GV_TRY(const auto scope, scope_of(context, *kRoute.scope));
  app::ChangeRequest request{.platform = body.ad_entity_id.substr(0, body.ad_entity_id.find(':')),
                             .entity = {level_of(body.entity_type), bare_id(body.ad_entity_id)},
                             .reason = body.reason.value_or(""),
                             .dry_run = body.dry_run.value_or(false)};
  if (body.daily_budget) {
    request.requested = body.daily_budget->minor;
    if (body.expected_budget) {
      request.current = request.expected_old = body.expected_budget->minor;
    }
  } else {
    request.type = app::ChangeType::Status;
    request.requested = *body.status == DeliveryStatus::Active ? app::EntityStatus::Active
                                                               : app::EntityStatus::Paused;
  }
  GV_TRY(const auto queued, services.changes.queue(scope, {&request, 1}, actor_of(context)));
  auto line = change_line(queued.front());
  auto location = "/api/v1/changes/" + line.id;
  return Created<ChangeLine>{std::move(line), std::move(location)};
}

Result<ChangeLine> ApproveChange::operator()(const Context& context,
                                             const ChangeIdRequest& request) const {
  return moved(services, context, request.id, *kRoute.scope, &app::ChangeDesk::approve);
}

Result<ChangeLine> RejectChange::operator()(const Context& context,
                                            const ChangeIdRequest& request) const {
  return moved(services, context, request.id, *kRoute.scope, &app::ChangeDesk::reject);
}

Result<ChangeLine> CancelChange::operator()(const Context& context,
                                            const ChangeIdRequest& request) const {
  return moved(services, context, request.id, *kRoute.scope, &app::ChangeDesk::cancel);
}

Result<ChangeLine> RetryChange::operator()(const Context& context,
                                           const ChangeIdRequest& request) const {
  return moved(services, context, request.id, *kRoute.scope, &app::ChangeDesk::retry);
}

Result<ChangeLine> UndoChange::operator()(const Context& context,
                                          const ChangeIdRequest& request) const {
  return moved(services, context, request.id, *kRoute.scope, &app::ChangeDesk::undo);
}

}  // namespace gv::api
