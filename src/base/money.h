#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/currency.h"
#include "base/result.h"

namespace gv {

/// An exact amount: minor units of one currency. Inside the decision core, where an account has
/// exactly one currency, amounts travel as `*_minor` integers beside that currency.
class Money {
 public:
  Money(std::int64_t minor, Currency currency) : minor_(minor), currency_(currency) {}

  /// Reads a decimal in major units: "7000.00" AED is 700000, "-0.125" USD is -13. Rounds half
  /// away from zero, from the text. Accepts an optional sign, digits with an optional point, and
  /// thousands separators "," between groups of three.
  /// Errors: InvalidInput, Overflow; `where` names the field.
  static Result<Money> parse_major(std::string_view text, Currency currency,
                                   std::string_view where);

  [[nodiscard]] std::int64_t minor() const { return minor_; }
  [[nodiscard]] Currency currency() const { return currency_; }

  /// Errors: CurrencyMismatch, Overflow.
  [[nodiscard]] Result<Money> plus(const Money& other) const;
  [[nodiscard]] Result<Money> minus(const Money& other) const;

  friend bool operator==(const Money&, const Money&) = default;

 private:
  std::int64_t minor_;
  Currency currency_;
};

/// "2,250.00": major units with thousands separators, without the currency code.
[[nodiscard]] std::string format_major(std::int64_t minor, Currency currency);
/// "2250.00": major units for machines (CSV, files that are read again).
[[nodiscard]] std::string format_major_plain(std::int64_t minor, Currency currency);

/// Rounds half away from zero. Precondition (checked): |value| < 2^63.
[[nodiscard]] std::int64_t round_half_away(double value);

/// Splits `total` >= 0 in proportion to `weights` (finite, >= 0, not all zero) so that the parts
/// sum to `total` exactly: floors, then one unit each to the largest fractional parts; ties go to
/// the lower index, so callers order by ascending id. O(n log n). Method: Hamilton / Hare.
[[nodiscard]] std::vector<std::int64_t> largest_remainder(std::int64_t total,
                                                          std::span<const double> weights);

}  // namespace gv
