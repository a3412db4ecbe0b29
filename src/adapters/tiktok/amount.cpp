#include "adapters/tiktok/amount.h"

#include <algorithm>
#include <charconv>
#include <string>

#include <fmt/format.h>

#include "base/utf8.h"
#include "io/json/serialize.h"

namespace gv::tiktok {
namespace {

/// Decimal amounts of fifteen digits are told apart by their doubles.
constexpr std::int64_t kMinorMax = 999'999'999'999'999;
constexpr std::int64_t kFinest = 100;  ///< parts of a major unit

std::string digits_of(const boost::json::value& from) {
  if (const auto* const text = from.if_string()) return std::string(*text);
  return from.is_number() ? json::number_text(from.to_number<double>()) : std::string();
}

double number_of(std::string_view text) {
  double number = 0.0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

}  // namespace

Result<Money> read_amount(const boost::json::value& from, const Currency& currency,
                          std::string_view where) {
  const auto text = digits_of(from);
  GV_TRY(const auto money, Money::parse_major(text, currency, where));
  const auto back = number_of(format_major_plain(money.minor(), currency));
  if (money.minor() < 0 || money.minor() > kMinorMax || back != number_of(text)) {
    return fail(ErrorCode::InvalidInput, std::string(where),
                fmt::format("must be an amount in {}, from 0 on and to its minor unit, got \"{}\"",
                            currency.code(), excerpt(text, 60)));
  }
  return money;
}

Result<double> write_amount(const Money& amount, const Currency& currency, std::string_view where) {
  if (amount.currency() != currency) {
    return fail(ErrorCode::CurrencyMismatch, std::string(where),
                fmt::format("must be in {}, the currency of the advertiser, got {}",
                            currency.code(), amount.currency().code()));
  }
  const auto text = format_major_plain(amount.minor(), currency);
  const auto step = std::max<std::int64_t>(1, currency.minor_per_major() / kFinest);
  const bool too_fine = amount.minor() % step != 0;
  if (amount.minor() < 0 || amount.minor() > kMinorMax || too_fine) {
    return fail(ErrorCode::InvalidInput, std::string(where),
                fmt::format("must be an amount that TikTok can hold: from 0 on, at most two "
                            "decimals, got {} {}",
                            text, currency.code()));
  }
  return number_of(text);
}

}  // namespace gv::tiktok
