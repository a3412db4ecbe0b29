#include "adapters/tiktok/reports.h"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "adapters/tiktok/entity.h"
#include "adapters/tiktok/report_row.h"
#include "io/json/loose.h"

namespace gv::tiktok {
namespace {

using app::AdReport;
using app::EntityLevel;
using app::ListedEntity;
using app::PlatformReply;
using execute::ErrorClass;
using execute::PlatformError;

constexpr int kRowsPerPage = 1'000;
constexpr Days kDaysAtOnce{30};
constexpr Days kHourlyAtOnce{1};
constexpr std::string_view kDailyMetrics =
    R"(["spend","impressions","clicks","reach","frequency","conversion","complete_payment",)"
    R"("total_complete_payment_rate"])";
constexpr std::string_view kHourlyMetrics = R"(["spend","impressions","clicks"])";

PlatformError unreadable_row(const Error& error) {
  return {.error_class = ErrorClass::Invalid, .message = to_string(error), .field = error.where};
}

Params report_params(bool hourly, TimePoint first, TimePoint last) {
  return {
      {"service_type", "AUCTION"},
      {"report_type", "BASIC"},
      {"data_level", "AUCTION_AD"},
      {"dimensions", fmt::format(R"(["ad_id","{}"])", hourly ? "stat_time_hour" : "stat_time_day")},
      {"metrics", std::string(hourly ? kHourlyMetrics : kDailyMetrics)},
      {"start_date", format_date(first)},
      {"end_date", format_date(last)}};
}

}  // namespace

PlatformReply<std::vector<ListedEntity>> Reports::list(EntityLevel level) {
  if (auto wrong = advertiser_.differs_from(currency_)) {
    return {tl::unexpected(*std::move(wrong)), {}};
  }
  const auto rows = api_.list(fmt::format("{}/get/", word_of(level)), {}, kRowsPerPage);
  if (!rows.result) return {tl::unexpected(rows.result.error()), rows.usage};
  std::vector<ListedEntity> all;
  for (const auto& row : *rows.result) {
    auto entity = read_entity(row, level, currency_);
    if (!entity) return {tl::unexpected(unreadable_row(entity.error())), rows.usage};
    const auto& from = row.get_object();  // or it would have been refused
    all.push_back({.entity = *std::move(entity),
                   .objective = json::text_of(from, "objective_type"),
                   .creative_id = json::text_of(from, "video_id")});
  }
  return {std::move(all), rows.usage};
}

PlatformReply<std::vector<AdReport>> Reports::report(const app::ReportQuestion& question,
                                                     const app::ReportPulse& pulse) {
  if (auto wrong = advertiser_.differs_from(currency_)) {
    return {tl::unexpected(*std::move(wrong)), {}};
  }
  const Days at_once = question.hourly ? kHourlyAtOnce : kDaysAtOnce;
  std::vector<AdReport> all;
  for (TimePoint first = question.first; first <= question.last; first += at_once) {
    if (!pulse()) {
      return {tl::unexpected(PlatformError{.message = "the report is no longer wanted"}), {}};
    }
    const auto last = std::min<TimePoint>(first + at_once - Days{1}, question.last);
    const auto rows = api_.list("report/integrated/get/",
                                report_params(question.hourly, first, last), kRowsPerPage);
    if (!rows.result) return {tl::unexpected(rows.result.error()), {}};
    for (const auto& one : *rows.result) {
      auto row = read_report_row(one, currency_);
      if (!row) return {tl::unexpected(unreadable_row(row.error())), {}};
      all.push_back(*std::move(row));
    }
  }
  std::sort(all.begin(), all.end(), [](const AdReport& a, const AdReport& b) {
    return std::tie(a.ad_id, a.from) < std::tie(b.ad_id, b.from);
  });
  return {std::move(all), {}};
}

}  // namespace gv::tiktok
