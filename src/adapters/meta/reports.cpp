#include "adapters/meta/reports.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "adapters/meta/entity.h"
#include "adapters/meta/insight.h"
#include "io/json/loose.h"

namespace gv::meta {
namespace {

using app::AdReport;
using app::EntityLevel;
using app::ListedEntity;
using app::PlatformReply;
using execute::ErrorClass;
using execute::PlatformError;

constexpr std::string_view kInsightFields =
    "ad_id,impressions,clicks,inline_link_clicks,spend,reach,frequency,actions,action_values,"
    "account_currency,date_start,date_stop";
constexpr std::string_view kHourlyFields =
    "ad_id,impressions,clicks,inline_link_clicks,spend,account_currency,date_start,date_stop";
constexpr Days kDirectMax{30};
constexpr Millis kLook{3'000};
constexpr int kLooksMax = 200;  ///< ten minutes

PlatformError unreadable_row(const Error& error) {
  return {.error_class = ErrorClass::Invalid, .message = to_string(error), .field = error.where};
}

PlatformError failed_report(std::string_view status) {
  return {.error_class = ErrorClass::Transient,
          .message = fmt::format("the report ended as \"{}\"", status)};
}

Params params_of(const app::ReportQuestion& question) {
  Params params{
      {"level", "ad"},
      {"time_increment", "1"},
      {"limit", "500"},
      {"fields", std::string(question.hourly ? kHourlyFields : kInsightFields)},
      {"time_range", fmt::format(R"({{"since":"{}","until":"{}"}})", format_date(question.first),
                                 format_date(question.last))}};
  if (question.hourly) {
    params["breakdowns"] = R"(["hourly_stats_aggregated_by_advertiser_time_zone"])";
  } else {
    params["action_attribution_windows"] = R"(["7d_click","1d_view"])";
  }
  return params;
}

/// The id of a creative, of {"creative": {"creative_id" or "id"}}.
std::string creative_of(const boost::json::object& ad) {
  const auto* const creative = json::object_of(ad, "creative");
  if (creative == nullptr) return {};
  auto id = json::text_of(*creative, "id");
  return id.empty() ? json::text_of(*creative, "creative_id") : id;
}

std::string_view more_fields(EntityLevel level) {
  if (level == EntityLevel::Campaign) return ",objective";
  return level == EntityLevel::Ad ? ",creative{id}" : "";
}

}  // namespace

Reports::Reports(GraphConfig config, Currency currency, http_client::Send send,
                 std::function<void(Millis)> wait)
    : graph_(std::move(config), std::move(send)), currency_(currency), wait_(std::move(wait)) {}

PlatformReply<std::vector<ListedEntity>> Reports::list(EntityLevel level) {
  const auto pages = graph_.list(
      graph_.account_path(edge_of(level)),
      {{"fields", fmt::format("{}{}", fields_of(level), more_fields(level))}, {"limit", "500"}});
  if (!pages.result) return {tl::unexpected(pages.result.error()), pages.usage};
  std::vector<ListedEntity> all;
  for (const auto& one : *pages.result) {
    auto entity = read_entity(one, level, currency_);
    if (!entity) return {tl::unexpected(unreadable_row(entity.error())), pages.usage};
    const auto& from = one.get_object();  // or it would have been refused
    all.push_back({.entity = *std::move(entity),
                   .objective = json::text_of(from, "objective"),
                   .creative_id = creative_of(from)});
  }
  return {std::move(all), pages.usage};
}

/// Meta makes the report, which is looked at until it is done.
PlatformReply<boost::json::array> Reports::made_rows(const Params& params,
                                                     const app::ReportPulse& pulse) const {
  const auto started = graph_.post(graph_.account_path("insights"), params, false);
  if (!started.result) return {tl::unexpected(started.result.error()), started.usage};
  const auto* const body = started.result->body.if_object();
  const auto run = body == nullptr ? std::string() : json::text_of(*body, "report_run_id");
  if (!is_graph_id(run)) return {tl::unexpected(failed_report("no run")), started.usage};
  for (int look = 0; look < kLooksMax; ++look) {
    if (look > 0) wait_(kLook);
    if (!pulse()) return {tl::unexpected(failed_report("no longer wanted")), started.usage};
    const auto state = graph_.get(run, {{"fields", "async_status,async_percent_completion"}});
    if (!state.result) return {tl::unexpected(state.result.error()), state.usage};
    const auto* const told = state.result->body.if_object();
    const auto status = told == nullptr ? std::string() : json::text_of(*told, "async_status");
    if (status == "Job Completed") return graph_.list(run + "/insights", {{"limit", "500"}});
    if (status == "Job Failed" || status == "Job Skipped") {
      return {tl::unexpected(failed_report(status)), state.usage};
    }
  }
  return {tl::unexpected(failed_report("still running")), started.usage};
}

PlatformReply<boost::json::array> Reports::rows(const Params& params, bool at_once,
                                                const app::ReportPulse& pulse) const {
  if (!at_once) return made_rows(params, pulse);
  auto direct = graph_.list(graph_.account_path("insights"), params);
  const bool too_much =
      !direct.result && direct.result.error().error_class == ErrorClass::QuerySize;
  return too_much ? made_rows(params, pulse) : direct;
}

PlatformReply<std::vector<AdReport>> Reports::report(const app::ReportQuestion& question,
                                                     const app::ReportPulse& pulse) {
  const bool at_once = question.last - question.first < kDirectMax;
  const auto told = rows(params_of(question), at_once, pulse);
  if (!told.result) return {tl::unexpected(told.result.error()), told.usage};
  std::vector<AdReport> all;
  for (const auto& one : *told.result) {
    auto row = read_insight(one, currency_);
    if (!row) return {tl::unexpected(unreadable_row(row.error())), told.usage};
    all.push_back(*std::move(row));
  }
  std::sort(all.begin(), all.end(), [](const AdReport& a, const AdReport& b) {
    return std::tie(a.ad_id, a.from) < std::tie(b.ad_id, b.from);
  });
  return {std::move(all), told.usage};
}

}  // namespace gv::meta
