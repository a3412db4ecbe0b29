#include "adapters/api/select_budgets.h"

#include <cmath>

#include <fmt/format.h>

#include "adapters/api/endpoint.h"
#include "app/ad_snapshots.h"
#include "core/decide/explain.h"

namespace gv::api {
namespace {

constexpr std::size_t kAdsMax = 5'000;
constexpr std::int64_t kSeedMax = (std::int64_t{1} << 53) - 1;
constexpr double kAgeHoursMax = 24.0 * 366.0 * 20.0;

std::optional<std::int64_t> minor_of(const std::optional<Amount>& amount) {
  return amount ? std::optional(amount->minor) : std::nullopt;
}

app::AdSnapshot snapshot_of(const AdState& ad, const BudgetOptimizationRequest& request) {
  app::AdSnapshot out{.ad_id = ad.ad_id,
                      .impressions = ad.impressions,
                      .clicks = ad.clicks,
                      .spend_minor = ad.spend.minor,
                      .pipeline_value_minor = minor_of(ad.pipeline_value),
                      .cash_revenue_minor = minor_of(ad.cash_revenue),
                      .conversions = ad.conversions,
                      .age_hours = ad.age_hours,
                      .current_budget_minor = minor_of(ad.current_budget),
                      .frequency = ad.frequency,
                      .creative_id = ad.creative_id.value_or("")};
  if (request.creative_dna_scores) {
    const auto score = request.creative_dna_scores->find(ad.ad_id);
    if (score != request.creative_dna_scores->end()) out.dna_score = score->second;
  }
  return out;
}

BudgetDecision shown(decide::DecisionType type) {
  switch (type) {
    case decide::DecisionType::Observe:
      return BudgetDecision::Observe;
    case decide::DecisionType::Maintain:
      return BudgetDecision::Maintain;
    case decide::DecisionType::Scale:
      return BudgetDecision::Scale;
    case decide::DecisionType::AggressiveScale:
      return BudgetDecision::AggressiveScale;
    case decide::DecisionType::Reduce:
      return BudgetDecision::Reduce;
    case decide::DecisionType::Kill:
      return BudgetDecision::Kill;
    case decide::DecisionType::Reactivate:
      return BudgetDecision::Reactivate;
    case decide::DecisionType::Queue:
      return BudgetDecision::Queue;
  }
  return BudgetDecision::Observe;
}

std::optional<double> change_of(std::int64_t from, std::int64_t to) {
  if (from == 0) return to == 0 ? std::optional(0.0) : std::nullopt;
  const double change = 100.0 * (static_cast<double>(to) / static_cast<double>(from) - 1.0);
  return std::round(change * 100.0) / 100.0;
}

BudgetRecommendation recommendation_of(const decide::Decision& decision, Currency currency) {
  const auto& m = decision.metrics;
  const std::int64_t from = decision.current_budget_minor.value_or(0);
  const std::int64_t to = decision.recommended_budget_minor.value_or(0);
  return {.ad_id = decision.ad.ad_id.text(),
          .current_budget = {from},
          .recommended_budget = {to},
          .change_percentage = change_of(from, to),
          .confidence = decision.confidence,
          .reason = decide::reason_line(decision),
          .decision = shown(decision.type),
          .explanation = {decide::explanation(decision, currency)},
          .metrics = {.impressions = m.impressions,
                      .clicks = m.clicks,
                      .ctr = {m.ctr},
                      .ctr_ratio = m.ctr,
                      .pipeline_roas = m.score.pipeline_roas,
                      .ctr_weight = m.score.w_ctr,
                      .roas_weight = m.score.w_roas,
                      .blended_score = m.score.blend,
                      .decay_factor = m.score.decay,
                      .age_hours = m.age_hours}};
}

BudgetOptimizationAnswer answer_of(const app::RunInputs& inputs, const app::DecidedRun& run,
                                   const app::AccountSettings& settings) {
  BudgetOptimizationAnswer answer;
  answer.total_budget = {run.plan.total_budget_minor};
  answer.num_ads = static_cast<std::int64_t>(inputs.cycle.ads.size());
  answer.run_id = run.id;
  answer.seed = static_cast<std::int64_t>(inputs.cycle.seed);
  answer.config_version = settings.version;
  answer.unallocated = {run.plan.reserve_minor};
  answer.warnings = run.plan.warnings;
  for (const auto& decision : run.plan.decisions) {
    answer.recommendations.push_back(recommendation_of(decision, settings.currency));
  }
  for (const auto& ad : run.plan.ineligible) {
    answer.left_out.push_back({ad.ad.ad_id.text(), std::string(decide::to_text(ad.reason))});
  }
  for (const auto& ad : run.plan.rejected) {
    answer.left_out.push_back({ad.ad.ad_id.text(), to_string(ad.error)});
  }
  return answer;
}

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

void check(const BudgetOptimizationRequest& request, Binder& binder) {
  if (request.ad_states.empty() || request.ad_states.size() > kAdsMax) {
    binder.complain_at("ad_states", fmt::format("must hold 1 to {} ads, got {}", kAdsMax,
                                                request.ad_states.size()));
  }
  if (request.total_budget.minor <= 0) binder.complain_at("total_budget", "must be above 0");
  if (request.seed && (*request.seed < 0 || *request.seed > kSeedMax)) {
    binder.complain_at("seed", "must lie in [0, 2^53)");
  }
  if (!request.creative_dna_scores) return;
  for (const auto& score : *request.creative_dna_scores) {
    if (score.second >= 0.0 && score.second <= 1.0) continue;
    binder.below("creative_dna_scores",
                 [&] { binder.complain_at(score.first, "must lie in [0, 1]"); });
  }
}

Result<BudgetOptimizationAnswer> SelectBudgets::operator()(
    const Context& context, const BudgetOptimizationRequest& request) const {
  if (!request.dry_run.value_or(true)) {
    return fail(ErrorCode::NotAvailable, "dry_run",
                "Storing a run and queueing its changes is not available yet.",
                "leave dry_run out, or send true");
  }
  GV_TRY(const auto account, settings.settings(context.account));
  app::SnapshotRequest asked{.account = context.account,
                             .total_budget_minor = request.total_budget.minor,
                             .seed = static_cast<std::uint64_t>(request.seed.value_or(0)),
                             .now = context.now};
  for (const auto& ad : request.ad_states) asked.ads.push_back(snapshot_of(ad, request));
  GV_TRY(auto inputs, app::inputs_of(asked, *account));
  GV_TRY(const auto run,
         app::decide_budgets(inputs, account->decision, account->fatigue, run_serially));
  return answer_of(inputs, run, *account);
}

void add_budget_routes(Api& api, const app::SettingsSource& settings) {
  add(api, SelectBudgets{settings});
}

}  // namespace gv::api
