#include "core/allocate/response.h"

#include <cmath>

namespace gv::allocate {
namespace {

constexpr double kTableEnd = 1e9;      ///< largest t in the table
constexpr double kTableError = 5e-10;  ///< half of what is promised
constexpr int kMantissaBits = 52;

// With z = 1 + b/H the marginal per rho0 is m(z) = z^-e (1 - e + e/z), so with w = ln z
//   ln m = -e w + ln(1 + e (exp(-w) - 1)),
// which is convex and falls with a slope between -2e and -e: Newton from w = -ln(m) / (2e), left
// of the root, climbs to it without ever overshooting. Returns t = z - 1 = exp(w) - 1.
double exact_inverse(double log_ratio, double e) {
  if (!(log_ratio > 0.0)) return 0.0;
  double w = log_ratio / (2.0 * e);
  for (int step = 0; step < 100; ++step) {
    const double fall = std::expm1(-w);
    const double excess = log_ratio - e * w + std::log1p(e * fall);
    const double slope = -e - e * (1.0 + fall) / (1.0 + e * fall);
    const double next = w - excess / slope;
    if (!(next > w * (1.0 + 4e-16))) break;
    w = next;
  }
  return std::expm1(w);
}

// Exact near 1, where the difference is: the subtraction loses nothing there.
double log_of_ratio(double ratio) {
  return ratio < 2.0 ? std::log1p(ratio - 1.0) : std::log(ratio);
}

}  // namespace

double unit_value(double budget, double half_saturation, double elasticity) {
  return budget * std::pow(1.0 + budget / half_saturation, -elasticity);
}

double unit_marginal(double budget, double half_saturation, double elasticity) {
  const double t = budget / half_saturation;
  const double z = 1.0 + t;
  return std::pow(z, -elasticity) * (1.0 - elasticity * t / z);
}

double value(const Response& response, double budget) {
  return response.rho0 * unit_value(budget, response.half_saturation, response.elasticity);
}

double marginal(const Response& response, double budget) {
  return response.rho0 * unit_marginal(budget, response.half_saturation, response.elasticity);
}

double inverse_marginal(const Response& response, double lambda) {
  GV_CHECK(lambda > 0.0);
  const double ratio = response.rho0 / lambda;
  return response.half_saturation * exact_inverse(log_of_ratio(ratio), response.elasticity);
}

double rho0_factor(double measured_spend, double half_saturation, double elasticity) {
  return std::pow(1.0 + measured_spend / half_saturation, elasticity);
}

ResponseTable::ResponseTable(double elasticity) : elasticity_(elasticity) {
  GV_CHECK(elasticity >= 0.05 && elasticity <= 0.95);
  for (int bits_per_octave = 5; bits_per_octave <= 14; ++bits_per_octave) {
    build(bits_per_octave);
    if (accurate()) return;
  }
  GV_CHECK(false && "the inverse marginal is smooth enough for 2^14 intervals an octave");
}

void ResponseTable::build(int bits_per_octave) {
  shift_ = kMantissaBits - bits_per_octave;
  first_ = std::bit_cast<std::uint64_t>(1.0) >> shift_;
  mask_ = (std::uint64_t{1} << shift_) - 1;
  width_ = 1.0 / static_cast<double>(std::uint64_t{1} << shift_);
  intervals_.clear();
  for (std::uint64_t index = first_;; ++index) {
    const double left = std::bit_cast<double>(index << shift_);
    const double right = std::bit_cast<double>((index + 1) << shift_);
    const double t0 = exact_inverse(log_of_ratio(left), elasticity_);
    const double t1 = exact_inverse(log_of_ratio(right), elasticity_);
    if (t0 > kTableEnd) {
      last_ = left;
      return;
    }
    // Slopes per interval: dt/du = (dt / d ln r) * (right - left) / r.
    const double s0 = slope(t0) * (right - left) / left;
    const double s1 = slope(t1) * (right - left) / right;
    intervals_.push_back({t0, s0, 3.0 * (t1 - t0) - 2.0 * s0 - s1, 2.0 * (t0 - t1) + s0 + s1});
  }
}

bool ResponseTable::accurate() const {
  for (std::size_t i = 0; i < intervals_.size(); ++i) {
    const double left = std::bit_cast<double>((first_ + i) << shift_);
    const double right = std::bit_cast<double>((first_ + i + 1) << shift_);
    for (const double u : {0.25, 0.5, 0.75}) {
      const double ratio = left + u * (right - left);
      const double exact = exact_inverse(log_of_ratio(ratio), elasticity_);
      if (!(std::abs((*this)(ratio)-exact) <= kTableError * exact)) return false;
    }
  }
  return true;
}

double ResponseTable::beyond(double ratio) const {
  return exact_inverse(log_of_ratio(ratio), elasticity_);
}

}  // namespace gv::allocate
