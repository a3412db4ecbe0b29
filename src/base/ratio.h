#pragma once

#include <cmath>
#include <compare>
#include <string_view>

#include "base/result.h"

namespace gv {

/// A finite, dimensionless number: ROAS, a lift, a fall. Never NaN or infinite.
class Ratio {
 public:
  constexpr Ratio() = default;
  /// Errors: Nan, when `value` is not finite; `where` names the field.
  static Result<Ratio> parse(double value, std::string_view where);
  [[nodiscard]] constexpr double value() const { return value_; }
  friend constexpr auto operator<=>(const Ratio&, const Ratio&) = default;

 private:
  explicit constexpr Ratio(double value) : value_(value) {}
  friend consteval Ratio operator""_ratio(long double value);
  double value_{0.0};
};

/// A number in [0, 1]: CTR, CVR, a confidence.
class Probability {
 public:
  constexpr Probability() = default;
  /// Errors: InvalidInput outside [0, 1] or NaN; `where` names the field.
  static Result<Probability> parse(double value, std::string_view where);
  [[nodiscard]] constexpr double value() const { return value_; }
  friend constexpr auto operator<=>(const Probability&, const Probability&) = default;

 private:
  explicit constexpr Probability(double value) : value_(value) {}
  friend consteval Probability operator""_prob(long double value);
  double value_{0.0};
};

/// `0.20_ratio`: checked when compiled.
consteval Ratio operator""_ratio(long double value) {
  if (value != value || value > 1e300L) throw "a ratio is finite";
  return Ratio(static_cast<double>(value));
}

/// `0.95_prob`: checked when compiled.
consteval Probability operator""_prob(long double value) {
  if (!(value >= 0.0L && value <= 1.0L)) throw "a probability lies in [0, 1]";
  return Probability(static_cast<double>(value));
}

}  // namespace gv
