#include "core/market/measurement.h"

#include <cmath>

#include "base/money.h"

namespace gv::market {
namespace {

TimePoint later(TimePoint from, double days) {
  return from + Millis{static_cast<std::int64_t>(days * 8.64e7)};
}

bool in_outage(const Scenario& scenario, TimePoint at) {
  const double hours = hours_between(scenario.start, at) - 24.0 * scenario.outage_day;
  return hours >= 0.0 && hours < scenario.outage_hours;
}

bool trackable(const Scenario& scenario, const DealFate& fate, double u) {
  if (scenario.mode == belief::Mode::Pipeline) return u < scenario.click_id_rate;
  return u < scenario.match_rate &&
         days_between(fate.click_at, fate.counted_at) <= scenario.attribution_days;
}

}  // namespace

DealFate draw_fate(const Scenario& scenario, TimePoint click_at, double delay, Luck& luck) {
  const double size = unit_gamma_at(luck.normal(), scenario.value_cv);
  const bool won = luck.uniform() < scenario.win_probability;
  const double resolution = -scenario.resolution_days * std::log1p(-luck.uniform());
  DealFate fate;
  fate.click_at = click_at;
  fate.counted_at = later(click_at, delay);
  if (scenario.mode == belief::Mode::Direct) {
    fate.cash_minor = static_cast<double>(round_half_away(scenario.value_minor * size));
    fate.value_minor = fate.cash_minor;
    fate.resolved_at = fate.counted_at;
    return fate;
  }
  fate.value_minor = scenario.value_minor;
  fate.resolved_at = later(fate.counted_at, resolution);
  const double cash = won ? scenario.value_minor / scenario.win_probability * size : 0.0;
  fate.cash_minor = static_cast<double>(round_half_away(cash));
  return fate;
}

Sighting measure(const Scenario& scenario, const DealFate& fate, Luck& luck) {
  const double outage = luck.uniform();
  const double match = luck.uniform();
  const double duplicate = luck.uniform();
  const double refund = luck.uniform();
  const double refund_days = -scenario.refund_days * std::log1p(-luck.uniform());
  const double detour = luck.uniform();

  Sighting sighting;
  sighting.resolved_at = fate.resolved_at;
  sighting.seen = !(in_outage(scenario, fate.counted_at) && outage < scenario.outage_loss);
  if (!scenario.losses) return sighting;
  sighting.seen = sighting.seen && trackable(scenario, fate, match);
  sighting.twice = duplicate < scenario.duplicate_rate;
  if (fate.cash_minor > 0.0 && refund < scenario.refund_rate) {
    sighting.refund_at = later(fate.resolved_at, refund_days);
  }
  if (scenario.mode == belief::Mode::Pipeline && detour < scenario.detour_rate) {
    if (fate.cash_minor > 0.0) {
      sighting.lost_at = fate.counted_at + (fate.resolved_at - fate.counted_at) / 2;
    } else {
      sighting.resolved_at = fate.counted_at;
    }
  }
  return sighting;
}

}  // namespace gv::market
