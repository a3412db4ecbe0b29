#include "adapters/api/fatigue_history.h"

#include <span>
#include <utility>
#include <vector>

#include "adapters/api/actor.h"
#include "adapters/api/ad_days.h"
#include "core/fatigue/fatigue.h"

namespace gv::api {
namespace {

/// Days before the span that the first of it is judged by: a baseline and what may precede it.
constexpr Days kDaysBefore{60};

/// The days of an ad from its first to its last, those without delivery included.
struct WornDays {
  TimePoint first{};
  std::vector<fatigue::DayCounts> days;
};

WornDays worn_days(const std::vector<app::PerformanceRow>& rows) {
  WornDays worn;
  if (rows.empty()) return worn;
  worn.first = rows.front().period_start;
  worn.days.resize(static_cast<std::size_t>((rows.back().period_start - worn.first) / Days{1}) + 1);
  for (const auto& row : rows) {
    auto& day = worn.days[static_cast<std::size_t>((row.period_start - worn.first) / Days{1})];
    day.impressions = row.impressions;
    day.clicks = row.clicks;
    day.spend_minor = row.spend_minor;
    day.frequency_7d = row.frequency.value_or(0.0);
  }
  return worn;
}

/// Each day is judged by those up to it, and knows what was found the day before.
Result<std::vector<WearDay>> wear_days(const WornDays& worn, TimePoint from,
                                       const fatigue::FatigueConfig& config) {
  std::vector<WearDay> lines;
  fatigue::FatigueMemory memory;
  for (std::size_t i = 0; i < worn.days.size(); ++i) {
    const auto known = std::span(worn.days).first(i + 1);
    GV_TRY(
        auto found,
        fatigue::assess_fatigue(
            {.days = known, .frequency_7d = known.back().frequency_7d, .memory = memory}, config));
    memory = found.memory;
    const TimePoint at = worn.first + Days{static_cast<int>(i)};
    if (at < from) continue;
    lines.push_back({.at = at,
                     .status = wear_status(found.status),
                     .severity = found.severity,
                     .confidence = found.confidence,
                     .days_until_critical = found.days_until_critical,
                     .reason = std::move(found.reason)});
  }
  return lines;
}

}  // namespace

Result<Collection<WearDay>> ListWearDays::operator()(const Context& context,
                                                     const WearRequest& request) const {
  GV_TRY(auto filter, ad_filter(request, request.id, context.now));
  GV_TRY(const auto scope, scope_of(context, *kRoute.scope));
  GV_TRY(const auto settings, services.settings.settings(context.account));
  filter.limit = 1;
  const app::PerformanceSpan span{.platform = filter.platform,
                                  .granularity = "day",
                                  .from = filter.from - kDaysBefore,
                                  .until = filter.until};
  const auto read = [&](app::Transaction& transaction) -> Result<std::vector<app::PerformanceRow>> {
    GV_TRY(const auto ads, services.tree.ads(transaction, filter));
    if (ads.empty()) {
      return fail(ErrorCode::NotFound, "id", "There is no ad \"" + request.id + "\".");
    }
    return services.performance.of_ad(transaction, request.id, span);
  };
  GV_TRY(const auto rows, services.store.read(scope, read));
  GV_TRY(auto lines, wear_days(worn_days(rows), filter.from, settings->fatigue));
  return page_of(std::move(lines), request,
                 [](const WearDay& line) { return format_time(line.at); });
}

}  // namespace gv::api
