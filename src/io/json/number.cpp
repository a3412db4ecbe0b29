#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>

#include "base/check.h"
#include "io/json/serialize.h"

namespace gv::json {
namespace {

struct Decimal {
  std::string digits;  ///< without trailing zeros
  int point{0};        ///< the value is 0.digits times ten to this power
};

/// The shortest digits that read back as `number` > 0, nearest first (std::to_chars).
Decimal shortest(double number) {
  std::array<char, 32> text{};
  const auto [end, trouble] =
      std::to_chars(text.data(), text.data() + text.size(), number, std::chars_format::scientific);
  GV_CHECK(trouble == std::errc());
  Decimal decimal;
  const char* at = text.data();
  for (; *at != 'e'; ++at) {
    if (*at != '.') decimal.digits += *at;
  }
  decimal.point = std::atoi(at + 1) + 1;
  return decimal;
}

std::string with_exponent(const std::string& digits, int exponent) {
  std::string text = digits.substr(0, 1);
  if (digits.size() > 1) text += "." + digits.substr(1);
  return text + (exponent < 0 ? "e-" : "e+") + std::to_string(std::abs(exponent));
}

}  // namespace

// ECMA-262, Number::toString: k digits, n = point.
std::string number_text(double number) {
  GV_CHECK(std::isfinite(number));
  if (number == 0.0) return "0";
  if (number < 0.0) return "-" + number_text(-number);
  const auto [digits, n] = shortest(number);
  const int k = static_cast<int>(digits.size());
  if (k <= n && n <= 21) return digits + std::string(static_cast<std::size_t>(n - k), '0');
  if (0 < n && n <= 21) {
    return digits.substr(0, static_cast<std::size_t>(n)) + "." +
           digits.substr(static_cast<std::size_t>(n));
  }
  if (-6 < n && n <= 0) return "0." + std::string(static_cast<std::size_t>(-n), '0') + digits;
  return with_exponent(digits, n - 1);
}

}  // namespace gv::json
