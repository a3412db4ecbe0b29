#include "adapters/api/decision_runs.h"

#include <algorithm>
#include <set>

#include "adapters/api/row_cursor.h"
#include "app/ports/authentication.h"

namespace gv::api {
namespace {

tl::unexpected<Error> no_decision_run(const std::string& id) {
  return fail(ErrorCode::NotFound, "id", "There is no decision run \"" + id + "\".");
}

DecisionRunLine run_line_of(const app::DecisionRun& run) {
  DecisionRunLine line{.id = run.id,
                       .trigger = run.trigger,
                       .status = run.status,
                       .clock_at = run.clock_at,
                       .seed = run.seed,
                       .inputs_hash = run.inputs_hash,
                       .config_version = run.config_version,
                       .num_ads = run.num_ads,
                       .created_at = run.created_at};
  if (run.total_budget_minor) line.total_budget = {*run.total_budget_minor};
  return line;
}

}  // namespace

Result<Collection<DecisionRunLine>> ListDecisionRuns::operator()(const Context& context,
                                                                 const PageRequest& request) const {
  GV_TRY(const auto from, row_cursor_in(request.cursor));
  std::optional<app::DecisionCursor> before;
  if (from) before = {from->at, from->id};
  GV_TRY(const auto scope,
         app::Authentication::scope_of(*context.principal, context.account, *kRoute.scope));
  const int limit = static_cast<int>(request.rows_max()) + 1;
  GV_TRY(const auto rows, services.store.read(scope, [&](app::Transaction& transaction) {
    return services.decisions.runs(transaction, before, limit);
  }));
  Collection<DecisionRunLine> page;
  const std::size_t listed = std::min(rows.size(), request.rows_max());
  for (std::size_t i = 0; i < listed; ++i) page.items.push_back(run_line_of(rows[i]));
  if (rows.size() > listed) {
    page.next_cursor = row_cursor_of({page.items.back().created_at, page.items.back().id});
  }
  return page;
}

Result<DecisionRunAnswer> ShowDecisionRun::operator()(const Context& context,
                                                      const DecisionRunRequest& request) const {
  if (!is_uuid(request.id)) return no_decision_run(request.id);
  GV_TRY(const auto scope,
         app::Authentication::scope_of(*context.principal, context.account, *kRoute.scope));
  const auto read = [&](app::Transaction& transaction) -> Result<DecisionRunAnswer> {
    GV_TRY(const auto run, services.decisions.run(transaction, request.id));
    if (!run) return no_decision_run(request.id);
    DecisionRunAnswer answer{run_line_of(*run)};
    GV_TRY(const auto decisions,
           services.decisions.list(transaction, {.run_id = request.id, .limit = run->num_ads}));
    std::set<std::string> units;
    for (const auto& decision : decisions) {
      ++answer.decisions[decision.decision];
      if (!units.insert(decision.budget_unit.value_or(decision.ad_id)).second) continue;
      answer.current_budget.minor += decision.current_budget_minor;
      answer.recommended_budget.minor += decision.recommended_budget_minor;
    }
    return answer;
  };
  return services.store.read(scope, read);
}

Result<ReplayAnswer> ReplayDecisionRun::operator()(const Context& context,
                                                   const DecisionRunRequest& request) const {
  if (!is_uuid(request.id)) return no_decision_run(request.id);
  GV_TRY(const auto scope,
         app::Authentication::scope_of(*context.principal, context.account, *kRoute.scope));
  GV_TRY(const auto replay, services.runs.replay(scope, request.id, run_serially));
  ReplayAnswer answer{.run_id = replay.run.id, .identical = replay.differences.empty()};
  for (const auto& one : replay.differences) {
    answer.diffs.push_back({one.path, one.recorded, one.recomputed});
  }
  return answer;
}

}  // namespace gv::api
