#include "adapters/api/select_budgets.h"

#include <fmt/format.h>

#include "adapters/api/budget_run.h"
#include "app/ports/authentication.h"

namespace gv::api {
namespace {

constexpr std::size_t kAdsMax = 5'000;
constexpr std::int64_t kSeedMax = (std::int64_t{1} << 53) - 1;
constexpr double kAgeHoursMax = 24.0 * 366.0 * 20.0;

}  // namespace

void check(const AdState& ad, Binder& binder) {
  if (ad.ad_id.empty() || ad.ad_id.size() > 200) {
    binder.complain_at("ad_id", "must be an id of 1 to 200 bytes");
  }
  if (ad.impressions < 0)
    binder.complain_at("impressions", "must be >= 0", ErrorCode::NegativeCount);
  if (ad.clicks < 0) binder.complain_at("clicks", "must be >= 0", ErrorCode::NegativeCount);
  if (ad.clicks > ad.impressions) {
    binder.complain_at(
        "clicks",
        fmt::format("must not exceed the {} impressions, got {}", ad.impressions, ad.clicks),
        ErrorCode::ClicksExceedImpressions);
  }
  if (ad.spend.minor < 0) binder.complain_at("spend", "must be >= 0");
  if (ad.pipeline_value.value_or(Amount{}).minor < 0) {
    binder.complain_at("pipeline_value", "must be >= 0");
  }
  if (ad.cash_revenue.value_or(Amount{}).minor < 0) {
    binder.complain_at("cash_revenue", "must be >= 0");
  }
  if (ad.current_budget.value_or(Amount{}).minor < 0) {
    binder.complain_at("current_budget", "must be >= 0");
  }
  if (!(ad.age_hours >= 0.0 && ad.age_hours <= kAgeHoursMax)) {
    binder.complain_at("age_hours", "must lie between 0 and the hours of twenty years");
  }
  if (!(ad.conversions.value_or(0.0) >= 0.0)) binder.complain_at("conversions", "must be >= 0");
  if (!(ad.frequency.value_or(0.0) >= 0.0)) binder.complain_at("frequency", "must be >= 0");
}

void check_seed(const std::optional<std::int64_t>& seed, Binder& binder) {
  if (seed && (*seed < 0 || *seed > kSeedMax)) {
    binder.complain_at("seed", "must lie in [0, 2^53)");
  }
}

void check(const BudgetOptimizationRequest& request, Binder& binder) {
  if (request.ad_states.empty() || request.ad_states.size() > kAdsMax) {
    binder.complain_at("ad_states", fmt::format("must hold 1 to {} ads, got {}", kAdsMax,
                                                request.ad_states.size()));
  }
  if (request.total_budget.minor <= 0) binder.complain_at("total_budget", "must be above 0");
  check_seed(request.seed, binder);
  if (!request.creative_dna_scores) return;
  for (const auto& score : *request.creative_dna_scores) {
    if (score.second >= 0.0 && score.second <= 1.0) continue;
    binder.below("creative_dna_scores",
                 [&] { binder.complain_at(score.first, "must lie in [0, 1]"); });
  }
}

Result<BudgetOptimizationAnswer> SelectBudgets::operator()(
    const Context& context, const BudgetOptimizationRequest& request) const {
  GV_TRY(const auto account, settings.settings(context.account));
  GV_TRY(auto inputs, app::inputs_of(snapshots_in(context, request), *account));
  GV_TRY(const auto run,
         app::decide_budgets(inputs, account->decision, account->fatigue, run_serially));
  auto answer = answer_of(inputs, run, *account);
  if (request.dry_run.value_or(true)) return answer;
  GV_TRY(const auto scope,
         app::Authentication::scope_of(*context.principal, context.account, *kRoute.scope));
  GV_TRY(const auto kept, runs.keep(scope, inputs, run, *account, app::RunPurpose::Advice));
  add_kept(kept, answer);
  GV_TRY(queue_kept(changes, scope, context, kept, *account, answer));
  return answer;
}

}  // namespace gv::api
