#pragma once

#include <optional>
#include <span>
#include <vector>

#include <boost/describe/class.hpp>

namespace gv::insight {

/// A stretch of time, [t0, t1), seconds.
struct TimeSpan {
  double t0{0.0};
  double t1{0.0};
  [[nodiscard]] double length() const { return t1 - t0; }
  friend bool operator==(const TimeSpan&, const TimeSpan&) = default;
};
BOOST_DESCRIBE_STRUCT(TimeSpan, (), (t0, t1))

/// 0 up to `from`, 1 from `to` on, a line between. from < to.
[[nodiscard]] double ramp(double x, double from, double to);
/// Rises from `a` to `b`, is 1 up to `c`, falls to 0 at `d`. a < b <= c < d.
[[nodiscard]] double band(double x, double a, double b, double c, double d);

/// 0 of nothing.
[[nodiscard]] double mean_of(std::span<const double> values);
/// Population variance; 0 of nothing.
[[nodiscard]] double variance_of(std::span<const double> values);
/// The p-quantile, 0 <= p <= 1, linear between order statistics; 0 of nothing. O(n log n).
[[nodiscard]] double percentile_of(std::span<const double> values, double p);
/// Cosine of two vectors; none when either is empty or all zero, or their sizes differ.
[[nodiscard]] std::optional<double> cosine_of(std::span<const double> a, std::span<const double> b);

/// Time within [from, to] that at least one of `spans` covers. Spans in any order. O(n log n).
[[nodiscard]] double covered_time(std::vector<TimeSpan> spans, double from, double to);

/// One step of a piecewise constant curve: `value` from `t` until the next step.
struct SeriesPoint {
  double t{0.0};
  double value{0.0};
};

/// A piecewise constant curve over [0, duration], made for many questions about its means. Before
/// its first point it has that point's value.
class StepCurve {
 public:
  /// `points` ascending in t, not empty; duration > 0.
  StepCurve(std::span<const SeriesPoint> points, double duration);
  /// Mean over [from, to], 0 <= from < to <= duration. O(log n).
  [[nodiscard]] double mean(double from, double to) const;
  /// Where the value may change, ascending: 0, the points, the duration.
  [[nodiscard]] const std::vector<double>& edges() const { return edges_; }

 private:
  [[nodiscard]] double integral(double t) const;
  std::vector<double> edges_;   ///< n + 1
  std::vector<double> values_;  ///< n
  std::vector<double> sums_;    ///< n + 1, integral from 0 to the edge
};

}  // namespace gv::insight
