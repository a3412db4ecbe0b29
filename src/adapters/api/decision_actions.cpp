#include "adapters/api/decision_actions.h"

#include <set>
#include <utility>

#include <fmt/format.h>

#include "adapters/api/actor.h"
#include "adapters/api/binder.h"
#include "adapters/api/problems.h"
#include "adapters/api/row_cursor.h"

namespace gv::api {
namespace {

constexpr std::size_t kDecisionsMax = 5'000;
constexpr std::size_t kDismissalMax = 1'000;
constexpr std::int64_t kSnoozeMaxHours = 720;

Error no_such_decision(const std::string& id) {
  return {.code = ErrorCode::NotFound,
          .where = "id",
          .message = "There is no decision \"" + id + "\"."};
}

std::vector<ChangeLine> lines_of(const std::vector<app::AdChange>& changes) {
  std::vector<ChangeLine> lines;
  for (const auto& change : changes) lines.push_back(change_line(change));
  return lines;
}

}  // namespace

RefusedLine refused_line(const std::string& id, const Error& error) {
  const auto problem = problem_of(error);
  return {.id = id, .code = problem.code, .reason = error.message};
}

void check(const ApplyDecisionsBody& body, Binder& binder) {
  if (body.ids.empty() || body.ids.size() > kDecisionsMax) {
    binder.complain_at("ids", fmt::format("must be 1 to {}", kDecisionsMax));
  }
  if (!body.budgets) return;
  const std::set<std::string_view> chosen(body.ids.begin(), body.ids.end());
  for (const auto& [id, budget] : *body.budgets) {
    const auto* const wrong = budget.minor <= 0     ? "must be above 0"
                              : chosen.contains(id) ? nullptr
                                                    : "must be of a decision among ids";
    if (wrong == nullptr) continue;
    binder.below("budgets", [&, &id = id] { binder.complain_at(id, wrong); });
  }
}

void check(const DismissBody& body, Binder& binder) {
  if (body.reason.empty() || body.reason.size() > kDismissalMax) {
    binder.complain_at("reason", "must say why, in at most 1000 bytes");
  }
  if (body.snooze_hours && (*body.snooze_hours < 1 || *body.snooze_hours > kSnoozeMaxHours)) {
    binder.complain_at("snooze_hours", fmt::format("must be 1 to {}", kSnoozeMaxHours));
  }
}

Result<AppliedDecision> ApplyDecision::operator()(const Context& context,
                                                  const DecisionIdRequest& request) const {
  if (!is_uuid(request.id)) return tl::unexpected<Error>(no_such_decision(request.id));
  GV_TRY(const auto scope, scope_of(context, *kRoute.scope));
  GV_TRY(const auto done, services.desk.apply(scope, {&request.id, 1}, {}, actor_of(context)));
  if (!done.refused.empty()) return tl::unexpected<Error>(done.refused.front().error);
  return AppliedDecision{lines_of(done.changes)};
}

Result<AppliedDecisionsAnswer> ApplyDecisions::operator()(const Context& context,
                                                          const ApplyDecisionsBody& body) const {
  GV_TRY(const auto scope, scope_of(context, *kRoute.scope));
  AppliedDecisionsAnswer answer;
  std::vector<std::string> ids;
  for (const auto& id : body.ids) {
    if (is_uuid(id)) {
      ids.push_back(id);
    } else {
      answer.refused.push_back(refused_line(id, no_such_decision(id)));
    }
  }
  std::map<std::string, std::int64_t> budgets;
  if (body.budgets) {
    for (const auto& [id, budget] : *body.budgets) budgets[id] = budget.minor;
  }
  GV_TRY(const auto done, services.desk.apply(scope, ids, budgets, actor_of(context)));
  answer.changes = lines_of(done.changes);
  for (const auto& one : done.refused) answer.refused.push_back(refused_line(one.id, one.error));
  return answer;
}

Result<DismissedAnswer> DismissDecision::operator()(const Context& context,
                                                    const DismissBody& body) const {
  if (!is_uuid(body.id)) return tl::unexpected<Error>(no_such_decision(body.id));
  GV_TRY(const auto scope, scope_of(context, *kRoute.scope));
  std::optional<Hours> snooze;
  if (body.snooze_hours) snooze = Hours(*body.snooze_hours);
  GV_TRY(const auto done,
         services.desk.dismiss(scope, body.id, body.reason, snooze, actor_of(context)));
  return DismissedAnswer{.id = done.decision.id,
                         .ad_id = done.decision.ad_id,
                         .status = done.decision.status,
                         .snoozed_until = done.held_until};
}

}  // namespace gv::api
