#include "core/market/truth.h"

#include <algorithm>
#include <cmath>

#include "core/stats/special.h"

namespace gv::market {

const std::array<double, 24>& day_parts() {
  static const std::array<double, 24> parts = [] {
    std::array<double, 24> raw{.3,   .2,  .15,  .15, .2,  .35, .6,   .8,  .9,  1.,  1.05, 1.1,
                               1.15, 1.1, 1.05, 1.1, 1.2, 1.3, 1.45, 1.6, 1.6, 1.4, 1.,   .6};
    double sum = 0.0;
    for (const double part : raw) sum += part;
    for (double& part : raw) part *= 24.0 / sum;
    return raw;
  }();
  return parts;
}

double hour_spend(const Scenario& scenario, double budget, int hour_of_day, double z,
                  double spent_today, double spent_week) {
  const double sigma = scenario.spend_sigma;
  const double even = budget * day_parts()[static_cast<std::size_t>(hour_of_day)] / 24.0;
  const double wished = even * std::exp(sigma * z - 0.5 * sigma * sigma);
  const double day_left = scenario.day_cap * budget - spent_today;
  const double week_left = scenario.week_cap * budget - spent_week;
  return std::max(0.0, std::min({wished, day_left, week_left}));
}

double crowding(double spend_24h, double saturation, double elasticity) {
  return std::pow(1.0 + spend_24h / saturation, elasticity);
}

double learning_factor(double optimisation_events, const Scenario& scenario) {
  const double missing = std::max(0.0, 1.0 - optimisation_events / scenario.learning_events);
  return 1.0 + scenario.learning_surcharge * missing;
}

double reach(double impressions_7d, double audience) {
  return -audience * std::expm1(-impressions_7d / audience);
}

double frequency(double impressions_7d, double audience) {
  return impressions_7d > 0.0 ? impressions_7d / reach(impressions_7d, audience) : 1.0;
}

double click_rate(const AdTruth& ad, double exposure) {
  return ad.ctr * std::exp(-ad.fatigue * exposure);
}

double true_roas(const AdTruth& ad, double cpm_minor, double exposure, double cvr_factor,
                 double value_minor) {
  return 1000.0 / cpm_minor * click_rate(ad, exposure) * ad.cvr * cvr_factor * value_minor;
}

double delay_days(const AdTruth& ad, const Scenario& scenario, Luck& luck) {
  const double instant = luck.uniform();
  const double u = luck.uniform();
  if (instant < scenario.instant_share) return u / 24.0;
  switch (scenario.delay) {
    case DelayKind::Exponential:
      return -ad.delay_days * std::log1p(-u);
    case DelayKind::LogNormal:
      return ad.delay_days * std::exp(scenario.delay_sigma * stats::normal_quantile(u));
  }
  return 0.0;
}

}  // namespace gv::market
