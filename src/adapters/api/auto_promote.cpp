#include "adapters/api/auto_promote.h"

#include <algorithm>

#include "app/ports/authentication.h"

namespace gv::api {
namespace {

constexpr int kExperimentsAtOnce = 200;

PromotionStatus status_shown(ab::PromotionStatus status) {
  switch (status) {
    case ab::PromotionStatus::ContinueTesting:
      return PromotionStatus::ContinueTesting;
    case ab::PromotionStatus::Promoted:
      return PromotionStatus::Promoted;
    case ab::PromotionStatus::InsufficientData:
      return PromotionStatus::InsufficientData;
    case ab::PromotionStatus::Error:
      break;
  }
  return PromotionStatus::Error;
}

PromotionAnswer promotion_answer(const app::PromotionOutcome& outcome) {
  const auto& promotion = outcome.promotion;
  PromotionAnswer answer{.experiment_id = outcome.experiment.state.id.text(),
                         .status = status_shown(promotion.status),
                         .reason = promotion.reason,
                         .e_value = promotion.e_value,
                         .forced = promotion.forced};
  if (!promotion.winner.variant.empty()) answer.winner = promotion.winner.variant.text();
  for (const auto& one : promotion.checks) {
    answer.checks.push_back({one.name, one.passed, one.value, one.limit});
  }
  for (const auto& share : promotion.split) {
    answer.split.push_back({share.variant.text(), {share.budget_minor}});
  }
  if (promotion.status == ab::PromotionStatus::Promoted) answer.executor = "not available yet";
  return answer;
}

Result<std::vector<app::StoredExperiment>> all_experiments(app::ExperimentDesk& desk,
                                                           const app::AccountScope& scope) {
  std::vector<app::StoredExperiment> all;
  for (;;) {
    const std::string after = all.empty() ? std::string() : all.back().state.id.text();
    GV_TRY(auto page, desk.list(scope, after, kExperimentsAtOnce));
    const bool last = page.size() < kExperimentsAtOnce;
    for (auto& one : page) all.push_back(std::move(one));
    if (last) return all;
  }
}

/// Of one account, newest first.
Result<std::vector<app::StoredExperiment>> promoted_experiments(app::ExperimentDesk& desk,
                                                                const app::AccountScope& scope) {
  GV_TRY(auto all, all_experiments(desk, scope));
  all.erase(std::remove_if(all.begin(), all.end(),
                           [](const app::StoredExperiment& one) { return !one.promotion; }),
            all.end());
  std::stable_sort(all.begin(), all.end(),
                   [](const auto& a, const auto& b) { return a.ended_at > b.ended_at; });
  return all;
}

Result<std::string> forcing(const Context& context, const PromoteRequest& request) {
  if (!request.force_promotion.value_or(false)) return std::string();
  GV_TRY(app::Authentication::scope_of(*context.principal, context.account, app::Scope::Admin));
  const auto& who = *context.principal;
  return (who.kind == app::PrincipalKind::ApiKey ? "api_key:" : "user:") + who.id;
}

}  // namespace

Result<PromotionAnswer> CheckPromotion::operator()(const Context& context,
                                                   const PromoteRequest& request) const {
  GV_TRY(check_experiment_id(request.experiment_id));
  GV_TRY(const auto scope,
         app::Authentication::scope_of(*context.principal, context.account, *kRoute.scope));
  GV_TRY(const auto forced_by, forcing(context, request));
  const auto id = request.experiment_id.value_or(app::own_experiment_id(context.account));
  GV_TRY(const auto outcome, desk.promote(scope, id, forced_by));
  return promotion_answer(outcome);
}

Result<PromotionsAnswer> CheckAllPromotions::operator()(const Context& context,
                                                        const Nothing&) const {
  GV_TRY(const auto scope,
         app::Authentication::scope_of(*context.principal, context.account, *kRoute.scope));
  GV_TRY(const auto all, all_experiments(desk, scope));
  PromotionsAnswer answer;
  for (const auto& experiment : all) {
    if (experiment.state.closed) continue;
    GV_TRY(const auto outcome, desk.promote(scope, experiment.state.id.text(), ""));
    answer.results.push_back(promotion_answer(outcome));
  }
  return answer;
}

Result<PromotionHistory> ListPromotions::operator()(const Context& context, const Nothing&) const {
  GV_TRY(const auto scope,
         app::Authentication::scope_of(*context.principal, context.account, *kRoute.scope));
  GV_TRY(const auto promoted, promoted_experiments(desk, scope));
  PromotionHistory history;
  for (const auto& experiment : promoted) {
    const auto& fact = *experiment.promotion;
    PastPromotionLine line{.experiment_id = experiment.state.id.text(),
                           .name = experiment.name,
                           .winner = fact.variant_id,
                           .replaced = fact.replaced_id,
                           .lift = fact.winner_mean / fact.replaced_mean,
                           .promoted_at = experiment.ended_at.value_or(experiment.created_at)};
    if (!fact.forced_by.empty()) line.forced_by = fact.forced_by;
    history.promotions.push_back(std::move(line));
  }
  return history;
}

Result<CumulativeImprovement> ShowCumulativeImprovement::operator()(const Context& context,
                                                                    const Nothing&) const {
  GV_TRY(const auto scope,
         app::Authentication::scope_of(*context.principal, context.account, *kRoute.scope));
  GV_TRY(const auto promoted, promoted_experiments(desk, scope));
  std::vector<ab::PastPromotion> past;
  for (const auto& experiment : promoted) {
    const auto& fact = *experiment.promotion;
    past.push_back({fact.winner_mean, fact.winner_sd, fact.replaced_mean, fact.replaced_sd});
  }
  const auto improvement = ab::cumulative_improvement(past);
  return CumulativeImprovement{improvement.value, improvement.lo, improvement.hi,
                               static_cast<std::int64_t>(past.size())};
}

}  // namespace gv::api
