#include "core/insight/measure.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"
#include "core/stats/numeric.h"

namespace gv::insight {

double ramp(double x, double from, double to) {
  return std::clamp((x - from) / (to - from), 0.0, 1.0);
}

double band(double x, double a, double b, double c, double d) {
  return x <= c ? ramp(x, a, b) : 1.0 - ramp(x, c, d);
}

double mean_of(std::span<const double> values) {
  if (values.empty()) return 0.0;
  double sum = 0.0;
  for (const double v : values) sum += v;
  return sum / static_cast<double>(values.size());
}

double variance_of(std::span<const double> values) {
  if (values.empty()) return 0.0;
  const double mean = mean_of(values);
  double sum = 0.0;
  for (const double v : values) sum += (v - mean) * (v - mean);
  return sum / static_cast<double>(values.size());
}

double percentile_of(std::span<const double> values, double p) {
  if (values.empty()) return 0.0;
  std::vector<double> sorted(values.begin(), values.end());
  std::sort(sorted.begin(), sorted.end());
  return stats::quantile_sorted(sorted, p);
}

std::optional<double> cosine_of(std::span<const double> a, std::span<const double> b) {
  if (a.size() != b.size()) return std::nullopt;
  double ab = 0.0;
  double aa = 0.0;
  double bb = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    ab += a[i] * b[i];
    aa += a[i] * a[i];
    bb += b[i] * b[i];
  }
  if (aa == 0.0 || bb == 0.0) return std::nullopt;
  return std::clamp(ab / std::sqrt(aa * bb), -1.0, 1.0);
}

double covered_time(std::vector<TimeSpan> spans, double from, double to) {
  std::sort(spans.begin(), spans.end(), [](const TimeSpan& a, const TimeSpan& b) {
    return a.t0 != b.t0 ? a.t0 < b.t0 : a.t1 < b.t1;
  });
  double covered = 0.0;
  double reached = from;
  for (const auto& span : spans) {
    const double start = std::max(span.t0, reached);
    const double end = std::min(span.t1, to);
    if (end <= start) continue;
    covered += end - start;
    reached = end;
  }
  return covered;
}

StepCurve::StepCurve(std::span<const SeriesPoint> points, double duration) {
  GV_CHECK(!points.empty() && duration > 0.0);
  edges_.push_back(0.0);
  values_.push_back(points.front().value);
  sums_.push_back(0.0);
  for (const auto& point : points) {
    if (point.t >= duration) break;
    if (point.t <= edges_.back()) {
      values_.back() = point.value;
      continue;
    }
    sums_.push_back(sums_.back() + values_.back() * (point.t - edges_.back()));
    edges_.push_back(point.t);
    values_.push_back(point.value);
  }
  sums_.push_back(sums_.back() + values_.back() * (duration - edges_.back()));
  edges_.push_back(duration);
}

double StepCurve::integral(double t) const {
  const auto after = std::upper_bound(edges_.begin(), edges_.end(), t);
  const auto reached = static_cast<std::size_t>(after - edges_.begin());
  const std::size_t i = std::min(reached == 0 ? 0 : reached - 1, values_.size() - 1);
  return sums_[i] + values_[i] * (t - edges_[i]);
}

double StepCurve::mean(double from, double to) const {
  GV_CHECK(from < to);
  return (integral(to) - integral(from)) / (to - from);
}

}  // namespace gv::insight
