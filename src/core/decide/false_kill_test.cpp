#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "base/rng.h"
#include "core/belief/delay.h"
#include "core/decide/kill.h"

// Invariant 11: an ad at its protect levels is finally killed with probability at most alpha,
// however often one looks.

namespace gv::decide {
namespace {

constexpr int kDays = 45;
constexpr double kValue90 = 100'00.0;
constexpr double kSpendDaily = 50'00.0;

/// Exposure of even delivery since launch, at every hour.
std::vector<double> exposure_by_hour(const belief::DelayModel& delay) {
  std::vector<double> shares;
  for (int hour = 0; hour <= 24 * kDays; ++hour) {
    const double days = hour / 24.0;
    shares.push_back(hour == 0 ? 0.0 : days * belief::delay_cdf_mean(delay, 0.0, days));
  }
  return shares;
}

/// One ad at exactly its protect levels: hours at which its deals are counted, ascending.
std::vector<int> deal_hours(Rng& rng, double deals_daily, const belief::DelayModel& delay) {
  std::vector<int> hours;
  for (auto left = rng.poisson(deals_daily * kDays); left > 0; --left) {
    const double clicked = kDays * rng.uniform();
    const bool instant = rng.uniform() < delay.instant;
    const double counted = clicked + (instant ? 0.0 : delay.mean_days * rng.exponential());
    hours.push_back(static_cast<int>(std::ceil(24.0 * counted)));
  }
  std::sort(hours.begin(), hours.end());
  return hours;
}

struct Market {
  Config config;
  belief::DelayModel delay;
  std::vector<double> exposure;  ///< days of matured delivery under the slowed delay
  double deals_daily{0.0};
  double clicks_daily{0.0};
};

Market market(belief::Mode mode) {
  Market made;
  made.config.mode = mode;
  made.delay = belief::delay_prior(mode, 6.0);
  made.exposure = exposure_by_hour(belief::slowed(made.delay, mode));
  made.deals_daily = protect_deals_per_minor(kValue90, made.config) * kSpendDaily;
  made.clicks_daily = made.deals_daily / made.config.kill.cvr_protect;
  return made;
}

/// Whether the evidence of one ad reaches 1 / alpha at any hourly look. Between two counts the
/// evidence on deals only grows, so its largest value of such a span is at the last look of it;
/// clicks are looked at daily.
bool ever_condemned(const Market& market, Rng& rng) {
  const auto hours = deal_hours(rng, market.deals_daily, market.delay);
  std::vector<int> looks;
  for (int day = 1; day <= kDays; ++day) looks.push_back(24 * day);
  for (const int hour : hours) {
    if (hour <= 24 * kDays && hour > 0) looks.push_back(hour - 1);
  }
  std::sort(looks.begin(), looks.end());
  belief::Evidence e;
  const belief::RoasSummary roas;
  std::size_t next = 0;
  int day = 0;
  for (const int hour : looks) {
    for (; next < hours.size() && hours[next] <= hour; ++next) e.deals_since += 1.0;
    for (; day < hour / 24; ++day) {
      e.clicks_since += static_cast<double>(rng.poisson(market.clicks_daily));
      e.impressions_since += market.clicks_daily / market.config.kill.ctr_protect;
    }
    const double exposure = market.exposure[static_cast<std::size_t>(hour)];
    e.spend_eff_slow = kSpendDaily * exposure;
    e.n_eff_slow = market.clicks_daily * exposure;
    if (e_values({e, roas, 0.0, kValue90, true}, market.config).combined >=
        1.0 / market.config.kill.alpha) {
      return true;
    }
  }
  return false;
}

TEST(FalseKill, OfAdsAtTheirProtectLevelsIsAtMostAlpha) {
  constexpr int kAds = 5'000;  // of each mode
  for (const auto mode : {belief::Mode::Pipeline, belief::Mode::Direct}) {
    const Market made = market(mode);
    int condemned = 0;
    for (int i = 0; i < kAds; ++i) {
      Rng rng(17, static_cast<std::uint64_t>(i));
      condemned += ever_condemned(made, rng) ? 1 : 0;
    }
    const double rate = static_cast<double>(condemned) / kAds;
    const double alpha = made.config.kill.alpha;
    EXPECT_LE(rate, alpha + 3.0 * std::sqrt(alpha * (1.0 - alpha) / kAds));
    RecordProperty(mode == belief::Mode::Direct ? "direct" : "pipeline", std::to_string(rate));
  }
}

// Without any delay the exposure is exact and the bound is nearly reached: the test above does not
// pass for lack of power.
TEST(FalseKill, IsCloseToAlphaWhenNothingIsDelayed) {
  constexpr int kAds = 10'000;
  Market made = market(belief::Mode::Pipeline);
  made.delay = {.instant = 0.999999, .mean_days = 0.001};
  for (std::size_t hour = 0; hour < made.exposure.size(); ++hour) {
    made.exposure[hour] = static_cast<double>(hour) / 24.0;
  }
  int condemned = 0;
  for (int i = 0; i < kAds; ++i) {
    Rng rng(19, static_cast<std::uint64_t>(i));
    condemned += ever_condemned(made, rng) ? 1 : 0;
  }
  const double rate = static_cast<double>(condemned) / kAds;
  EXPECT_LE(rate, 0.109);
  EXPECT_GE(rate, 0.02);
  RecordProperty("rate", std::to_string(rate));
}

}  // namespace
}  // namespace gv::decide
