#include "adapters/meta_double/insights_query.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "adapters/meta_double/reading.h"

namespace gv::meta_double {
namespace {

constexpr std::array<std::string_view, 21> kInsightFields{"account_id",    "account_currency",
                                                          "account_name",  "campaign_id",
                                                          "campaign_name", "adset_id",
                                                          "adset_name",    "ad_id",
                                                          "ad_name",       "date_start",
                                                          "date_stop",     "impressions",
                                                          "clicks",        "inline_link_clicks",
                                                          "spend",         "reach",
                                                          "frequency",     "ctr",
                                                          "cpm",           "cpc",
                                                          "actions"};
constexpr std::array<std::string_view, 5> kActionFields{
    "action_values", "purchase_roas", "attribution_setting", "objective", "conversions"};
constexpr std::string_view kHourly = "hourly_stats_aggregated_by_advertiser_time_zone";

bool is_insight_field(std::string_view name) {
  return std::find(kInsightFields.begin(), kInsightFields.end(), name) != kInsightFields.end() ||
         std::find(kActionFields.begin(), kActionFields.end(), name) != kActionFields.end();
}

Graph<Level> level_of(const Call& call, Level own) {
  const auto name = call.text("level");
  if (!name) return own;
  if (*name == "account") return Level::Account;
  if (*name == "campaign") return Level::Campaign;
  if (*name == "adset") return Level::AdSet;
  if (*name == "ad") return Level::Ad;
  return tl::unexpected(bad_parameter("level", "must be account, campaign, adset or ad"));
}

std::vector<std::string> texts_of(const Call& call, std::string_view name) {
  std::vector<std::string> texts;
  const auto* const given = call.find(name);
  if (given == nullptr) return texts;
  if (const auto* const list = given->if_array()) {
    for (const auto& one : *list) texts.push_back(text_of(one));
    return texts;
  }
  for (const auto& one : wanted_fields(text_of(*given))) texts.push_back(one.name);
  return texts;
}

/// A range from one of Meta's names; "last_7d" are the seven days before today.
std::optional<std::pair<TimePoint, TimePoint>> preset(const Platform& platform,
                                                      std::string_view name) {
  const auto today = std::chrono::floor<Days>(platform.now);
  const std::chrono::year_month_day date(today);
  const std::chrono::sys_days month = date.year() / date.month() / 1;
  const std::chrono::sys_days before = std::chrono::year_month_day(month - Days{1}).year() /
                                       std::chrono::year_month_day(month - Days{1}).month() / 1;
  if (name == "today") return {{today, today + Days{1}}};
  if (name == "yesterday") return {{today - Days{1}, today}};
  if (name == "this_month") return {{month, today + Days{1}}};
  if (name == "last_month") return {{before, month}};
  if (name == "maximum") return {{platform.scenario.start, today + Days{1}}};
  constexpr std::array<std::pair<std::string_view, int>, 6> kLast{{{"last_3d", 3},
                                                                   {"last_7d", 7},
                                                                   {"last_14d", 14},
                                                                   {"last_28d", 28},
                                                                   {"last_30d", 30},
                                                                   {"last_90d", 90}}};
  for (const auto& [known, days] : kLast) {
    if (known == name) return {{today - Days{days}, today}};
  }
  return std::nullopt;
}

std::optional<GraphError> read_range(const Platform& platform, const Call& call,
                                     InsightsQuery& query) {
  const auto* const range = call.find("time_range");
  if (range == nullptr) {
    const auto span = preset(platform, call.text("date_preset").value_or("last_30d"));
    if (!span) return bad_parameter("date_preset", "is no known range");
    std::tie(query.since, query.until) = *span;
    return std::nullopt;
  }
  const auto* const ends = range->if_object();
  const auto* const since = ends == nullptr ? nullptr : ends->if_contains("since");
  const auto* const until = ends == nullptr ? nullptr : ends->if_contains("until");
  if (since == nullptr || until == nullptr) {
    return bad_parameter("time_range", "needs since and until");
  }
  const auto first = parse_time(text_of(*since), "since");
  const auto last = parse_time(text_of(*until), "until");
  if (!first || !last || *last < *first || *last - *first > Days{37 * 31}) {
    return bad_parameter("time_range", "needs two dates of at most 37 months, the earlier first");
  }
  query.since = std::chrono::floor<Days>(*first);
  query.until = std::chrono::floor<Days>(*last) + Days{1};
  return std::nullopt;
}

std::optional<GraphError> read_increment(const Call& call, InsightsQuery& query) {
  const auto given = call.text("time_increment").value_or("all_days");
  if (given == "all_days") return std::nullopt;
  if (given == "monthly") {
    query.monthly = true;
    return std::nullopt;
  }
  const auto days = call.whole("time_increment", 0);
  if (!days || *days < 1 || *days > 90) {
    return bad_parameter("time_increment", "must be 1 to 90, monthly or all_days");
  }
  query.increment = static_cast<int>(*days);
  return std::nullopt;
}

std::optional<GraphError> read_breakdowns(const Call& call, InsightsQuery& query) {
  for (const auto& name : texts_of(call, "breakdowns")) {
    if (name != kHourly) return bad_parameter("breakdowns", "knows only " + std::string(kHourly));
    query.hourly = true;
  }
  return std::nullopt;
}

std::optional<GraphError> read_report_time(const Call& call, InsightsQuery& query) {
  const auto given = call.text("action_report_time").value_or("impression");
  if (given == "conversion" || given == "mixed") query.report_time = ReportTime::Conversion;
  if (given == "impression" || query.report_time == ReportTime::Conversion) return std::nullopt;
  return bad_parameter("action_report_time", "must be impression, conversion or mixed");
}

}  // namespace

Graph<InsightsQuery> insights_query(const Platform& platform, const Call& call, Level own) {
  InsightsQuery query;
  const auto level = level_of(call, own);
  if (!level) return tl::unexpected(level.error());
  query.level = *level;
  query.fields = texts_of(call, "fields");
  if (query.fields.empty()) query.fields = {"impressions", "spend", "date_start", "date_stop"};
  for (const auto& name : query.fields) {
    if (!is_insight_field(name)) {
      return tl::unexpected(
          bad_parameter("fields", fmt::format("({}) is not valid for fields param", name)));
    }
  }
  query.windows = texts_of(call, "action_attribution_windows");
  auto filters = filters_of(call);
  if (!filters) return tl::unexpected(std::move(filters).error());
  query.filters = *std::move(filters);
  if (auto wrong = read_range(platform, call, query)) return tl::unexpected(*std::move(wrong));
  if (auto wrong = read_increment(call, query)) return tl::unexpected(*std::move(wrong));
  if (auto wrong = read_breakdowns(call, query)) return tl::unexpected(*std::move(wrong));
  if (auto wrong = read_report_time(call, query)) return tl::unexpected(*std::move(wrong));
  return query;
}

}  // namespace gv::meta_double
