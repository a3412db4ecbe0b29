#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "core/fatigue/fatigue.h"

namespace gv::fatigue {

/// Counts of a few days, pooled.
struct Pooled {
  double impressions{0.0};
  double clicks{0.0};
  double spend{0.0};
  [[nodiscard]] double ctr() const { return impressions > 0.0 ? clicks / impressions : 0.0; }
  /// Cost per thousand impressions, minor units; 0 without impressions.
  [[nodiscard]] double cpm() const {
    return impressions > 0.0 ? 1000.0 * spend / impressions : 0.0;
  }
};

/// A run of days: [first, first + length).
struct Window {
  std::size_t first{0};
  std::size_t length{0};
};

[[nodiscard]] Pooled pool(std::span<const DayCounts> days, const Window& window);

/// The last three of at least three days.
[[nodiscard]] Window recent_window(std::size_t days);
/// The window with the highest CTR that ends before the recent one; none when there is no room or
/// no click in any.
[[nodiscard]] std::optional<Window> baseline_window(std::span<const DayCounts> days);

/// z = ln(CTR_b / CTR_r) / sqrt(phi (1/C_b + 1/C_r)): evidence for a fall of CTR, in standard
/// errors. 0 without a baseline click or recent impressions. Never falls when recent clicks fall:
/// where the approximation turns back (below about 1/7 of the expected clicks), its peak counts.
/// Method: delta method for a log ratio of overdispersed Poisson counts.
[[nodiscard]] double ctr_fall_z(const Pooled& baseline, const Pooled& recent,
                                double overdispersion);

/// CPM ratio recent / baseline divided by that of the account; none where a CPM is missing.
[[nodiscard]] std::optional<double> cpm_ratio(const Pooled& baseline, const Pooled& recent,
                                              const Pooled& account_baseline,
                                              const Pooled& account_recent);

/// Slope per day with its t value.
struct Trend {
  double slope{0.0};
  double t{0.0};  ///< slope / standard error; 0 without a slope, infinite for a perfect line
};

/// ln(impressions / budget) over the last 7 days; none without 7 days that all have both, or when
/// the budget moved by `budget_change_max` or more.
[[nodiscard]] std::optional<Trend> impression_trend(std::span<const DayCounts> days,
                                                    double budget_change_max);

/// Days until CTR has fallen by `fall` from the baseline: ln((1 - fall) * baseline / now) / slope,
/// with the slope of ln CTR per day < 0. Negative when it is already there.
[[nodiscard]] double days_until_ctr(double now, double slope, double baseline, double fall);

/// Days until `now` reaches `limit` at `slope` > 0 per day.
[[nodiscard]] double days_until_level(double now, double slope, double limit);

/// Slopes over the last 7 days; none with fewer than 3 usable days. Of ln CTR, weighted by clicks;
/// of CPM relative to the account's; of the trailing frequency.
[[nodiscard]] std::optional<double> ctr_slope(std::span<const DayCounts> days);
[[nodiscard]] std::optional<double> cpm_slope(std::span<const DayCounts> days,
                                              std::span<const DayCounts> account_days);
[[nodiscard]] std::optional<double> frequency_slope(std::span<const DayCounts> days);

}  // namespace gv::fatigue
