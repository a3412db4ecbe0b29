#pragma once

#include "core/market/scenario.h"

namespace gv::scenario_file {

/// Lists every field of a scenario once: its name and, for numbers, the range it may lie in.
/// `fields` has to offer
///   text(name, std::string&)          time(name, TimePoint&)       flag(name, bool&)
///   whole(name, integer&, lo, hi)     real(name, double&, lo, hi)
///   mode(name, belief::Mode&)         delay(name, DelayKind&)
///   archetypes(name, array&)          weekday(name, array&)
/// Both directions go through here, so neither can forget a field.
template <class Scenario, class Fields>
void each_field(Scenario& s, Fields&& fields) {
  fields.text("name", s.name);
  fields.time("start", s.start);
  fields.whole("days", s.days, 1, 366);
  fields.whole("accounts", s.accounts, 1, 10'000);
  fields.whole("ads", s.ads, 1, 2'000);
  fields.real("share_at_start", s.share_at_start, 0.0, 1.0);
  fields.real("launch_share", s.launch_share, 0.0, 1.0);
  fields.whole("total_minor", s.total_minor, 1, 1'000'000'000'000);
  fields.whole("launch_minor", s.launch_minor, 1, 1'000'000'000'000);
  fields.whole("min_budget_minor", s.min_budget_minor, 1, 1'000'000'000'000);
  fields.real("target_roas", s.target_roas, 0.01, 1000.0);
  fields.mode("mode", s.mode);
  fields.real("value_minor", s.value_minor, 1.0, 1e12);
  fields.real("value_cv", s.value_cv, 0.0, 10.0);
  fields.real("win_probability", s.win_probability, 1e-6, 1.0);
  fields.real("lead_to_count", s.lead_to_count, 1e-6, 1.0);
  fields.real("resolution_days", s.resolution_days, 1e-3, 1000.0);
  fields.real("cycle_days_mean", s.cycle_days_mean, 0.1, 1000.0);
  fields.real("instant_share", s.instant_share, 0.0, 0.999);
  fields.delay("delay", s.delay);
  fields.real("delay_sigma", s.delay_sigma, 0.01, 3.0);
  fields.archetypes("archetypes", s.archetypes);
  fields.real("spread", s.spread, 0.0, 2.0);
  fields.real("delay_spread", s.delay_spread, 0.0, 2.0);
  fields.real("archetype_effect", s.archetype_effect, 0.0, 2.0);
  fields.flag("identical", s.identical);
  fields.real("cpm_minor", s.cpm_minor, 1.0, 1e9);
  fields.real("cpm_spread", s.cpm_spread, 0.0, 2.0);
  fields.real("audience_min", s.audience_min, 100.0, 1e10);
  fields.real("audience_max", s.audience_max, 100.0, 1e10);
  fields.real("saturation_min_minor", s.saturation_min_minor, 1.0, 1e12);
  fields.real("saturation_max_minor", s.saturation_max_minor, 1.0, 1e12);
  fields.real("elasticity", s.elasticity, 0.05, 0.95);
  fields.real("spend_sigma", s.spend_sigma, 0.0, 2.0);
  fields.real("day_cap", s.day_cap, 0.1, 24.0);
  fields.real("week_cap", s.week_cap, 0.1, 168.0);
  fields.real("cpm_rho", s.cpm_rho, 0.0, 0.9999);
  fields.real("cpm_sigma", s.cpm_sigma, 0.0, 2.0);
  fields.real("click_strength", s.click_strength, 1.0, 1e9);
  fields.real("exposure_half_life_h", s.exposure_half_life_h, 1.0, 1e6);
  fields.real("learning_surcharge", s.learning_surcharge, 0.0, 10.0);
  fields.real("learning_events", s.learning_events, 1.0, 1e6);
  fields.weekday("weekday", s.weekday);
  fields.real("season_day", s.season_day, 0.0, 366.0);
  fields.real("season_days", s.season_days, 0.0, 366.0);
  fields.real("season_cpm", s.season_cpm, 0.01, 100.0);
  fields.real("season_cvr", s.season_cvr, 0.01, 100.0);
  fields.real("outage_day", s.outage_day, 0.0, 366.0);
  fields.real("outage_hours", s.outage_hours, 0.0, 8784.0);
  fields.real("outage_loss", s.outage_loss, 0.0, 1.0);
  fields.whole("creative_supply", s.creative_supply, 0, 2'000);
  fields.whole("creative_delay_h", s.creative_delay_h, 0, 8784);
  fields.flag("losses", s.losses);
  fields.real("match_rate", s.match_rate, 0.0, 1.0);
  fields.real("attribution_days", s.attribution_days, 0.01, 366.0);
  fields.real("click_id_rate", s.click_id_rate, 0.0, 1.0);
  fields.real("duplicate_rate", s.duplicate_rate, 0.0, 1.0);
  fields.real("refund_rate", s.refund_rate, 0.0, 1.0);
  fields.real("refund_days", s.refund_days, 1e-3, 366.0);
  fields.real("detour_rate", s.detour_rate, 0.0, 1.0);
  fields.real("predictor_r2", s.predictor_r2, 0.0, 0.999);
}

/// The same for one archetype.
template <class Shape, class Fields>
void each_shape_field(Shape& shape, Fields&& fields) {
  fields.real("share", shape.share, 0.0, 1.0);
  fields.real("roas", shape.roas, 0.001, 1000.0);
  fields.real("ctr", shape.ctr, 1e-6, 0.5);
  fields.real("delay_days", shape.delay_days, 0.001, 1000.0);
  fields.real("fatigue", shape.fatigue, 0.0, 10.0);
}

}  // namespace gv::scenario_file
