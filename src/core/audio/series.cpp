#include "core/audio/series.h"

#include <algorithm>
#include <cmath>

#include "core/stats/numeric.h"

namespace gv::audio {
namespace {

double quantile_of(std::vector<double> values, double p) {
  if (values.empty()) return 0.0;
  std::sort(values.begin(), values.end());
  return stats::quantile_sorted(values, p);
}

/// Number of true flags among the first i, for all i.
std::vector<int> counts_of(const std::vector<bool>& flags) {
  std::vector<int> counts(flags.size() + 1, 0);
  for (std::size_t i = 0; i < flags.size(); ++i) counts[i + 1] = counts[i] + (flags[i] ? 1 : 0);
  return counts;
}

/// The places within `reach` of `at`.
Run around(int at, int reach, std::size_t size) {
  return {std::max(0, at - reach), std::min(static_cast<int>(size), at + reach + 1)};
}

float quantile_sorted(const std::vector<float>& sorted, double p) {
  const double position = p * static_cast<double>(sorted.size() - 1);
  const auto low = static_cast<std::size_t>(position);
  const std::size_t high = std::min(low + 1, sorted.size() - 1);
  const double share = position - static_cast<double>(low);
  return static_cast<float>((1.0 - share) * static_cast<double>(sorted[low]) +
                            share * static_cast<double>(sorted[high]));
}

}  // namespace

double percentile(std::span<const float> values, double p) {
  return quantile_of({values.begin(), values.end()}, p);
}

double percentile(std::span<const double> values, double p) {
  return quantile_of({values.begin(), values.end()}, p);
}

std::vector<double> prefix_sums(std::span<const float> values) {
  std::vector<double> sums(values.size() + 1, 0.0);
  for (std::size_t i = 0; i < values.size(); ++i) {
    sums[i + 1] = sums[i] + static_cast<double>(values[i]);
  }
  return sums;
}

std::vector<float> running_percentile(std::span<const float> values, int reach, double p) {
  std::vector<float> result(values.size());
  std::vector<float> window;  // sorted
  Run held{0, 0};
  for (int i = 0; i < static_cast<int>(values.size()); ++i) {
    const Run wanted = around(i, reach, values.size());
    for (; held.last < wanted.last; ++held.last) {
      const float value = values[static_cast<std::size_t>(held.last)];
      window.insert(std::upper_bound(window.begin(), window.end(), value), value);
    }
    for (; held.first < wanted.first; ++held.first) {
      const float value = values[static_cast<std::size_t>(held.first)];
      window.erase(std::lower_bound(window.begin(), window.end(), value));
    }
    result[static_cast<std::size_t>(i)] = quantile_sorted(window, p);
  }
  return result;
}

std::vector<bool> running_majority(const std::vector<bool>& flags, int reach) {
  const std::vector<int> counts = counts_of(flags);
  std::vector<bool> result(flags.size());
  for (int i = 0; i < static_cast<int>(flags.size()); ++i) {
    const Run run = around(i, reach, flags.size());
    const int found =
        counts[static_cast<std::size_t>(run.last)] - counts[static_cast<std::size_t>(run.first)];
    result[static_cast<std::size_t>(i)] = 2 * found > run.last - run.first;
  }
  return result;
}

std::vector<bool> widened(const std::vector<bool>& flags, int reach) {
  const std::vector<int> counts = counts_of(flags);
  std::vector<bool> result(flags.size());
  for (int i = 0; i < static_cast<int>(flags.size()); ++i) {
    const Run run = around(i, reach, flags.size());
    result[static_cast<std::size_t>(i)] =
        counts[static_cast<std::size_t>(run.last)] > counts[static_cast<std::size_t>(run.first)];
  }
  return result;
}

std::vector<Run> runs_of(const std::vector<bool>& flags) {
  std::vector<Run> runs;
  for (int i = 0; i < static_cast<int>(flags.size()); ++i) {
    if (!flags[static_cast<std::size_t>(i)]) continue;
    if (!runs.empty() && runs.back().last == i) {
      ++runs.back().last;
    } else {
      runs.push_back({i, i + 1});
    }
  }
  return runs;
}

double decibels(double power, double floor_db) {
  return power > 0.0 ? std::max(floor_db, 10.0 * std::log10(power)) : floor_db;
}

double ramp(double x, double a, double b) { return std::clamp((x - a) / (b - a), 0.0, 1.0); }

}  // namespace gv::audio
