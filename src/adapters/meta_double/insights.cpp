#include "adapters/meta_double/insights.h"

#include <algorithm>

#include "adapters/meta_double/edges.h"
#include "adapters/meta_double/insight_row.h"
#include "adapters/meta_double/objects.h"

namespace gv::meta_double {
namespace {

using boost::json::object;
using boost::json::value;

constexpr std::size_t kRowsPerPageMax = 5'000;

Level level_of(const Object* scope) {
  if (scope == nullptr) return Level::Account;
  if (scope->kind == Kind::Campaign) return Level::Campaign;
  return scope->kind == Kind::AdSet ? Level::AdSet : Level::Ad;
}

/// Rows that a query could come to.
std::int64_t rows_of(const Account& account, const InsightsQuery& query) {
  const auto entities = query.level == Level::Account
                            ? std::size_t{1}
                            : std::max<std::size_t>(1, account.ad_of.size());
  const auto spans = query.increment == 0 ? 1 : query.days() / query.increment + 1;
  return static_cast<std::int64_t>(entities) * spans * (query.hourly ? 24 : 1);
}

Graph<value> page_of_rows(const Platform& platform, const Account& account, const Object* scope,
                          const InsightsQuery& query, TimePoint as_of, const Call& call) {
  const auto page = page_query(call, kRowsPerPageMax);
  if (!page) return tl::unexpected(page.error());
  const auto table = sum_insights(platform, account, scope, query, as_of);
  auto row = table.begin();
  std::advance(row, std::min(page->first, table.size()));
  return page_of(call, *page, table.size(), [&](std::size_t) -> Graph<value> {
    const auto& [key, sums] = *row++;
    return value(insight_row(platform, account, query, key, sums));
  });
}

}  // namespace

Graph<value> read_insights(const Platform& platform, std::size_t index, const Object* scope,
                           const Call& call) {
  const auto& account = platform.accounts[index];
  const auto query = insights_query(platform, call, level_of(scope));
  if (!query) return tl::unexpected(query.error());
  if (rows_of(account, *query) > static_cast<std::int64_t>(platform.behaviour.rows_max)) {
    return tl::unexpected(GraphError{
        .code = 100,
        .subcode = 1487534,
        .message = "Please reduce the amount of data you're asking for, then retry your request"});
  }
  return page_of_rows(platform, account, scope, *query, platform.now, call);
}

Graph<value> start_report(Platform& platform, std::size_t index, const Object* scope,
                          const Call& call) {
  const auto query = insights_query(platform, call, level_of(scope));
  if (!query) return tl::unexpected(query.error());
  auto params = call.params;  // "last_7d" is meant as of now
  params.erase("date_preset");
  params["time_range"] =
      object{{"since", format_date(query->since)}, {"until", format_date(query->until - Days{1})}};
  const auto id = platform.new_id();
  platform.reports[id] = {.account = index,
                          .scope = scope == nullptr ? std::string() : scope->id,
                          .params = std::move(params),
                          .at = platform.now};
  return object{{"report_run_id", id}};
}

object report_status(const std::string& id, Report& report) {
  const bool done = ++report.polls > 1;
  return {{"id", id},
          {"async_status", done ? "Job Completed" : "Job Running"},
          {"async_percent_completion", done ? 100 : 50}};
}

Graph<value> read_report(const Platform& platform, const Report& report, const Call& call) {
  if (report.polls < 2) {
    return tl::unexpected(bad_parameter("report_run_id", "is not completed yet"));
  }
  const Object* const scope = find_object(platform, report.scope);
  const Call asked{.params = report.params};
  const auto query = insights_query(platform, asked, level_of(scope));
  if (!query) return tl::unexpected(query.error());
  return page_of_rows(platform, platform.accounts[report.account], scope, *query, report.at, call);
}

}  // namespace gv::meta_double
