#include "core/decide/beliefs.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace gv::decide {
namespace {

constexpr double kFitDays = 60.0;
constexpr double kCohortDays = 0.25;
constexpr double kLargestPrediction = 1000.0;

/// Pre-launch predictions move money through the prior: a broken one counts as none.
bool usable(const std::optional<double>& prediction) {
  return prediction && std::isfinite(*prediction) && *prediction > 0.0 &&
         *prediction <= kLargestPrediction;
}

/// ln(prediction / geometric mean of the predictions), clamped to three units. The slope is one of
/// logarithms; one prediction that is far too high would push all others below an arithmetic mean.
void set_prediction_z(AccountBeliefs& beliefs) {
  double sum = 0.0;
  double count = 0.0;
  for (const auto* ad : beliefs.ads) {
    if (usable(ad->predicted_roas)) sum += std::log(*ad->predicted_roas), count += 1.0;
  }
  for (std::size_t i = 0; i < beliefs.ads.size(); ++i) {
    const auto& prediction = beliefs.ads[i]->predicted_roas;
    if (usable(prediction)) {
      beliefs.rows[i].prediction_z = std::clamp(std::log(*prediction) - sum / count, -3.0, 3.0);
    }
  }
}

double prediction_slope(const std::vector<const belief::AdState*>& ads) {
  double sum = 0.0;
  double count = 0.0;
  for (const auto* ad : ads) {
    const double slope = ad->prediction_slope;
    if (!usable(ad->predicted_roas) || !(slope >= 0.0 && slope <= 1.0)) continue;
    sum += slope;
    count += 1.0;
  }
  return count > 0.0 ? sum / count : 0.0;
}

TrackingSignals tracking(const CycleInput& input, const AccountBeliefs& beliefs) {
  TrackingSignals signals{.session_ratio = input.session_ratio,
                          .session_ratio_usual = input.session_ratio_usual};
  for (std::size_t i = 0; i < beliefs.evidence.size(); ++i) {
    const auto& e = beliefs.evidence[i];
    const double strength = beliefs.hyper.strength;
    const double rate =
        (strength + e.deals_recent) /
        (strength / belief::prior_rate(beliefs.hyper, beliefs.rows[i]) + e.n_eff_recent);
    signals.deals_counted += e.deals_day;
    signals.deals_expected += rate * e.exposure_day;
  }
  return signals;
}

}  // namespace

belief::DelayModel fit_account_delay(std::span<const belief::AdState* const> ads, TimePoint now,
                                     const belief::DelayModel& prior,
                                     const belief::DelayModel* previous) {
  std::vector<double> delays;
  std::array<double, static_cast<std::size_t>(kFitDays / kCohortDays)> clicks{};
  for (const auto* ad : ads) {
    for (const auto& deal : ad->deals) {
      const double age = days_between(deal.click_at, now);
      if (!deal.click_known || deal.counted_at > now || age > kFitDays) continue;
      delays.push_back(std::max(0.0, days_between(deal.click_at, deal.counted_at)));
    }
    for (const auto& bucket : ad->buckets) {
      const double age =
          0.5 * (days_between(bucket.start, now) + std::max(0.0, days_between(bucket.end, now)));
      if (age < 0.0 || age >= kFitDays) continue;
      clicks[static_cast<std::size_t>(age / kCohortDays)] += static_cast<double>(bucket.clicks);
    }
  }
  std::sort(delays.begin(), delays.end());
  std::vector<belief::ClickCohort> cohorts;
  for (std::size_t i = 0; i < clicks.size(); ++i) {
    if (clicks[i] > 0.0) {
      cohorts.push_back({(static_cast<double>(i) + 0.5) * kCohortDays, clicks[i]});
    }
  }
  return belief::fit_delay(delays, cohorts, {.model = prior}, previous);
}

AccountBeliefs form_beliefs(const CycleInput& input, const Validated& valid, const Config& config,
                            const ParallelFor& parallel) {
  AccountBeliefs beliefs;
  beliefs.ads.reserve(valid.ads.size());
  for (const std::size_t index : valid.ads) beliefs.ads.push_back(&input.ads[index]);
  const auto prior = belief::delay_prior(config.mode, input.priors.cycle_days_mean);
  beliefs.delay =
      input.delay ? *input.delay : fit_account_delay(beliefs.ads, input.now, prior, nullptr);
  beliefs.evidence.resize(beliefs.ads.size());
  parallel(beliefs.ads.size(), [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      beliefs.evidence[i] = belief::gather(*beliefs.ads[i], input.now, beliefs.delay, config.mode,
                                           config.sampler, input.outages);
      beliefs.evidence[i].value_minor *= config.unattributed_uplift;
      beliefs.evidence[i].value_recent *= config.unattributed_uplift;
    }
  });
  // Spreading an ad's delay is unbiased only where its deals can speak against a wrong one.
  beliefs.own_delays =
      config.sampler.delay_spread > 0.0 &&
      std::all_of(beliefs.evidence.begin(), beliefs.evidence.end(),
                  [](const belief::Evidence& e) { return e.deals_undated == 0.0; });
  beliefs.account = belief::account_level(beliefs.evidence, input.priors, config.target_roas);
  beliefs.rows = belief::hyper_rows(beliefs.evidence, beliefs.account, config.sampler);
  set_prediction_z(beliefs);
  beliefs.hyper = input.hyper ? *input.hyper
                              : belief::fit_hyper(beliefs.rows, beliefs.account.deal_rate_default,
                                                  prediction_slope(beliefs.ads));
  beliefs.outage = assess_outage(tracking(input, beliefs), config.data);
  return beliefs;
}

}  // namespace gv::decide
