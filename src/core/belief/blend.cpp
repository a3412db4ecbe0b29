#include "core/belief/blend.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace gv::belief {
namespace {

constexpr double kTailHours = 24.0;  // e-folding of the approach to full ROAS weight

double logistic(double x) { return 1.0 / (1.0 + std::exp(-x)); }

/// Shape of the transition, g(0) = 0, g(1) = 1.
double transition(BlendCurve curve, double u) {
  switch (curve) {
    case BlendCurve::Sigmoid:
      return (logistic(10.0 * (u - 0.5)) - logistic(-5.0)) / (logistic(5.0) - logistic(-5.0));
    case BlendCurve::Linear:
      return u;
    case BlendCurve::Cosine:
      return (1.0 - std::cos(std::numbers::pi * u)) / 2.0;
    case BlendCurve::Exponential:
      return std::expm1(-3.0 * u) / std::expm1(-3.0);
    case BlendCurve::Step:
      return u < 0.5 ? 0.0 : 1.0;
    case BlendCurve::Piecewise:
      break;  // has its own schedule
  }
  return u;
}

/// The 6 / 24 / 72 h schedule, which keeps a floor of 10 % for the click rate.
double piecewise_ctr(double hours) {
  if (hours <= 6.0) return 1.0;
  if (hours <= 24.0) return 1.0 - 0.3 * (hours - 6.0) / 18.0;
  if (hours <= 72.0) return 0.7 - 0.4 * (hours - 24.0) / 48.0;
  return std::max(0.1, 0.3 * std::exp(-0.1 * (hours - 72.0) / 24.0));
}

}  // namespace

BlendWeights blend_weights(double age_hours, const BlendConfig& config) {
  if (config.curve == BlendCurve::Piecewise) {
    const double ctr = piecewise_ctr(age_hours);
    return {.ctr = ctr, .roas = 1.0 - ctr};
  }
  const double start = config.ctr_only_hours;
  const double end = config.transition_end_hours;
  const double late = config.late_roas_weight;
  double roas = 0.0;
  if (age_hours >= end) {
    roas = 1.0 - (1.0 - late) * std::exp(-(age_hours - end) / kTailHours);
  } else if (age_hours > start) {
    roas =
        late * std::clamp(transition(config.curve, (age_hours - start) / (end - start)), 0.0, 1.0);
  }
  return {.ctr = 1.0 - roas, .roas = roas};
}

}  // namespace gv::belief
