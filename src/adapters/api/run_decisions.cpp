#include "adapters/api/run_decisions.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "adapters/api/budget_run.h"
#include "app/ports/authentication.h"

namespace gv::api {
namespace {

constexpr std::size_t kStatesMax = 5'000;

/// Names in the request that are no ad's.
Result<void> check_names(const RunDecisionsRequest& request,
                         const std::vector<std::string>& names) {
  const std::set<std::string_view> known(names.begin(), names.end());
  const auto unknown = [](std::string where, const std::string& id) {
    return fail(ErrorCode::InvalidInput, std::move(where),
                "must name an ad of the account, got \"" + id + "\"");
  };
  if (request.exclude) {
    for (std::size_t i = 0; i < request.exclude->size(); ++i) {
      const auto& id = (*request.exclude)[i];
      if (!known.contains(id)) return unknown(fmt::format("exclude[{}]", i), id);
    }
  }
  if (!request.pins) return {};
  for (const auto& pin : *request.pins) {
    if (!known.contains(pin.first)) return unknown("pins." + pin.first, pin.first);
  }
  return {};
}

app::LiveRequest asked_of(const Context& context, const RunDecisionsRequest& request) {
  app::LiveRequest asked{.account = context.account,
                         .seed = static_cast<std::uint64_t>(request.seed.value_or(0)),
                         .now = context.now};
  if (request.total_budget) asked.total_budget_minor = request.total_budget->minor;
  if (request.exclude) asked.excluded.insert(request.exclude->begin(), request.exclude->end());
  if (request.pins) {
    for (const auto& [ad, budget] : *request.pins) asked.pins[ad] = budget.minor;
  }
  return asked;
}

Result<app::AccountInputs> inputs_for(const DecisionServices& services,
                                      const app::AccountScope& scope, const Context& context,
                                      const RunDecisionsRequest& request,
                                      const app::AccountSettings& account) {
  GV_TRY(auto known,
         app::account_inputs(services.inputs, scope, asked_of(context, request), account));
  GV_TRY(check_names(request, known.known));
  const auto ads = known.inputs.cycle.ads.size();
  if (ads > 0 && ads <= kStatesMax) return known;
  return fail(
      ErrorCode::Refused, "ads",
      fmt::format("A run takes 1 to {} ads; the account has {} that take part.", kStatesMax, ads),
      "connect an ad account, or report what ads do with POST "
      "/api/v1/battle-hardened/feedback");
}

}  // namespace

void check(const RunDecisionsRequest& request, Binder& binder) {
  if (request.total_budget && request.total_budget->minor <= 0) {
    binder.complain_at("total_budget", "must be above 0");
  }
  check_seed(request.seed, binder);
  if (!request.pins) return;
  for (const auto& pin : *request.pins) {
    if (pin.second.minor >= 0) continue;
    binder.below("pins", [&] { binder.complain_at(pin.first, "must be >= 0"); });
  }
}

Result<BudgetOptimizationAnswer> RunDecisions::operator()(
    const Context& context, const RunDecisionsRequest& request) const {
  GV_TRY(const auto scope,
         app::Authentication::scope_of(*context.principal, context.account, *kRoute.scope));
  GV_TRY(const auto account, services.settings.settings(context.account));
  GV_TRY(auto known, inputs_for(services, scope, context, request, *account));
  auto& inputs = known.inputs;
  GV_TRY(const auto run,
         app::decide_budgets(inputs, account->decision, account->fatigue, run_serially));
  const auto purpose =
      request.dry_run.value_or(true) ? app::RunPurpose::Preview : app::RunPurpose::Advice;
  GV_TRY(const auto kept, services.runs.keep(scope, inputs, run, *account, purpose));
  auto answer = answer_of(inputs, run, *account);
  for (const auto& ad : known.left_out) {
    answer.left_out.push_back({ad.ad_id, std::string(ad.reason)});
  }
  add_kept(kept, answer);
  if (purpose == app::RunPurpose::Advice) {
    GV_TRY(queue_kept(services.changes, scope, context, kept, *account, answer));
  }
  return answer;
}

}  // namespace gv::api
