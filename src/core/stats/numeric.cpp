#include "core/stats/numeric.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

#include "base/check.h"

namespace gv::stats {

const std::array<QuadratureNode, 16>& gauss_legendre_16() {
  static constexpr std::array<QuadratureNode, 16> kNodes{{
      {0.0052995325041750333, 0.013576229705877048},
      {0.02771248846338371, 0.031126761969323947},
      {0.067184398806084122, 0.047579255841246393},
      {0.12229779582249849, 0.062314485627766938},
      {0.19106187779867811, 0.074797994408288368},
      {0.27099161117138632, 0.084578259697501268},
      {0.35919822461037054, 0.091301707522461792},
      {0.45249374508118129, 0.094725305227534251},
      {0.54750625491881877, 0.094725305227534251},
      {0.64080177538962946, 0.091301707522461792},
      {0.72900838882861374, 0.084578259697501268},
      {0.80893812220132189, 0.074797994408288368},
      {0.87770220417750155, 0.062314485627766938},
      {0.93281560119391582, 0.047579255841246393},
      {0.9722875115366163, 0.031126761969323947},
      {0.99470046749582497, 0.013576229705877048},
  }};
  return kNodes;
}

double integrate(const std::function<double(double)>& f, double a, double b, int panels) {
  GV_CHECK(std::isfinite(a) && std::isfinite(b) && a <= b && panels >= 1);
  const double width = (b - a) / panels;
  double total = 0.0;
  for (int panel = 0; panel < panels; ++panel) {
    const double start = a + width * panel;
    for (const auto& node : gauss_legendre_16()) total += node.weight * f(start + width * node.at);
  }
  return total * width;
}

Minimum golden_section(const std::function<double(double)>& f, double a, double b,
                       double tolerance) {
  GV_CHECK(std::isfinite(a) && std::isfinite(b) && a <= b && tolerance > 0.0);
  // Each step keeps the share 1/phi of the bracket, placed so that one inner point serves again.
  constexpr double kKeep = 1.0 / std::numbers::phi;
  const auto at = [&f](double x) {
    const double y = f(x);
    return Minimum{x, std::isnan(y) ? std::numeric_limits<double>::infinity() : y};
  };
  Minimum left = at(b - kKeep * (b - a));
  Minimum right = at(a + kKeep * (b - a));
  for (int step = 0; step < 200 && b - a > tolerance; ++step) {
    if (left.value <= right.value) {
      b = right.at;
      right = left;
      left = at(b - kKeep * (b - a));
    } else {
      a = left.at;
      left = right;
      right = at(a + kKeep * (b - a));
    }
  }
  return left.value <= right.value ? left : right;
}

double quantile_sorted(std::span<const double> sorted, double p) {
  GV_CHECK(!sorted.empty() && p >= 0.0 && p <= 1.0);
  const double position = p * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(position);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  const double part = position - static_cast<double>(below);
  return sorted[below] + part * (sorted[above] - sorted[below]);
}

Interval bootstrap_mean(std::span<const double> values, Rng& rng, int resamples, double level) {
  GV_CHECK(!values.empty() && resamples >= 1 && level > 0.0 && level < 1.0);
  const auto n = static_cast<double>(values.size());
  double total = 0.0;
  for (const double value : values) total += value;
  std::vector<double> means(static_cast<std::size_t>(resamples));
  for (double& mean : means) {
    double sum = 0.0;
    for (std::size_t i = 0; i < values.size(); ++i) sum += values[rng.below(values.size())];
    mean = sum / n;
  }
  std::sort(means.begin(), means.end());
  const double tail = (1.0 - level) / 2.0;
  return {total / n, quantile_sorted(means, tail), quantile_sorted(means, 1.0 - tail)};
}

Line weighted_line(std::span<const double> x, std::span<const double> y,
                   std::span<const double> weights) {
  GV_CHECK(x.size() == y.size() && x.size() == weights.size());
  double mass = 0.0;
  double sum_x = 0.0;
  double sum_y = 0.0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    mass += weights[i];
    sum_x += weights[i] * x[i];
    sum_y += weights[i] * y[i];
  }
  Line line{.slope_error = std::numeric_limits<double>::infinity()};
  if (mass <= 0.0) return line;
  const double mean_x = sum_x / mass;
  const double mean_y = sum_y / mass;
  // Centred sums: the textbook n*Sxy - Sx*Sy cancels when x are large and close, as days are.
  double sxx = 0.0;
  double sxy = 0.0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    sxx += weights[i] * (x[i] - mean_x) * (x[i] - mean_x);
    sxy += weights[i] * (x[i] - mean_x) * (y[i] - mean_y);
  }
  // Equal x leave only what rounding of their mean left; that is no spread.
  if (sxx <= 1e-28 * mass * std::max(mean_x * mean_x, 1e-280)) {
    line.intercept = mean_y;
    return line;
  }
  line.slope = sxy / sxx;
  line.intercept = mean_y - line.slope * mean_x;
  line.slope_error = 1.0 / std::sqrt(sxx);
  return line;
}

}  // namespace gv::stats
