#include "adapters/tiktok/report_row.h"

#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "adapters/tiktok/entity.h"
#include "base/money.h"
#include "base/utf8.h"
#include "io/json/loose.h"

namespace gv::tiktok {
namespace {

using boost::json::object;

constexpr double kCountMax = 9e15;
constexpr std::string_view kUnknown = "-";

/// Nothing when it is not told.
std::optional<std::string> metric_at(const object& metrics, std::string_view field) {
  const auto* const found = json::member(metrics, field);
  if (found == nullptr) return std::nullopt;
  auto text =
      found->is_double() ? fmt::format("{}", found->get_double()) : json::text_of(metrics, field);
  return text == kUnknown ? std::nullopt : std::optional(std::move(text));
}

Result<std::optional<double>> number_at(const object& metrics, std::string_view field) {
  const auto text = metric_at(metrics, field);
  if (!text) return std::nullopt;
  double number = 0.0;
  const auto* const last = text->data() + text->size();
  const auto [end, trouble] = std::from_chars(text->data(), last, number);
  const bool read = trouble == std::errc{} && end == last && !text->empty();
  if (!read || !std::isfinite(number) || number < 0.0 || number > kCountMax) {
    return fail(ErrorCode::InvalidInput, std::string(field),
                fmt::format("must be a number from 0 on, got \"{}\"", excerpt(*text, 60)));
  }
  return number;
}

Result<std::optional<std::int64_t>> count_at(const object& metrics, std::string_view field) {
  GV_TRY(const auto number, number_at(metrics, field));
  return number ? std::optional<std::int64_t>(std::llround(*number)) : std::nullopt;
}

Result<std::optional<std::int64_t>> money_at(const object& metrics, std::string_view field,
                                             const Currency& currency) {
  GV_TRY(const auto number, number_at(metrics, field));  // so it is not negative
  if (!number) return std::nullopt;
  GV_TRY(const auto money, Money::parse_major(*metric_at(metrics, field), currency, field));
  return money.minor();
}

Result<void> read_dimensions(const object& dimensions, app::AdReport& row) {
  row.ad_id = json::text_of(dimensions, "ad_id");
  if (row.ad_id.empty()) return fail(ErrorCode::InvalidInput, "ad_id", "is missing");
  const bool hourly = json::member(dimensions, "stat_time_hour") != nullptr;
  const auto* const field = hourly ? "stat_time_hour" : "stat_time_day";
  GV_TRY(row.from, read_time(json::text_of(dimensions, field), field));
  if (hourly) row.length = std::chrono::hours{1};
  return {};
}

Result<void> read_metrics(const object& metrics, const Currency& currency, app::AdReport& row) {
  GV_TRY(const auto impressions, count_at(metrics, "impressions"));
  GV_TRY(const auto clicks, count_at(metrics, "clicks"));
  GV_TRY(const auto spend, money_at(metrics, "spend", currency));
  row.impressions = impressions.value_or(0);
  row.clicks = clicks.value_or(0);
  row.spend_minor = spend.value_or(0);
  GV_TRY(row.reach, count_at(metrics, "reach"));
  GV_TRY(row.frequency, number_at(metrics, "frequency"));
  GV_TRY(const auto purchases, number_at(metrics, "complete_payment"));
  GV_TRY(const auto conversions, number_at(metrics, "conversion"));
  // Ads for leads tell of their payments too, by a zero.
  const bool paid = purchases.value_or(0.0) > 0.0;
  row.conversions = paid ? *purchases : conversions.value_or(0.0);
  GV_TRY(row.revenue_minor, money_at(metrics, "total_complete_payment_rate", currency));
  return {};
}

}  // namespace

Result<app::AdReport> read_report_row(const boost::json::value& value, const Currency& currency) {
  const auto* const from = value.if_object();
  const auto* const dimensions = from == nullptr ? nullptr : json::object_of(*from, "dimensions");
  const auto* const metrics = from == nullptr ? nullptr : json::object_of(*from, "metrics");
  if (dimensions == nullptr || metrics == nullptr) {
    return fail(ErrorCode::InvalidInput, "list", "must be rows of dimensions and metrics");
  }
  app::AdReport row;
  GV_TRY(read_dimensions(*dimensions, row));
  GV_TRY(read_metrics(*metrics, currency, row));
  return row;
}

}  // namespace gv::tiktok
