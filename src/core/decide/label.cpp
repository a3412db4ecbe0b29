#include "core/decide/label.h"

#include <algorithm>
#include <cmath>

#include "core/stats/special.h"

namespace gv::decide {
namespace {

constexpr double kVisibleChange = 0.05;

DecisionType type_of(const UnitLimits& limits, const Outcome& outcome) {
  if (outcome.queued) return DecisionType::Queue;
  if (limits.typed) return limits.type;
  if (outcome.current <= 0) return DecisionType::Maintain;
  const double change = static_cast<double>(outcome.recommended - outcome.current) /
                        static_cast<double>(outcome.current);
  if (change >= kVisibleChange) {
    return limits.gates.contains(Gate::AboveScale) ? DecisionType::AggressiveScale
                                                   : DecisionType::Scale;
  }
  return change <= -kVisibleChange ? DecisionType::Reduce : DecisionType::Maintain;
}

/// G9 to G12 allow the current budget at least, and some of them more: a budget below what they
/// allow is not theirs but that of the unit's own maximum.
bool is_capped(ReasonCode reason, const Outcome& outcome) {
  switch (reason) {
    case ReasonCode::AboveScale:
    case ReasonCode::AboveTarget:
    case ReasonCode::Exploration:
      return outcome.recommended <= outcome.current;
    case ReasonCode::BelowMinimum:
    case ReasonCode::WithinBand:
    case ReasonCode::ValueUnknown:
      return outcome.recommended < outcome.current;
    default:
      return false;
  }
}

/// Without the person's bound it might have become less, or more.
bool is_at_policy(const UnitLimits& limits, const Outcome& outcome) {
  return (limits.policy_lower && outcome.recommended == limits.whole.lower) ||
         (limits.policy_upper && outcome.recommended == limits.whole.upper);
}

ReasonCode reason_of(const UnitLimits& limits, const Outcome& outcome) {
  if (outcome.queued || outcome.deferred) return ReasonCode::CapsBind;
  if (!limits.typed && is_at_policy(limits, outcome)) return ReasonCode::PolicyBounds;
  if (outcome.filled && outcome.recommended > outcome.current) return ReasonCode::CapsBind;
  if (limits.typed) return limits.reason;
  if (outcome.quota) return ReasonCode::ChangeQuota;
  if (outcome.deadband) return ReasonCode::Deadband;
  if (left_by_allocation(limits, outcome)) return ReasonCode::CapsBind;
  return is_capped(limits.reason, outcome) ? ReasonCode::CapsBind : limits.reason;
}

/// Posterior probability of the claim the label makes.
double confidence_of(DecisionType type, const AdView& ad, const Outcome& outcome) {
  const auto& roas = ad.roas;
  switch (type) {
    case DecisionType::Observe:
      return 1.0;  // a rule
    case DecisionType::Maintain:
      return roas.p_band;
    case DecisionType::Scale:
      return roas.p_target;
    case DecisionType::AggressiveScale:
      return roas.p_scale;
    case DecisionType::Reduce:
      return outcome.marginal_elsewhere ? outcome.elsewhere_p : 1.0 - roas.p_target;
    case DecisionType::Queue:
      return 1.0 - roas.p_target;
    case DecisionType::Kill:
    case DecisionType::Reactivate:
      return ad.confidence;
  }
  return 0.0;
}

int priority_of(DecisionType type) {
  switch (type) {
    case DecisionType::Kill:
      return 1;
    case DecisionType::Queue:
    case DecisionType::Reduce:
      return 2;
    case DecisionType::Scale:
    case DecisionType::AggressiveScale:
      return 3;
    case DecisionType::Reactivate:
      return 4;
    case DecisionType::Maintain:
    case DecisionType::Observe:
      return 5;
  }
  return 5;
}

DecisionType type_beside_others(const AdView& ad) {
  switch (ad.fate) {
    case Fate::Killed:
      return DecisionType::Kill;
    case Fate::Revived:
      return DecisionType::Reactivate;
    case Fate::Frozen:
      return ad.reason == ReasonCode::Hold ? DecisionType::Maintain : DecisionType::Observe;
    case Fate::Live:
    case Fate::Ineligible:
      return DecisionType::Maintain;
  }
  return DecisionType::Maintain;
}

/// What an ad gets of its unit's budget: all of it alone, else what it spends a day.
std::int64_t own_budget(const AdView& ad, const UnitView& view) {
  const std::int64_t budget = view.unit->daily_budget_minor;
  if (view.ads.size() == 1) return budget;
  return std::min(budget, static_cast<std::int64_t>(std::llround(ad.evidence->spend_daily)));
}

/// A unit's reason holds for each of its ads, but the wear of one is not that of the others.
ReasonCode reason_beside_others(const AdView& ad, const UnitDecision& unit) {
  if (ad.fate != Fate::Live) return ad.reason;
  const bool worn = unit.reason == ReasonCode::Fatigue && ad.ad->fatigue < 2;
  return worn ? ReasonCode::WithinBand : unit.reason;
}

Metrics metrics_of(const AdView& ad, const UnitView& view, const Outcome& outcome,
                   double half_saturation, const AccountBeliefs& beliefs, const Config& config) {
  const auto& e = *ad.evidence;
  Metrics m;
  m.impressions = e.totals.impressions;
  m.clicks = e.totals.clicks;
  // The interval of the lifetime click rate that is shown; the draws use the recent one.
  const double hits = config.sampler.ctr_strength + static_cast<double>(m.clicks);
  const double shown =
      config.sampler.ctr_strength / beliefs.account.ctr + static_cast<double>(m.impressions);
  m.ctr_lo = stats::beta_quantile(hits, std::max(shown - hits, 1e-6), 0.05);
  m.ctr_hi = stats::beta_quantile(hits, std::max(shown - hits, 1e-6), 0.95);
  m.spend_minor = e.totals.spend_minor;
  m.deals = e.deals;
  m.n_eff = e.n_eff;
  m.maturity = e.maturity;
  m.deal_rate = ad.deal_rate;
  m.deal_value_minor = ad.deal_value;
  m.roas = ad.roas;
  m.unpredicted = ad.unpredicted;
  m.p_best = view.p_best;
  m.e = ad.verdict.e;
  m.score = belief::score_of(e, static_cast<double>(ad.ad->audience_size.value_or(0)), ad.boosts,
                             config.mode, config.blend, config.score);
  m.ctr = m.score.ctr;
  m.frequency = ad.ad->frequency_7d;
  m.severity = ad.ad->fatigue;
  m.age_hours = e.age_hours;
  m.delay_mean_days = beliefs.delay.mean_days;
  const double elasticity = config.response.elasticity;
  const allocate::Response response{
      .rho0 = view.boost * view.roas.mean *
              allocate::rho0_factor(view.spend_daily, half_saturation, elasticity),
      .half_saturation = half_saturation,
      .elasticity = elasticity};
  m.marginal_current = allocate::marginal(response, static_cast<double>(outcome.current));
  m.marginal_recommended = allocate::marginal(response, static_cast<double>(outcome.recommended));
  m.marginal_elsewhere = outcome.marginal_elsewhere;
  m.waste_prevented_minor = ad.fate == Fate::Killed && !outcome.deferred
                                ? waste_prevented_minor(own_budget(ad, view), ad.roas_mean)
                                : 0.0;
  m.value_known = ad.ad->value_known;
  m.target_roas = config.target_roas;
  m.protect_roas = config.protect_roas();
  m.scale_roas = config.scale_roas();
  m.confidence_threshold = config.confidence_threshold;
  return m;
}

Set<Action> actions_of(const AdView& ad, const UnitView& view, DecisionType type,
                       const Outcome& outcome, const AccountBeliefs& beliefs,
                       const Config& config) {
  Set<Action> actions;
  if (outcome.filled) actions.insert(Action::Fill);
  if (outcome.queued) actions.insert(Action::Queue);
  if (ad.ad->fatigue >= 2 || ad.verdict.declining) actions.insert(Action::RefreshCreative);
  if (ad.ad->fatigue == 1 || ad.ad->fatigue >= 3) actions.insert(Action::RequestReplacement);
  if (type == DecisionType::Kill && !config.kill.auto_kill && ad.reason != ReasonCode::Manual) {
    actions.insert(Action::ApprovalRequired);
  }
  if (beliefs.outage.suspected || view.spared) actions.insert(Action::Alert);
  return actions;
}

}  // namespace

bool left_by_allocation(const UnitLimits& limits, const Outcome& outcome) {
  return !limits.frozen && !outcome.deadband && !outcome.quota && !outcome.deferred &&
         outcome.recommended <= outcome.current && outcome.recommended < limits.whole.upper;
}

UnitDecision label_unit(const UnitView& view, const UnitLimits& limits, const Outcome& outcome) {
  return {.unit = view.unit->id,
          .current_budget_minor = outcome.current,
          .recommended_budget_minor = outcome.recommended,
          .type = type_of(limits, outcome),
          .reason = reason_of(limits, outcome)};
}

Decision decide_ad(const AdView& ad, const UnitView& view, const UnitLimits& limits,
                   const UnitDecision& unit, const Outcome& outcome, double half_saturation,
                   const AccountBeliefs& beliefs, const Config& config) {
  const bool alone = view.ads.size() == 1;
  Decision decision;
  decision.ad = ad.ad->key;
  decision.unit = view.unit->id;
  decision.type = alone ? unit.type : type_beside_others(ad);
  decision.reason = alone ? unit.reason : reason_beside_others(ad, unit);
  decision.finality = ad.fate == Fate::Killed && !outcome.deferred ? ad.finality : std::nullopt;
  decision.confidence = std::clamp(confidence_of(decision.type, ad, outcome), 0.0, 1.0);
  const bool arithmetic = decision.reason == ReasonCode::CapsBind && !outcome.marginal_elsewhere;
  decision.policy_driven = arithmetic || decision.reason == ReasonCode::Fatigue ||
                           decision.reason == ReasonCode::DecliningPerformance ||
                           decision.reason == ReasonCode::PolicyBounds ||
                           decision.type == DecisionType::Observe ||
                           decision.reason == ReasonCode::Manual;
  if (alone) {
    decision.current_budget_minor = outcome.current;
    decision.recommended_budget_minor = outcome.recommended;
  }
  decision.priority = priority_of(decision.type);
  decision.actions = actions_of(ad, view, decision.type, outcome, beliefs, config);
  decision.gates = limits.gates;
  decision.triggered = ad.verdict.triggered;
  decision.metrics = metrics_of(ad, view, outcome, half_saturation, beliefs, config);
  return decision;
}

}  // namespace gv::decide
