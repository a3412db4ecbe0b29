#include "adapters/api/budget_run.h"

#include <cmath>
#include <map>

#include "adapters/api/actor.h"
#include "adapters/api/decision_lines.h"
#include "core/decide/explain.h"

namespace gv::api {
namespace {

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

std::optional<double> change_of(std::int64_t from, std::int64_t to) {
  if (from == 0) return to == 0 ? std::optional(0.0) : std::nullopt;
  const double change = 100.0 * (static_cast<double>(to) / static_cast<double>(from) - 1.0);
  return std::round(change * 100.0) / 100.0;
}

/// Ads by the names they were asked with.
using AdNames = std::map<belief::AdKey, std::string>;

/// Without a platform where it was asked without one: such an ad is its own unit.
AdNames names_of(const app::RunInputs& inputs) {
  AdNames names;
  for (const auto& ad : inputs.cycle.ads) {
    const bool bare = ad.unit_id.text() == ad.key.ad_id.text();
    names.emplace(ad.key, (bare ? "" : ad.key.platform + ":") + ad.key.ad_id.text());
  }
  return names;
}

std::optional<Amount> amount_of(const std::optional<std::int64_t>& minor) {
  return minor ? std::optional(Amount{*minor}) : std::nullopt;
}

BudgetRecommendation recommendation_of(const decide::Decision& decision,
                                       const decide::UnitDecision& unit, const std::string& ad_id,
                                       Currency currency) {
  const auto& m = decision.metrics;
  const bool shared = !decision.current_budget_minor;
  const std::int64_t from = unit.current_budget_minor;
  const std::int64_t to = unit.recommended_budget_minor;
  return {.ad_id = ad_id,
          .current_budget = amount_of(decision.current_budget_minor),
          .recommended_budget = amount_of(decision.recommended_budget_minor),
          .change_percentage = shared ? std::nullopt : change_of(from, to),
          .unit = {unit.unit.text(), shared, {from}, {to}},
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

}  // namespace

app::SnapshotRequest snapshots_in(const Context& context,
                                  const BudgetOptimizationRequest& request) {
  app::SnapshotRequest asked{.account = context.account,
                             .total_budget_minor = request.total_budget.minor,
                             .seed = static_cast<std::uint64_t>(request.seed.value_or(0)),
                             .now = context.now};
  for (const auto& ad : request.ad_states) asked.ads.push_back(snapshot_of(ad, request));
  return asked;
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
  const auto names = names_of(inputs);
  std::map<BudgetUnitId, const decide::UnitDecision*> units;
  for (const auto& unit : run.plan.units) units[unit.unit] = &unit;
  for (const auto& decision : run.plan.decisions) {
    answer.recommendations.push_back(recommendation_of(decision, *units.at(decision.unit),
                                                       names.at(decision.ad), settings.currency));
  }
  for (const auto& ad : run.plan.ineligible) {
    answer.left_out.push_back({names.at(ad.ad), std::string(decide::to_text(ad.reason))});
  }
  for (const auto& ad : run.plan.rejected) {
    answer.left_out.push_back({names.at(ad.ad), to_string(ad.error)});
  }
  return answer;
}

void add_kept(const app::KeptRun& kept, BudgetOptimizationAnswer& answer) {
  answer.run_id = kept.run.id;
  for (std::size_t i = 0; i < kept.decisions.size(); ++i) {  // both by ad key
    answer.recommendations[i].decision_id = kept.decisions[i].id;
  }
}

Result<void> queue_kept(app::ChangeDesk& desk, const app::AccountScope& scope,
                        const Context& context, const app::KeptRun& kept,
                        const app::AccountSettings& settings, BudgetOptimizationAnswer& answer) {
  GV_TRY(const auto queued,
         desk.queue_decisions(scope, kept.decisions, kept.run.total_budget_minor.value_or(0),
                              actor_of(context)));
  for (const auto& change : queued) answer.changes.push_back(change.id);
  answer.executor = execute::to_text(settings.execution.mode);
  return {};
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

}  // namespace gv::api
