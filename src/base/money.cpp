#include "base/money.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "base/check.h"
#include "base/utf8.h"

namespace gv {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The digits of the integer part without separators, or nothing when a group is not of three.
bool strip_separators(std::string_view part, std::string& digits) {
  const auto first = part.find(',');
  if (first == 0 || first > 3) {
    if (first != std::string_view::npos) return false;
  }
  for (std::size_t i = 0; i < part.size(); ++i) {
    if (is_digit(part[i])) {
      digits += part[i];
    } else if (part[i] != ',' || (i - first) % 4 != 0 || i + 4 > part.size()) {
      return false;
    }
  }
  return first == std::string_view::npos || (part.size() - first) % 4 == 0;
}

}  // namespace

Result<Money> Money::parse_major(std::string_view text, Currency currency, std::string_view where) {
  const auto refuse = [&](ErrorCode code, const char* what) {
    return fail(code, std::string(where),
                std::string(what) + ", got \"" + excerpt(text, 40) + "\"");
  };
  const char* const form = "must be an amount such as 1234.50";
  std::string_view rest = text;
  const bool negative = !rest.empty() && rest.front() == '-';
  if (!rest.empty() && (rest.front() == '-' || rest.front() == '+')) rest.remove_prefix(1);
  const auto point = rest.find('.');
  const std::string_view fraction =
      point == std::string_view::npos ? std::string_view{} : rest.substr(point + 1);
  std::string digits;
  if (!strip_separators(rest.substr(0, point), digits)) {
    return refuse(ErrorCode::InvalidInput, form);
  }
  if (digits.empty() && fraction.empty()) return refuse(ErrorCode::InvalidInput, form);
  if (!std::all_of(fraction.begin(), fraction.end(), is_digit)) {
    return refuse(ErrorCode::InvalidInput, form);
  }
  const auto kept = static_cast<std::size_t>(currency.exponent());
  for (std::size_t i = 0; i < kept; ++i) digits += i < fraction.size() ? fraction[i] : '0';
  std::int64_t minor = 0;
  for (const char digit : digits) {
    if (__builtin_mul_overflow(minor, 10, &minor) ||
        __builtin_add_overflow(minor, digit - '0', &minor)) {
      return refuse(ErrorCode::Overflow, "is too large");
    }
  }
  // Half away from zero depends on the first dropped digit alone: .5 and above rounds away.
  if (fraction.size() > kept && fraction[kept] >= '5' && __builtin_add_overflow(minor, 1, &minor)) {
    return refuse(ErrorCode::Overflow, "is too large");
  }
  return Money(negative ? -minor : minor, currency);
}

Result<Money> Money::plus(const Money& other) const {
  if (currency_ != other.currency_) {
    return fail(ErrorCode::CurrencyMismatch, "money",
                "cannot add " + std::string(other.currency_.code()) + " to " +
                    std::string(currency_.code()));
  }
  std::int64_t sum = 0;
  if (__builtin_add_overflow(minor_, other.minor_, &sum)) {
    return fail(ErrorCode::Overflow, "money", "the sum is too large");
  }
  return Money(sum, currency_);
}

Result<Money> Money::minus(const Money& other) const {
  if (other.minor_ == std::numeric_limits<std::int64_t>::min()) {
    return fail(ErrorCode::Overflow, "money", "the difference is too large");
  }
  return plus(Money(-other.minor_, other.currency_));
}

std::string format_major_plain(std::int64_t minor, Currency currency) {
  const bool negative = minor < 0;
  const auto magnitude =
      negative ? 0 - static_cast<std::uint64_t>(minor) : static_cast<std::uint64_t>(minor);
  std::string digits = std::to_string(magnitude);
  const auto decimals = static_cast<std::size_t>(currency.exponent());
  if (digits.size() <= decimals) digits.insert(0, decimals + 1 - digits.size(), '0');
  if (decimals > 0) digits.insert(digits.size() - decimals, ".");
  return negative ? "-" + digits : digits;
}

std::string format_major(std::int64_t minor, Currency currency) {
  std::string text = format_major_plain(minor, currency);
  const std::size_t start = text.front() == '-' ? 1 : 0;
  const std::size_t end = std::min(text.find('.'), text.size());
  for (std::size_t at = end; at > start + 3; at -= 3) text.insert(at - 3, ",");
  return text;
}

std::int64_t round_half_away(double value) {
  GV_CHECK(std::abs(value) < 9.2233720368547e18);
  return static_cast<std::int64_t>(std::round(value));
}

std::vector<std::int64_t> largest_remainder(std::int64_t total, std::span<const double> weights) {
  GV_CHECK(total >= 0);
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  GV_CHECK(sum > 0.0 && std::isfinite(sum));
  std::vector<std::int64_t> parts(weights.size());
  std::vector<double> fraction(weights.size());
  std::int64_t given = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const double exact = static_cast<double>(total) * (weights[i] / sum);
    parts[i] = static_cast<std::int64_t>(std::floor(exact));
    fraction[i] = exact - std::floor(exact);
    given += parts[i];
  }
  std::vector<std::size_t> order(weights.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return fraction[a] > fraction[b]; });
  // Rounding of `exact` can leave the floors a unit above or far below the total when the total
  // exceeds 2^53; walking the order until the sum is exact covers both.
  for (std::size_t i = 0; given < total; i = (i + 1) % order.size(), ++given) ++parts[order[i]];
  for (std::size_t i = order.size(); given > total;) {
    i = i == 0 ? order.size() - 1 : i - 1;
    if (parts[order[i]] > 0) --parts[order[i]], --given;
  }
  return parts;
}

}  // namespace gv
