#include "adapters/api/run_decisions.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "adapters/api/budget_run.h"
#include "app/ports/authentication.h"
#include "app/stored_ads.h"

namespace gv::api {
namespace {

constexpr std::size_t kStatesMax = 5'000;

/// Names in the request that are no ad's.
template <class Ads>
Result<void> check_names(const RunDecisionsRequest& request, const Ads& ads) {
  std::set<std::string_view> known;
  for (const auto& ad : ads) known.insert(ad.ad_id);
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

app::SnapshotRequest asked_of(const Context& context, const RunDecisionsRequest& request,
                              const std::vector<app::StoredAdState>& ads) {
  app::SnapshotRequest asked{.account = context.account,
                             .seed = static_cast<std::uint64_t>(request.seed.value_or(0)),
                             .now = context.now};
  std::set<std::string_view> excluded;
  if (request.exclude) excluded.insert(request.exclude->begin(), request.exclude->end());
  std::int64_t now_minor = 0;
  for (const auto& ad : ads) {
    if (excluded.contains(ad.ad_id)) continue;
    auto snapshot = app::snapshot_of(ad, context.now);
    if (request.pins && request.pins->contains(ad.ad_id)) {
      snapshot.current_budget_minor = request.pins->at(ad.ad_id).minor;
      snapshot.held = true;
    }
    now_minor += app::budget_now_minor(snapshot);
    asked.ads.push_back(std::move(snapshot));
  }
  asked.total_budget_minor = request.total_budget ? request.total_budget->minor : now_minor;
  return asked;
}

tl::unexpected<Error> wrong_number_of_ads(std::size_t ads) {
  return fail(
      ErrorCode::Refused, "ads",
      fmt::format("A run takes 1 to {} ads; the account has {} that take part.", kStatesMax, ads),
      "connect an ad account, or report what ads do with POST "
      "/api/v1/battle-hardened/feedback");
}

/// What clients told of the account's ads.
Result<app::RunInputs> told_inputs(const DecisionServices& services, const app::AccountScope& scope,
                                   const Context& context, const RunDecisionsRequest& request,
                                   const app::AccountSettings& account) {
  GV_TRY(const auto ads, app::all_ads(services.store, services.ads, scope));
  GV_TRY(check_names(request, ads));
  const auto asked = asked_of(context, request, ads);
  if (asked.ads.empty() || asked.ads.size() > kStatesMax) {
    return wrong_number_of_ads(asked.ads.size());
  }
  return app::inputs_of(asked, account);
}

app::LiveRequest live_request(const Context& context, const RunDecisionsRequest& request) {
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

/// What platforms and the CRM told of them, where the account is connected.
Result<app::RunInputs> inputs_for(const DecisionServices& services, const app::AccountScope& scope,
                                  const Context& context, const RunDecisionsRequest& request,
                                  const app::AccountSettings& account) {
  GV_TRY(const auto pipelines, services.pipelines.pipelines(context.account));
  GV_TRY(const auto live, services.store.read(scope, [&](app::Transaction& transaction) {
    return app::read_live_account(transaction, services.live, pipelines, account.decision.mode);
  }));
  if (live.ads.empty()) return told_inputs(services, scope, context, request, account);
  GV_TRY(check_names(request, live.ads));
  GV_TRY(auto inputs, app::live_inputs(live, live_request(context, request), account));
  const auto taking_part = inputs.cycle.ads.size();
  if (taking_part == 0 || taking_part > kStatesMax) return wrong_number_of_ads(taking_part);
  return inputs;
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
  GV_TRY(auto inputs, inputs_for(services, scope, context, request, *account));
  GV_TRY(const auto run,
         app::decide_budgets(inputs, account->decision, account->fatigue, run_serially));
  const auto purpose =
      request.dry_run.value_or(true) ? app::RunPurpose::Preview : app::RunPurpose::Advice;
  GV_TRY(const auto kept, services.runs.keep(scope, inputs, run, *account, purpose));
  auto answer = answer_of(inputs, run, *account);
  add_kept(kept, answer);
  if (purpose == app::RunPurpose::Advice) {
    GV_TRY(queue_kept(services.changes, scope, context, kept, *account, answer));
  }
  return answer;
}

}  // namespace gv::api
