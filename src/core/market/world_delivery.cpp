#include <cmath>

#include "base/money.h"
#include "core/market/world.h"
#include "core/stats/special.h"

namespace gv::market {
namespace {

constexpr std::uint64_t kBlocksPerHour = 4;
constexpr Millis kHourMs{3'600'000};

}  // namespace

bool World::in_season() const {
  const double day = static_cast<double>(hour_) / 24.0 - scenario_.season_day;
  return day >= 0.0 && day < scenario_.season_days;
}

double World::market_cpm() const {
  const auto day = static_cast<std::size_t>((hour_ / 24) % 7);
  return scenario_.weekday[day] * (in_season() ? scenario_.season_cpm : 1.0);
}

double World::learning_cpm(std::size_t i) const {
  if (ads_[i].learning != belief::Learning::Learning) return 1.0;
  return learning_factor(static_cast<double>(flows_[i].optimisation_events), scenario_);
}

double World::roas_at_rest(std::size_t i) const {
  const auto& ad = truth(i);
  const double cpm = ad.cpm_minor * market_cpm() * learning_cpm(i);
  return true_roas(ad, cpm, flows_[i].exposure, in_season() ? scenario_.season_cvr : 1.0,
                   scenario_.value_minor);
}

void World::deliver(std::size_t i) {
  auto& flow = flows_[i];
  const auto& ad = population_[flow.truth];
  Luck luck(key_, flow.truth, static_cast<std::uint64_t>(hour_) * kBlocksPerHour);
  if (hour_ % 24 == 0) flow.spend_today = 0;
  if (hour_ % static_cast<std::int64_t>(kWeekHours) == 0) flow.spend_week = 0;

  const double pace = luck.uniform();
  const double drift = luck.normal();
  std::int64_t spend = 0;
  std::int64_t impressions = 0;
  std::int64_t clicks = 0;
  flow.last = {};
  if (active(i)) {
    const double wished =
        hour_spend(scenario_, static_cast<double>(units_[i].daily_budget_minor),
                   static_cast<int>(hour_ % 24), stats::normal_quantile(pace),
                   static_cast<double>(flow.spend_today), static_cast<double>(flow.spend_week));
    spend = round_half_away(wished);
  }
  if (spend > 0) {
    const double cvr_factor = in_season() ? scenario_.season_cvr : 1.0;
    const double cpm =
        ad.cpm_minor * market_cpm() * std::exp(flow.ln_cpm_noise) *
        crowding(static_cast<double>(flow.spend_24h), ad.saturation_minor, scenario_.elasticity) *
        learning_cpm(i);
    impressions = poisson_at(luck.uniform(), 1000.0 * static_cast<double>(spend) / cpm);
    const double rate =
        beta_at(luck.normal(), click_rate(ad, flow.exposure), scenario_.click_strength);
    clicks = binomial_at(luck.uniform(), impressions, rate);
    flow.last = {spend, true_roas(ad, cpm, flow.exposure, cvr_factor, scenario_.value_minor)};
    draw_deals(i, clicks, cvr_factor, luck);
  }
  book_hour(i, impressions, clicks, spend);
  flow.exposure = flow.exposure * std::exp2(-1.0 / scenario_.exposure_half_life_h) +
                  static_cast<double>(impressions) / ad.audience;
  flow.ln_cpm_noise =
      scenario_.cpm_rho * flow.ln_cpm_noise +
      scenario_.cpm_sigma * std::sqrt(1.0 - scenario_.cpm_rho * scenario_.cpm_rho) * drift;
}

void World::book_hour(std::size_t i, std::int64_t impressions, std::int64_t clicks,
                      std::int64_t spend) {
  auto& flow = flows_[i];
  auto& ad = ads_[i];
  auto& week_slot = flow.impressions[static_cast<std::size_t>(hour_) % kWeekHours];
  auto& day_slot = flow.spend[static_cast<std::size_t>(hour_) % kDayHours];
  flow.impressions_7d += impressions - week_slot;
  flow.spend_24h += spend - day_slot;
  week_slot = impressions;
  day_slot = spend;
  flow.spend_today += spend;
  flow.spend_week += spend;
  if (flow.impressions_7d > 0) {
    ad.frequency_7d =
        frequency(static_cast<double>(flow.impressions_7d), population_[flow.truth].audience);
  } else {
    ad.frequency_7d.reset();
  }
  if (impressions == 0 && spend == 0) return;
  if (!ad.first_delivery_at) ad.first_delivery_at = now();
  ad.buckets.push_back({now(), now() + kHourMs, impressions, clicks, spend});
  auto& totals = totals_[i];
  totals.impressions += impressions;
  totals.clicks += clicks;
  totals.spend_minor += spend;
}

/// Merges the hours of the day that has just become older than 7 days into one bucket.
void World::fold_days(std::size_t i) {
  auto& flow = flows_[i];
  auto buckets = ads_[i].buckets.unpacked();
  const TimePoint before = now() - Days{7};
  const auto first = buckets.begin() + static_cast<std::ptrdiff_t>(flow.daily_buckets);
  auto last = first;
  while (last != buckets.end() && last->start < before) ++last;
  if (first == last) return;
  for (auto hour = first + 1; hour != last; ++hour) {
    first->end = hour->end;
    first->impressions += hour->impressions;
    first->clicks += hour->clicks;
    first->spend_minor += hour->spend_minor;
  }
  buckets.erase(first + 1, last);
  ads_[i].buckets = belief::BucketSeries(buckets);
  ++flow.daily_buckets;
}

}  // namespace gv::market
