#include "adapters/api/ad_days.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "adapters/api/actor.h"
#include "adapters/api/decision_lines.h"

namespace gv::api {
namespace {

constexpr int kEventsAtOnce = 500;
constexpr const char* kFirstUuid = "00000000-0000-0000-0000-000000000000";

app::AdSums sums_of_row(const app::PerformanceRow& row) {
  return {.impressions = row.impressions,
          .clicks = row.clicks,
          .spend_minor = row.spend_minor,
          .conversions = row.conversions,
          .platform_value_minor = row.revenue_minor.value_or(0)};
}

/// Days or hours by their beginning: what the platform told, and what the ledger booked.
std::vector<AdDayLine> day_lines(const std::vector<app::PerformanceRow>& rows,
                                 const std::vector<app::BookedValue>& booked, bool by_hour) {
  std::vector<app::SumsAt> series;
  std::map<TimePoint, const app::PerformanceRow*> told;
  for (const auto& row : rows) {
    series.push_back({row.period_start, sums_of_row(row)});
    told[row.period_start] = &row;
  }
  add_booked(series, booked, by_hour);
  std::vector<AdDayLine> lines;
  for (const auto& [at, sums] : series) {
    AdDayLine line{{.at = at}, figures_of(sums)};
    if (const auto row = told.find(at); row != told.end()) {
      line.reach = row->second->reach;
      line.frequency = row->second->frequency;
      line.link_clicks = row->second->link_clicks;
      line.revision = row->second->revision;
      line.fetched_at = row->second->fetched_at;
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

/// Errors: NotFound for an ad that no platform has.
Result<std::vector<AdDayLine>> days_of_ad(app::Transaction& transaction,
                                          const CampaignServices& services, app::TreeFilter filter,
                                          Granularity granularity) {
  filter.limit = 1;
  GV_TRY(const auto ads, services.tree.ads(transaction, filter));
  const auto ad_id = filter.platform + ":" + filter.ad;
  if (ads.empty()) {
    return fail(ErrorCode::NotFound, "id", "There is no ad \"" + ad_id + "\".");
  }
  const bool by_hour = granularity == Granularity::Hour;
  const app::PerformanceSpan span{.platform = filter.platform,
                                  .granularity = by_hour ? "hour" : "day",
                                  .from = filter.from,
                                  .until = filter.until};
  GV_TRY(const auto rows, services.performance.of_ad(transaction, ad_id, span));
  GV_TRY(const auto booked, services.tree.booked(transaction, filter));
  return day_lines(rows, booked, by_hour);
}

Result<void> add_decisions(app::Transaction& transaction, const CampaignServices& services,
                           const app::TreeFilter& filter, std::vector<AdEventLine>& events) {
  app::DecisionFilter wanted{.ad_id = filter.platform + ":" + filter.ad,
                             .before = app::DecisionCursor{filter.until, kFirstUuid},
                             .limit = kEventsAtOnce};
  for (;;) {
    GV_TRY(const auto page, services.decisions.list(transaction, wanted));
    for (const auto& decision : page) {
      if (decision.created_at < filter.from) return {};
      if (decision.status == "preview") continue;
      events.push_back({.at = decision.created_at,
                        .kind = AdEventKind::Decision,
                        .decision = decision_line(decision)});
    }
    if (page.size() < kEventsAtOnce) return {};
    wanted.before = {page.back().created_at, page.back().id};
  }
}

Result<void> add_changes(const app::AccountScope& scope, const CampaignServices& services,
                         const app::TreeFilter& filter, std::vector<AdEventLine>& events) {
  app::ChangeFilter wanted{.entity_id = filter.ad,
                           .before = app::ChangeCursor{filter.until, kFirstUuid},
                           .limit = kEventsAtOnce};
  for (;;) {
    GV_TRY(const auto page, services.changes.history(scope, wanted));
    for (const auto& record : page) {
      if (record.ended_at < filter.from) return {};
      if (record.platform != filter.platform) continue;
      events.push_back(
          {.at = record.ended_at, .kind = AdEventKind::Change, .change = record_line(record)});
    }
    if (page.size() < kEventsAtOnce) return {};
    wanted.before = app::ChangeCursor{page.back().ended_at, page.back().id};
  }
}

/// Tells one line of a timeline from all others.
std::string key_of_event(const AdEventLine& line) {
  if (line.decision) return "decision " + line.decision->id;
  return line.change ? "change " + line.change->id : "day " + format_time(line.at);
}

}  // namespace

Result<app::TreeFilter> ad_filter(const SpanRequest& span, const std::string& id, TimePoint now) {
  GV_TRY(auto filter, tree_filter(span, now));
  const auto name = platform_name(id, "id");
  if (!name) return fail(ErrorCode::NotFound, "id", "There is no ad \"" + id + "\".");
  filter.platform = name->platform;
  filter.ad = name->id;
  return filter;
}

Result<Collection<AdDayLine>> ListAdDays::operator()(const Context& context,
                                                     const AdDaysRequest& request) const {
  GV_TRY(const auto filter, ad_filter(request, request.id, context.now));
  GV_TRY(const auto scope, scope_of(context, *kRoute.scope));
  GV_TRY(auto lines, services.store.read(scope, [&](app::Transaction& transaction) {
    return days_of_ad(transaction, services, filter,
                      request.granularity.value_or(Granularity::Day));
  }));
  return page_of(std::move(lines), request,
                 [](const AdDayLine& line) { return format_time(line.at); });
}

Result<Collection<AdEventLine>> ListAdTimeline::operator()(const Context& context,
                                                           const AdTimelineRequest& request) const {
  GV_TRY(const auto filter, ad_filter(request, request.id, context.now));
  GV_TRY(const auto scope, scope_of(context, *kRoute.scope));
  std::vector<AdEventLine> events;
  GV_TRY(services.store.read(scope, [&](app::Transaction& transaction) -> Result<void> {
    events.clear();
    GV_TRY(auto days, days_of_ad(transaction, services, filter, Granularity::Day));
    for (auto& day : days) {
      events.push_back({.at = day.at, .kind = AdEventKind::Day, .day = std::move(day)});
    }
    return add_decisions(transaction, services, filter, events);
  }));
  GV_TRY(add_changes(scope, services, filter, events));
  std::stable_sort(events.begin(), events.end(),
                   [](const AdEventLine& a, const AdEventLine& b) { return a.at > b.at; });
  return page_of(std::move(events), request, key_of_event);
}

}  // namespace gv::api
