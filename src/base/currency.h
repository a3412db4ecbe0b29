#pragma once

#include <array>
#include <compare>
#include <string>
#include <string_view>

#include "base/result.h"

namespace gv {

/// An ISO 4217 currency in use. Knows how many decimals its minor unit has: AED 2, JPY 0, KWD 3.
class Currency {
 public:
  /// Errors: InvalidInput, when `code` is not an active ISO 4217 code (upper case).
  static Result<Currency> parse(std::string_view code, std::string_view where);
  static Currency usd() { return Currency("USD", 2); }

  [[nodiscard]] std::string_view code() const { return {code_.data(), 3}; }
  [[nodiscard]] int exponent() const { return exponent_; }
  /// 10^exponent: minor units in one major unit.
  [[nodiscard]] std::int64_t minor_per_major() const;

  friend auto operator<=>(const Currency&, const Currency&) = default;

 private:
  Currency(std::string_view code, int exponent);
  std::array<char, 3> code_;
  int exponent_;
};

}  // namespace gv
