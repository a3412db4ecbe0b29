#include "adapters/meta/insight.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "base/utf8.h"
#include "io/json/loose.h"

namespace gv::meta {
namespace {

using boost::json::object;

constexpr std::string_view kHourField = "hourly_stats_aggregated_by_advertiser_time_zone";
constexpr double kCountMax = 9e15;

tl::unexpected<Error> refuse(std::string_view field, std::string_view expected,
                             std::string_view got) {
  return fail(ErrorCode::InvalidInput, std::string(field),
              fmt::format("must be {}, got \"{}\"", expected, excerpt(got, 60)));
}

/// Nothing when the field is missing.
Result<std::optional<double>> number_at(const object& from, std::string_view field) {
  if (json::member(from, field) == nullptr) return std::nullopt;
  const auto text = json::text_of(from, field);
  double number = 0.0;
  const auto [end, trouble] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool read = trouble == std::errc{} && end == text.data() + text.size() && !text.empty();
  if (!read || !std::isfinite(number) || number < 0.0 || number > kCountMax) {
    return refuse(field, "a number from 0 on", text);
  }
  return number;
}

Result<std::optional<std::int64_t>> count_at(const object& from, std::string_view field) {
  GV_TRY(const auto number, number_at(from, field));
  if (!number) return std::nullopt;
  return static_cast<std::int64_t>(std::llround(*number));
}

Result<std::int64_t> money_of(const std::string& text, std::string_view field,
                              const Currency& currency) {
  GV_TRY(const auto money, Money::parse_major(text, currency, field));
  if (money.minor() < 0) return refuse(field, "an amount from 0 on", text);
  return money.minor();
}

/// Types of actions that count purchases. They overlap, so the first that is there counts.
constexpr std::array<std::string_view, 3> kPurchases{"omni_purchase", "purchase",
                                                     "offsite_conversion.fb_pixel_purchase"};

/// The entry of a list of actions that has this type. Null: none.
const object* action_in(const object& from, std::string_view list, std::string_view type) {
  const auto* const actions = json::array_of(from, list);
  if (actions == nullptr) return nullptr;
  for (const auto& action : *actions) {
    const auto* const one = action.if_object();
    if (one != nullptr && json::text_of(*one, "action_type") == type) return one;
  }
  return nullptr;
}

Result<void> read_counts(const object& from, const Currency& currency, app::AdReport& row) {
  GV_TRY(const auto impressions, count_at(from, "impressions"));
  GV_TRY(const auto clicks, count_at(from, "clicks"));
  row.impressions = impressions.value_or(0);
  row.clicks = clicks.value_or(0);
  GV_TRY(row.link_clicks, count_at(from, "inline_link_clicks"));
  GV_TRY(row.reach, count_at(from, "reach"));
  GV_TRY(row.frequency, number_at(from, "frequency"));
  if (json::member(from, "spend") == nullptr) return {};
  GV_TRY(row.spend_minor, money_of(json::text_of(from, "spend"), "spend", currency));
  return {};
}

Result<void> read_purchases(const object& from, const Currency& currency, app::AdReport& row) {
  for (const auto type : kPurchases) {
    const auto* const counted = action_in(from, "actions", type);
    if (counted == nullptr) continue;
    GV_TRY(const auto count, number_at(*counted, "value"));
    row.conversions = count.value_or(0.0);
    const auto* const worth = action_in(from, "action_values", type);
    if (worth == nullptr) return {};
    GV_TRY(row.revenue_minor, money_of(json::text_of(*worth, "value"), "action_values", currency));
    return {};
  }
  return {};
}

}  // namespace

Result<std::chrono::hours> read_hour(std::string_view text) {
  int hour = -1;
  const auto end = text.data() + std::min<std::size_t>(text.size(), 2);
  const auto [at, trouble] = std::from_chars(text.data(), end, hour);
  const bool read = trouble == std::errc{} && at == end && text.size() > 2 && text[2] == ':';
  if (!read || hour < 0 || hour > 23) {
    return refuse(kHourField, "like \"13:00:00 - 13:59:59\"", text);
  }
  return std::chrono::hours(hour);
}

Result<app::AdReport> read_insight(const boost::json::value& value, const Currency& currency) {
  const auto* const from = value.if_object();
  if (from == nullptr) return fail(ErrorCode::InvalidInput, "insights", "must be objects");
  app::AdReport row{.ad_id = json::text_of(*from, "ad_id")};
  if (row.ad_id.empty()) return fail(ErrorCode::InvalidInput, "ad_id", "is missing");
  const auto code = json::text_of(*from, "account_currency");
  if (!code.empty() && code != currency.code()) {
    return fail(
        ErrorCode::CurrencyMismatch, "account_currency",
        fmt::format("must be {}, the account's, got {}", currency.code(), excerpt(code, 10)));
  }
  GV_TRY(row.from, parse_time(json::text_of(*from, "date_start"), "date_start"));
  if (json::member(*from, kHourField) != nullptr) {
    GV_TRY(const auto hour, read_hour(json::text_of(*from, kHourField)));
    row.from += hour;
    row.length = std::chrono::hours{1};
  }
  GV_TRY(read_counts(*from, currency, row));
  GV_TRY(read_purchases(*from, currency, row));
  return row;
}

}  // namespace gv::meta
