#include "core/decide/ad_fate.h"

#include "core/decide/data_gates.h"

namespace gv::decide {
namespace {

using belief::AdStatus;
using belief::Finality;

constexpr int kExhausted = 4;
constexpr double kFatigueReprieve = 0.8;

void set(AdView& view, Fate fate, ReasonCode reason) {
  view.fate = fate;
  view.reason = reason;
}

void kill(AdView& view, Finality finality, ReasonCode reason, double confidence) {
  set(view, Fate::Killed, reason);
  view.finality = finality;
  view.confidence = confidence;
}

bool killed_by_us(const belief::AdState& ad) {
  return ad.status == AdStatus::Paused && ad.kill_state &&
         ad.kill_state->finality == Finality::Provisional;
}

bool exhausted(const AdView& view) {
  return view.ad->lifetime_budget_minor &&
         view.evidence->totals.spend_minor >= *view.ad->lifetime_budget_minor;
}

/// Exhausted, and not spoken for by deals at target.
bool tired(const AdView& view) {
  return view.ad->fatigue >= kExhausted && view.roas.p_target < kFatigueReprieve;
}

/// Nothing may change: what runs is frozen, what we paused stays paused and costs nothing.
void stand_still(AdView& view, ReasonCode reason) {
  if (killed_by_us(*view.ad)) {
    kill(view, Finality::Provisional, reason, view.roas.p_below_protect);
  } else {
    set(view, Fate::Frozen, reason);
  }
}

/// A provisional kill on the deals that kept arriving.
void review_kill(AdView& view, const FateContext& context, const Config& config) {
  const double p_protect = 1.0 - view.roas.p_below_protect;
  const double matured = delay_cdf(context.delay, view.evidence->last_click_age_days);
  const auto finality =
      matured >= config.kill.final_maturity ? Finality::Final : Finality::Provisional;
  const auto reason = view.verdict.kill ? view.verdict.reason : ReasonCode::ProbablyBelowProtect;
  if (view.verdict.kill && view.verdict.finality == Finality::Final) {
    kill(view, Finality::Final, reason, view.verdict.confidence);
  } else if (tired(view)) {
    kill(view, finality, ReasonCode::Fatigue, 1.0 - view.roas.p_target);
  } else if (p_protect >= config.kill.revive) {
    set(view, Fate::Revived, ReasonCode::Revived);
    view.confidence = p_protect;
  } else {
    kill(view, finality, reason, view.roas.p_below_protect);
  }
}

}  // namespace

void decide_fate(AdView& view, const FateContext& context, const Config& config) {
  const auto& ad = *view.ad;
  const bool ours = killed_by_us(ad);
  if (ad.status != AdStatus::Active && !ours) {
    return set(view, Fate::Ineligible, ReasonCode::NotDeliverable);
  }
  if (exhausted(view)) return set(view, Fate::Ineligible, ReasonCode::BudgetExhausted);
  if (context.unit_held) return stand_still(view, ReasonCode::Hold);
  if (ad.manual_kill) return kill(view, Finality::Final, ReasonCode::Manual, 1.0);
  if (freshness(ad.data_as_of, context.now, config.data) != Freshness::Fresh) {
    return stand_still(view, ReasonCode::DataStale);
  }
  if (context.outage) return stand_still(view, ReasonCode::TrackingOutage);
  if (ours) return review_kill(view, context, config);
  if (in_ignorance_zone(view.evidence->age_hours / 24.0, view.evidence->totals.spend_minor,
                        config.zone)) {
    if (context.predicted && config.zone.predicted_moves) return;
    return set(view, Fate::Frozen, ReasonCode::IgnoranceZone);
  }
  if (context.replacement_required) return;
  if (view.verdict.kill) {
    return kill(view, view.verdict.finality, view.verdict.reason, view.verdict.confidence);
  }
  if (tired(view)) kill(view, Finality::Provisional, ReasonCode::Fatigue, 1.0 - view.roas.p_target);
}

}  // namespace gv::decide
