#include "adapters/tiktok_double/report.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "adapters/meta_double/insight_sums.h"
#include "base/money.h"

namespace gv::tiktok_double {
namespace {

using boost::json::array;
using boost::json::object;
using meta_double::InsightsQuery;
using meta_double::InsightSums;
using meta_double::Level;

constexpr std::int64_t kReportPageMax = 1'000;
constexpr Days kByDayMax{30};
constexpr Days kByHourMax{1};
constexpr Days kWholeMax{365};
constexpr std::size_t kNamesMax = 40;
/// Conversions within seven days of the click, the second of the windows.
constexpr std::size_t kSevenDays = 1;

struct DataLevel {
  std::string_view word;
  std::string_view dimension;
  Level level;
};
constexpr std::array<DataLevel, 4> kDataLevels{{{"AD", "ad_id", Level::Ad},
                                                {"ADGROUP", "adgroup_id", Level::AdSet},
                                                {"CAMPAIGN", "campaign_id", Level::Campaign},
                                                {"ADVERTISER", "advertiser_id", Level::Account}}};
constexpr std::array<std::string_view, 11> kMetrics{"spend",
                                                    "impressions",
                                                    "clicks",
                                                    "ctr",
                                                    "cpm",
                                                    "cpc",
                                                    "reach",
                                                    "frequency",
                                                    "conversion",
                                                    "complete_payment",
                                                    "total_complete_payment_rate"};

/// What was asked for, as the market's sums are asked for.
struct ReportQuery {
  InsightsQuery sums;
  std::string_view id_dimension;
  std::string time_dimension;  ///< empty: none
  std::vector<std::string> metrics;
};

const DataLevel* data_level(std::string_view text) {
  if (text.starts_with("AUCTION_")) text.remove_prefix(8);
  const auto* const found = std::find_if(kDataLevels.begin(), kDataLevels.end(),
                                         [&](const DataLevel& one) { return one.word == text; });
  return found == kDataLevels.end() ? nullptr : found;
}

Api<TimePoint> day_of(const Call& call, std::string_view name) {
  const auto text = call.text(name);
  if (!text) return tl::unexpected(missing_field(name));
  const auto day = parse_time(*text, name);
  if (!day || text->size() != 10) return tl::unexpected(bad_field(name, "Not a valid date."));
  return *day;
}

std::optional<ApiError> read_span(const Call& call, ReportQuery& query) {
  const auto first = day_of(call, "start_date");
  if (!first) return first.error();
  const auto last = day_of(call, "end_date");
  if (!last) return last.error();
  if (*last < *first) return bad_field("end_date", "Is before start_date.");
  query.sums.since = *first;
  query.sums.until = *last + Days{1};
  const auto most = query.time_dimension.empty() ? kWholeMax
                    : query.sums.hourly          ? kByHourMax
                                                 : kByDayMax;
  if (query.sums.until - query.sums.since <= most) return std::nullopt;
  return bad_field("end_date", fmt::format("The span is longer than {} days.", most.count()));
}

std::optional<ApiError> read_dimensions(const Call& call, ReportQuery& query) {
  const auto names = ids_of(call.params, "dimensions", 2);
  if (!names) return names.error();
  if (names->empty()) return missing_field("dimensions");
  for (const auto& name : *names) {
    if (name == query.id_dimension) continue;
    if (name != "stat_time_day" && name != "stat_time_hour") {
      return bad_field("dimensions", "Not a valid choice: " + name);
    }
    query.time_dimension = name;
  }
  if (std::find(names->begin(), names->end(), query.id_dimension) == names->end()) {
    return bad_field("dimensions", fmt::format("{} is required.", query.id_dimension));
  }
  query.sums.hourly = query.time_dimension == "stat_time_hour";
  query.sums.increment = query.time_dimension.empty() ? 0 : 1;
  return std::nullopt;
}

Api<ReportQuery> query_of(const Call& call) {
  if (!call.find("report_type")) return tl::unexpected(missing_field("report_type"));
  if (call.text("report_type") != "BASIC") {
    return tl::unexpected(bad_field("report_type", "Not a valid choice."));
  }
  const auto* const level = data_level(call.text("data_level").value_or(""));
  if (level == nullptr) return tl::unexpected(bad_field("data_level", "Not a valid choice."));
  ReportQuery query{.id_dimension = level->dimension};
  query.sums.level = level->level;
  if (auto wrong = read_dimensions(call, query)) return tl::unexpected(*std::move(wrong));
  if (auto wrong = read_span(call, query)) return tl::unexpected(*std::move(wrong));
  auto metrics = ids_of(call.params, "metrics", kNamesMax);
  if (!metrics) return tl::unexpected(std::move(metrics).error());
  for (const auto& name : *metrics) {
    if (std::find(kMetrics.begin(), kMetrics.end(), name) == kMetrics.end()) {
      return tl::unexpected(bad_field("metrics", "Not a valid choice: " + name));
    }
  }
  query.metrics = *std::move(metrics);
  return query;
}

double share(double part, double whole) { return whole > 0.0 ? part / whole : 0.0; }

std::string metric_text(const Platform& platform, const InsightSums& sums, std::string_view name) {
  const auto& currency = platform.behaviour.currency;
  const auto money = [&](double minor) {
    return format_major_plain(std::llround(minor), currency);
  };
  const auto shown = static_cast<double>(sums.impressions);
  const auto clicked = static_cast<double>(sums.clicks);
  const auto spent = static_cast<double>(sums.spend_minor);
  const bool direct = platform.scenario.mode == belief::Mode::Direct;
  if (name == "spend") return money(spent);
  if (name == "impressions") return std::to_string(sums.impressions);
  if (name == "clicks") return std::to_string(sums.clicks);
  if (name == "ctr") return fmt::format("{:.2f}", 100.0 * share(clicked, shown));
  if (name == "cpm") return money(1'000.0 * share(spent, shown));
  if (name == "cpc") return money(share(spent, clicked));
  if (name == "reach") return fmt::format("{:.0f}", sums.reach);
  if (name == "frequency") return fmt::format("{:.2f}", share(shown, sums.reach));
  if (name == "total_complete_payment_rate") return money(sums.value_minor[kSevenDays]);
  const auto bought = sums.purchases[kSevenDays];
  return std::to_string(name == "conversion" && !direct ? sums.leads : bought);
}

object row_text(const Platform& platform, const ReportQuery& query,
                const meta_double::InsightKey& key, const InsightSums& sums) {
  const auto& [order, id, day, hour] = key;
  object dimensions{{query.id_dimension, id}};
  if (!query.time_dimension.empty()) {
    dimensions[query.time_dimension] = time_text(day + Hours{std::max(hour, 0)});
  }
  object metrics;
  for (const auto& name : query.metrics) metrics[name] = metric_text(platform, sums, name);
  return {{"dimensions", std::move(dimensions)}, {"metrics", std::move(metrics)}};
}

}  // namespace

Api<Done> read_report(const Platform& platform, std::size_t account, const Call& call) {
  const auto query = query_of(call);
  if (!query) return tl::unexpected(query.error());
  const auto table = meta_double::sum_insights(platform, platform.accounts[account], nullptr,
                                               query->sums, platform.now);
  auto page = page_of(call, table.size(), kReportPageMax);
  if (!page) return tl::unexpected(std::move(page).error());
  array list;
  auto row = std::next(table.begin(), static_cast<std::ptrdiff_t>(page->first));
  for (auto i = page->first; i < page->end; ++i, ++row) {
    list.push_back(row_text(platform, *query, row->first, row->second));
  }
  return Done{object{{"list", std::move(list)}, {"page_info", std::move(page->info)}}};
}

}  // namespace gv::tiktok_double
