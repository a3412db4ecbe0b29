#include "core/fatigue/trend.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "base/check.h"
#include "core/stats/numeric.h"

namespace gv::fatigue {
namespace {

constexpr std::size_t kRecentDays = 3;
constexpr std::size_t kTrendDays = 7;
constexpr std::size_t kYoungDays = 10;  ///< younger ads have 3-day baselines
constexpr std::size_t kYoungWindow = 3;

/// Points of a daily series; a day that has no value is left out.
struct Series {
  std::vector<double> x;
  std::vector<double> y;
  std::vector<double> weight;
  void add(std::size_t day, double value, double w) {
    x.push_back(static_cast<double>(day));
    y.push_back(value);
    weight.push_back(w);
  }
};

std::optional<double> slope_of(const Series& series) {
  if (series.x.size() < kRecentDays) return std::nullopt;
  const stats::Line line = stats::weighted_line(series.x, series.y, series.weight);
  if (!std::isfinite(line.slope_error)) return std::nullopt;
  return line.slope;
}

// ln(K/c) / sqrt(1/C + 1/c) rises as the recent clicks c fall from the expected K, but turns back
// where ln(K/c) = 2 (1 + c/C): few clicks are noisy by this formula, although fewer are never less
// evidence. The left side falls in c, so halving finds the point.
double peak_clicks(double expected, double baseline_clicks) {
  double low = 0.0;
  double high = expected;
  for (int step = 0; step < 60; ++step) {
    const double c = 0.5 * (low + high);
    (std::log(expected / c) > 2.0 * (1.0 + c / baseline_clicks) ? low : high) = c;
  }
  return high;
}

std::size_t trend_start(std::size_t days) { return days - std::min(days, kTrendDays); }

}  // namespace

Pooled pool(std::span<const DayCounts> days, const Window& window) {
  Pooled sum;
  for (const DayCounts& day : days.subspan(window.first, window.length)) {
    sum.impressions += static_cast<double>(day.impressions);
    sum.clicks += static_cast<double>(day.clicks);
    sum.spend += static_cast<double>(day.spend_minor);
  }
  return sum;
}

Window recent_window(std::size_t days) {
  GV_CHECK(days >= kRecentDays);
  return {days - kRecentDays, kRecentDays};
}

std::optional<Window> baseline_window(std::span<const DayCounts> days) {
  const std::size_t length = days.size() < kYoungDays ? kYoungWindow : kTrendDays;
  std::optional<Window> best;
  double best_ctr = 0.0;
  for (std::size_t first = 0; first + length + kRecentDays <= days.size(); ++first) {
    const double ctr = pool(days, {first, length}).ctr();
    if (ctr > 0.0 && ctr >= best_ctr) best = Window{first, length}, best_ctr = ctr;
  }
  return best;
}

double ctr_fall_z(const Pooled& baseline, const Pooled& recent, double overdispersion) {
  if (baseline.clicks <= 0.0 || recent.impressions <= 0.0) return 0.0;
  const double expected = baseline.ctr() * recent.impressions;
  const double clicks = std::max(recent.clicks, peak_clicks(expected, baseline.clicks));
  return std::log(expected / clicks) /
         std::sqrt(overdispersion * (1.0 / baseline.clicks + 1.0 / clicks));
}

std::optional<double> cpm_ratio(const Pooled& baseline, const Pooled& recent,
                                const Pooled& account_baseline, const Pooled& account_recent) {
  if (baseline.cpm() <= 0.0 || recent.cpm() <= 0.0) return std::nullopt;
  const bool account = account_baseline.cpm() > 0.0 && account_recent.cpm() > 0.0;
  const double market = account ? account_recent.cpm() / account_baseline.cpm() : 1.0;
  return recent.cpm() / baseline.cpm() / market;
}

std::optional<Trend> impression_trend(std::span<const DayCounts> days, double budget_change_max) {
  if (days.size() < kTrendDays) return std::nullopt;
  const auto week = days.last(kTrendDays);
  Series series;
  auto least = static_cast<double>(week.front().budget_minor);
  double most = least;
  for (std::size_t i = 0; i < kTrendDays; ++i) {
    if (week[i].impressions <= 0 || week[i].budget_minor <= 0) return std::nullopt;
    const auto budget = static_cast<double>(week[i].budget_minor);
    least = std::min(least, budget);
    most = std::max(most, budget);
    series.add(i, std::log(static_cast<double>(week[i].impressions) / budget), 1.0);
  }
  if (most >= (1.0 + budget_change_max) * least) return std::nullopt;

  const stats::Line line = stats::weighted_line(series.x, series.y, series.weight);
  double squares = 0.0;
  for (std::size_t i = 0; i < kTrendDays; ++i) {
    const double residual = series.y[i] - line.intercept - line.slope * series.x[i];
    squares += residual * residual;
  }
  // `slope_error` is that of points with variance 1; the residuals say what the variance is.
  const double error = line.slope_error * std::sqrt(squares / (kTrendDays - 2.0));
  if (line.slope == 0.0) return Trend{};
  return Trend{line.slope,
               error > 0.0 ? line.slope / error
                           : std::copysign(std::numeric_limits<double>::infinity(), line.slope)};
}

double days_until_ctr(double now, double slope, double baseline, double fall) {
  GV_CHECK(now > 0.0 && baseline > 0.0 && slope < 0.0);
  return std::log((1.0 - fall) * baseline / now) / slope;
}

double days_until_level(double now, double slope, double limit) {
  GV_CHECK(slope > 0.0);
  return (limit - now) / slope;
}

std::optional<double> ctr_slope(std::span<const DayCounts> days) {
  Series series;
  for (std::size_t i = trend_start(days.size()); i < days.size(); ++i) {
    if (days[i].clicks <= 0) continue;
    const auto clicks = static_cast<double>(days[i].clicks);
    series.add(i, std::log(clicks / static_cast<double>(days[i].impressions)), clicks);
  }
  return slope_of(series);
}

std::optional<double> cpm_slope(std::span<const DayCounts> days,
                                std::span<const DayCounts> account_days) {
  Series series;
  for (std::size_t i = trend_start(days.size()); i < days.size(); ++i) {
    const double cpm = pool(days, {i, 1}).cpm();
    const double account = account_days.empty() ? 1.0 : pool(account_days, {i, 1}).cpm();
    if (cpm > 0.0 && account > 0.0) {
      series.add(i, cpm / account, static_cast<double>(days[i].impressions));
    }
  }
  return slope_of(series);
}

std::optional<double> frequency_slope(std::span<const DayCounts> days) {
  Series series;
  for (std::size_t i = trend_start(days.size()); i < days.size(); ++i) {
    if (days[i].frequency_7d > 0.0) series.add(i, days[i].frequency_7d, 1.0);
  }
  return slope_of(series);
}

}  // namespace gv::fatigue
