#include "adapters/google_ads/report_row.h"

#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "adapters/google_ads/rest.h"
#include "base/utf8.h"
#include "io/json/loose.h"

namespace gv::google_ads {
namespace {

using boost::json::object;

constexpr double kSumMax = 9e15;
constexpr std::int64_t kMicrosPerMajor = 1'000'000;

tl::unexpected<Error> wrong_metric(std::string_view field, std::string_view got) {
  return fail(ErrorCode::InvalidInput, std::string(field),
              fmt::format("must be a number from 0 on, got \"{}\"", excerpt(got, 60)));
}

/// 0 when it is missing: Google leaves out what is nothing.
Result<std::int64_t> metric_count(const object& metrics, std::string_view field) {
  if (json::member(metrics, field) == nullptr) return 0;
  const auto count = json::whole_of(metrics, field);
  if (!count || *count < 0) return wrong_metric(field, json::text_of(metrics, field));
  return *count;
}

Result<double> metric_number(const object& metrics, std::string_view field) {
  const auto* const value = json::member(metrics, field);
  if (value == nullptr) return 0.0;
  double number = -1.0;
  if (value->is_number()) {
    number = value->to_number<double>();
  } else if (const auto* const text = value->if_string()) {
    const auto [end, trouble] = std::from_chars(text->data(), text->data() + text->size(), number);
    if (trouble != std::errc{} || end != text->data() + text->size()) number = -1.0;
  }
  if (std::isfinite(number) && number >= 0.0 && number <= kSumMax) return number;
  return wrong_metric(field, json::text_of(metrics, field));
}

/// Micros to the nearest minor unit, halves up.
std::int64_t nearest_minor(std::int64_t micros, const Currency& currency) {
  const auto step = kMicrosPerMajor / currency.minor_per_major();
  return micros / step + (micros % step * 2 >= step ? 1 : 0);
}

Result<void> read_metrics(const object& metrics, const Currency& currency, app::AdReport& row) {
  GV_TRY(row.impressions, metric_count(metrics, "impressions"));
  GV_TRY(row.clicks, metric_count(metrics, "clicks"));
  GV_TRY(const auto cost, metric_count(metrics, "costMicros"));
  row.spend_minor = nearest_minor(cost, currency);
  GV_TRY(row.conversions, metric_number(metrics, "conversions"));
  if (json::member(metrics, "conversionsValue") == nullptr) return {};
  GV_TRY(const auto value, metric_number(metrics, "conversionsValue"));
  const double minor = value * static_cast<double>(currency.minor_per_major());
  if (minor > kSumMax) return wrong_metric("conversionsValue", fmt::format("{}", value));
  row.revenue_minor = std::llround(minor);
  return {};
}

Result<void> check_currency(const object& row, const Currency& currency) {
  const auto* const customer = json::object_of(row, "customer");
  const auto code = customer == nullptr ? std::string() : json::text_of(*customer, "currencyCode");
  if (code.empty() || code == currency.code()) return {};
  return fail(ErrorCode::CurrencyMismatch, "customer.currency_code",
              fmt::format("must be {}, the account's, got {}", currency.code(), excerpt(code, 10)));
}

}  // namespace

std::string report_query(const app::ReportQuestion& question) {
  return fmt::format(
      "SELECT ad_group_ad.resource_name, segments.date, {} metrics.impressions, metrics.clicks, "
      "metrics.cost_micros, {} customer.currency_code FROM ad_group_ad WHERE segments.date "
      "BETWEEN '{}' AND '{}'",
      question.hourly ? "segments.hour," : "",
      question.hourly ? "" : "metrics.conversions, metrics.conversions_value,",
      format_date(question.first), format_date(question.last));
}

Result<app::AdReport> read_report_row(const boost::json::value& value, const Currency& currency) {
  const auto* const row = value.if_object();
  const auto* const ad = row == nullptr ? nullptr : json::object_of(*row, "adGroupAd");
  const auto* const segments = row == nullptr ? nullptr : json::object_of(*row, "segments");
  const auto* const metrics = row == nullptr ? nullptr : json::object_of(*row, "metrics");
  if (ad == nullptr || segments == nullptr || metrics == nullptr) {
    return fail(ErrorCode::InvalidInput, "results", "must have an ad, segments and metrics");
  }
  GV_TRY(check_currency(*row, currency));
  app::AdReport report{.ad_id = id_of_resource(json::text_of(*ad, "resourceName"))};
  if (!is_google_id(report.ad_id, app::EntityLevel::Ad)) {
    return fail(ErrorCode::InvalidInput, "ad_group_ad.resource_name", "has no id of an ad");
  }
  GV_TRY(report.from, parse_time(json::text_of(*segments, "date"), "segments.date"));
  if (const auto hour = json::whole_of(*segments, "hour")) {
    if (*hour < 0 || *hour > 23) {
      return fail(ErrorCode::InvalidInput, "segments.hour", "must lie in [0, 23]");
    }
    report.from += std::chrono::hours(*hour);
    report.length = std::chrono::hours{1};
  }
  GV_TRY(read_metrics(*metrics, currency, report));
  return report;
}

}  // namespace gv::google_ads
