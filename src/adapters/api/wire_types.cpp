#include "adapters/api/wire_types.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <boost/describe/class.hpp>
#include <fmt/format.h>

namespace gv::api {
namespace {

constexpr std::int64_t kMajorMax = 9'000'000'000'000;

/// The digits of `text`, a JSON number, and where their point stands: the value is
/// 0.digits * 10^point.
struct Digits {
  bool negative{false};
  std::string digits;
  std::int64_t point{0};
};

Digits taken_apart(std::string_view text) {
  Digits out;
  out.negative = text.starts_with('-');
  if (out.negative) text.remove_prefix(1);
  const auto e = text.find_first_of("eE");
  const auto mantissa = text.substr(0, e);
  std::int64_t exponent = 0;
  if (e != std::string_view::npos) {
    auto digits = text.substr(e + 1);
    if (digits.starts_with('+')) digits.remove_prefix(1);
    // An exponent beyond int64 is out of range either way; its sign still counts.
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), exponent);
    if (read.ec != std::errc()) exponent = digits.starts_with('-') ? -1'000'000 : 1'000'000;
  }
  const auto dot = mantissa.find('.');
  out.digits = std::string(mantissa.substr(0, dot));
  out.point = static_cast<std::int64_t>(out.digits.size()) + exponent;
  if (dot != std::string_view::npos) out.digits += mantissa.substr(dot + 1);
  const auto zeros = std::min(out.digits.find_first_not_of('0'), out.digits.size());
  out.digits.erase(0, zeros);
  out.point -= static_cast<std::int64_t>(zeros);
  return out;
}

}  // namespace

Result<std::int64_t> amount_of(std::string_view decimal, Currency currency,
                               std::string_view where) {
  const auto refused = [&] {
    return fail(ErrorCode::InvalidInput, std::string(where),
                fmt::format("must be an amount of at most {} {}", kMajorMax, currency.code()));
  };
  constexpr std::int64_t kPointMax = 13;   // 9e12 has 13 digits before the point
  constexpr std::int64_t kPointMin = -20;  // far below half of any minor unit
  const auto number = taken_apart(decimal);
  if (number.digits.empty() || number.point < kPointMin) return 0;
  if (number.point > kPointMax) return refused();
  const auto before = static_cast<std::size_t>(std::max<std::int64_t>(number.point, 0));
  std::string plain = number.negative ? "-" : "";
  std::string digits =
      std::string(number.point < 0 ? static_cast<std::size_t>(-number.point) : 0, '0') +
      number.digits;
  if (digits.size() < before) digits.resize(before, '0');
  plain += digits.substr(0, before) + "." + digits.substr(before);
  if (before == 0) plain.insert(number.negative ? 1 : 0, "0");
  GV_TRY(const auto money, Money::parse_major(plain, currency, where));
  const std::int64_t max = kMajorMax * currency.minor_per_major();
  if (money.minor() > max || money.minor() < -max) return refused();
  return money.minor();
}

namespace {

void read_major(const value& in, Amount& out, Binder& binder) {
  std::string decimal;
  if (!binder.decimal(in, decimal)) return;
  const auto minor = amount_of(decimal, binder.form().currency, "");
  if (minor) {
    out.minor = *minor;
  } else {
    binder.complain(minor.error().code, minor.error().message);
  }
}

/// {"amount_minor", "currency"}, as v1 has it.
struct MinorAmount {
  std::int64_t amount_minor{0};
  std::string currency;
};
BOOST_DESCRIBE_STRUCT(MinorAmount, (), (amount_minor, currency))

void read_minor(const value& in, Amount& out, Binder& binder) {
  const std::size_t complaints = binder.complaints().size();
  MinorAmount amount;
  Codec<MinorAmount>::read(in, amount, binder);
  if (binder.complaints().size() > complaints) return;
  const auto currency = binder.form().currency;
  if (amount.currency != currency.code()) {
    binder.complain_at(
        "currency",
        fmt::format("must be {}, the account's currency, got {}", currency.code(), amount.currency),
        ErrorCode::CurrencyMismatch);
  }
  const std::int64_t minor_max = kMajorMax * currency.minor_per_major();
  if (amount.amount_minor > minor_max || amount.amount_minor < -minor_max) {
    binder.complain_at("amount_minor",
                       fmt::format("must be at most {} {}", kMajorMax, currency.code()));
  }
  out.minor = amount.amount_minor;
}

}  // namespace

void Codec<Amount>::read(const value& in, Amount& out, Binder& binder) {
  binder.form().family == Family::Fixed ? read_major(in, out, binder) : read_minor(in, out, binder);
}

value Codec<Amount>::write(const Amount& in, const Form& form) {
  if (form.family == Family::V1) {
    return Codec<MinorAmount>::write({in.minor, std::string(form.currency.code())}, form);
  }
  // One correctly rounded division: the shortest digits of the result are the amount's own.
  return static_cast<double>(in.minor) / static_cast<double>(form.currency.minor_per_major());
}

object Codec<Amount>::schema(Family family, Side side) {
  if (family == Family::V1) return Codec<MinorAmount>::schema(family, side);
  return {{"type", "number"}};
}

void Codec<PercentOnFixed>::read(const value& in, PercentOnFixed& out, Binder& binder) {
  if (!binder.number(in, out.ratio)) return;
  if (binder.form().family == Family::Fixed) out.ratio /= 100.0;
}

value Codec<PercentOnFixed>::write(const PercentOnFixed& in, const Form& form) {
  return Codec<double>::write(form.family == Family::Fixed ? in.ratio * 100.0 : in.ratio, form);
}

void Codec<TimePoint>::read(const value& in, TimePoint& out, Binder& binder) {
  std::string text;
  if (!binder.text(in, text)) return;
  const auto time = parse_time(text, "");
  if (time) {
    out = *time;
  } else {
    binder.refuse(in, "a time such as 2025-01-31T08:00:00Z");
  }
}

}  // namespace gv::api
