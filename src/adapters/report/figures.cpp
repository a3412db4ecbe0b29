#include "adapters/report/figures.h"

#include <cmath>

#include <fmt/format.h>

#include "base/money.h"

namespace gv::report {
namespace {

constexpr const char* kMinus = "\xE2\x88\x92";
constexpr const char* kNoBreakSpace = "\xC2\xA0";
constexpr const char* kDash = "\xE2\x80\x93";

/// The sign apart from the digits, so that what rounds to zero loses it.
std::string with_sign(bool negative, const std::string& digits) {
  const bool zero = digits.find_first_of("123456789") == std::string::npos;
  return negative && !zero ? kMinus + digits : digits;
}

std::string grouped(std::int64_t minor, bool cents) {
  const bool negative = minor < 0;
  std::string text = format_major(negative ? -minor : minor, Currency::usd());
  if (!cents) text.resize(text.find('.'));
  return with_sign(negative, "$" + text);
}

}  // namespace

std::string decimal(double value, int decimals) {
  return with_sign(value < 0.0, fmt::format("{:.{}f}", std::abs(value), decimals));
}

std::string percent(double share, int decimals) {
  return decimal(100.0 * share, decimals) + kNoBreakSpace + "%";
}

std::string percent(const std::optional<double>& share, int decimals) {
  return share ? percent(*share, decimals) : kDash;
}

std::string whole_dollars(std::int64_t amount) {
  return grouped(amount * Currency::usd().minor_per_major(), false);
}

std::string dollars(double minor) {
  const auto per_major = static_cast<double>(Currency::usd().minor_per_major());
  return whole_dollars(round_half_away(minor / per_major));
}

std::string dollars_and_cents(std::int64_t minor) { return grouped(minor, true); }

std::string counted(std::int64_t n, const char* noun) {
  return fmt::format("{}{}{}{}", n, kNoBreakSpace, noun, n == 1 ? "" : "s");
}

}  // namespace gv::report
