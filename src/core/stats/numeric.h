#pragma once

#include <array>
#include <functional>
#include <span>

#include "base/rng.h"

namespace gv::stats {

/// One node of a quadrature rule: integral of f over [a, b] is about
/// (b - a) * sum of weight * f(a + (b - a) * at), with `at` in (0, 1) and weights summing to 1.
struct QuadratureNode {
  double at{0.0};
  double weight{0.0};
};

/// Gauss-Legendre rule with 16 nodes on the unit interval, ascending and symmetric: exact for
/// polynomials up to degree 31. Source: Abramowitz & Stegun 1964, table 25.4.
[[nodiscard]] const std::array<QuadratureNode, 16>& gauss_legendre_16();

/// Integral of `f` over [a, b]: the 16-node rule on `panels` >= 1 equal parts. a <= b, finite.
/// Cost: 16 * panels evaluations, always in the same order.
[[nodiscard]] double integrate(const std::function<double(double)>& f, double a, double b,
                               int panels = 1);

/// Where a function is smallest, and how small.
struct Minimum {
  double at{0.0};
  double value{0.0};
};

/// Minimises a unimodal `f` on [a, b], a <= b, by golden-section search until the bracket is
/// narrower than `tolerance` > 0 (absolute) or 200 steps have passed. Of a function with several
/// valleys it finds one. A NaN counts as larger than every number. One evaluation a step.
/// Source: Kiefer 1953.
[[nodiscard]] Minimum golden_section(const std::function<double(double)>& f, double a, double b,
                                     double tolerance = 1e-9);

/// A point estimate between its bounds.
struct Interval {
  double value{0.0};
  double lo{0.0};
  double hi{0.0};
};

/// The p-quantile, 0 <= p <= 1, of `sorted` (ascending, not empty): linear between order
/// statistics at position p * (n - 1) (type 7 of Hyndman & Fan 1996).
[[nodiscard]] double quantile_sorted(std::span<const double> sorted, double p);

/// Mean of `values` with the percentile bootstrap interval of the given `level` (0.95: the 2.5 %
/// and 97.5 % quantiles of the resampled means). `values` not empty and finite, `resamples` >= 1.
/// The draws depend on the size and on the order of `values`, so callers whose order is
/// accidental sort first. O(n * resamples). Source: Efron & Tibshirani 1993, ch. 13.
[[nodiscard]] Interval bootstrap_mean(std::span<const double> values, Rng& rng,
                                      int resamples = 1000, double level = 0.95);

/// A straight line fitted to points.
struct Line {
  double intercept{0.0};
  double slope{0.0};
  double slope_error{0.0};  ///< standard error of the slope, weights read as 1 / variance
};

/// Weighted least squares of y on x. The three spans have one length; weights are finite and
/// >= 0. When fewer than two distinct x carry weight, no slope can be told: the slope is 0 with
/// an infinite error, and the intercept is the weighted mean (0 without any weight).
[[nodiscard]] Line weighted_line(std::span<const double> x, std::span<const double> y,
                                 std::span<const double> weights);

}  // namespace gv::stats
