#pragma once

#include <array>
#include <limits>
#include <span>

#include "core/belief/config.h"
#include "core/belief/delay.h"
#include "core/belief/records.h"

namespace gv::belief {

/// Three-point Gauss-Hermite rule for a log-normal factor on the mean delay: nodes at
/// exp(-sqrt(3) s), 1 and exp(sqrt(3) s), s the log standard deviation.
inline constexpr std::size_t kDelayNodes = 3;
inline constexpr std::size_t kDelayCentre = 1;
inline constexpr std::array<double, kDelayNodes> kDelayWeights{1.0 / 6.0, 2.0 / 3.0, 1.0 / 6.0};
[[nodiscard]] std::array<DelayModel, kDelayNodes> stretched(const DelayModel& delay, double spread);

/// Sufficient statistics of one ad at one instant. Amounts are minor units; values follow the
/// account's mode (pipeline: expected value; direct: cash) and the credits of the deals.
struct Evidence {
  Totals totals;
  double deals{0.0};          ///< N
  double value_minor{0.0};    ///< sum of V
  double value_squares{0.0};  ///< sum of credit x (V / credit)^2, for the spread of deal values
  double n_eff{0.0};          ///< clicks x F(age): clicks whose deals would be known by now
  double spend_eff{0.0};      ///< spend x F(age)
  double maturity{0.0};       ///< spend_eff / spend, 0 without spend
  double age_hours{0.0};
  /// Days since the newest bucket with a click ended; infinite when there was no click.
  double last_click_age_days{std::numeric_limits<double>::infinity()};

  // Recency-weighted: half-life of click efficiency (clicks, impressions, spend) ...
  double impressions_recent{0.0};
  double clicks_recent{0.0};
  double spend_recent{0.0};
  double spend_daily{0.0};  ///< s-bar: spend a day at which the recent rates were measured
  // ... and of the conversion rate and deal value.
  double deals_recent{0.0};
  double value_recent{0.0};
  double n_eff_recent{0.0};

  /// The ad's own delay may be shorter or longer than the account's: effective clicks under each
  /// stretched delay, and the log likelihood of the ad's known delays under it.
  std::array<double, kDelayNodes> n_eff_stretched{};
  std::array<double, kDelayNodes> log_delays{};
  double deals_undated{0.0};  ///< credits of deals whose click is unknown

  // Since launch or the last creative refresh, under the slowed delay: inputs of the e-process.
  double deals_since{0.0};
  double n_eff_slow{0.0};
  double spend_eff_slow{0.0};
  double clicks_since{0.0};
  double impressions_since{0.0};

  // The last 24 h and the 24 h before: clicks, spend and exposure to counting.
  double clicks_day{0.0};
  double spend_day{0.0};
  double clicks_day_before{0.0};
  double spend_day_before{0.0};
  double exposure_day{0.0};  ///< growth of n_eff over the last 24 h, >= 0
  double deals_day{0.0};     ///< deals counted in the last 24 h
  double spend_72h{0.0};
};

/// A span in which deals could not be counted: tracking was down. Deals counted in it are no
/// evidence, and neither is their absence.
struct OutageSpan {
  TimePoint from;
  TimePoint to;
};

/// Gathers the evidence of `ad` as known at `now`. Buckets that start after `now` and deals counted
/// after it are not evidence yet. Outages may overlap, repeat and come in any order.
/// O((buckets + deals) x (1 + outages)).
[[nodiscard]] Evidence gather(const AdState& ad, TimePoint now, const DelayModel& delay, Mode mode,
                              const SamplerConfig& config,
                              std::span<const OutageSpan> outages = {});

}  // namespace gv::belief
