#pragma once

#include <span>
#include <vector>

namespace gv::audio {

/// The p-quantile, 0 <= p <= 1, linear between order statistics; 0 of nothing. O(n log n).
[[nodiscard]] double percentile(std::span<const float> values, double p);
[[nodiscard]] double percentile(std::span<const double> values, double p);

/// sums[i] is the sum of the first i values; one longer than `values`.
[[nodiscard]] std::vector<double> prefix_sums(std::span<const float> values);

/// The p-quantile of the values within `reach` places of each one, clipped at the ends.
/// O(n reach), with a small constant.
[[nodiscard]] std::vector<float> running_percentile(std::span<const float> values, int reach,
                                                    double p);

/// The majority within `reach` places of each flag, clipped at the ends; a tie is false.
[[nodiscard]] std::vector<bool> running_majority(const std::vector<bool>& flags, int reach);

/// True within `reach` places of any true flag.
[[nodiscard]] std::vector<bool> widened(const std::vector<bool>& flags, int reach);

/// Places [first, last).
struct Run {
  int first{0};
  int last{0};
  friend bool operator==(const Run&, const Run&) = default;
};
/// The maximal runs of true flags, in order.
[[nodiscard]] std::vector<Run> runs_of(const std::vector<bool>& flags);

/// 10 log10 of a power, with a floor: decibels(0, -100) is -100.
[[nodiscard]] double decibels(double power, double floor_db);

/// clamp((x - a) / (b - a), 0, 1), a < b.
[[nodiscard]] double ramp(double x, double a, double b);

}  // namespace gv::audio
