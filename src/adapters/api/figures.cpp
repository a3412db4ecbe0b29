#include "adapters/api/figures.h"

#include <algorithm>
#include <map>

#include "adapters/api/binder.h"
#include "base/money.h"

namespace gv::api {
namespace {

constexpr Days kFiguresDays{28};
constexpr Days kFiguresDaysMax{366};

}  // namespace

Figures figures_of(const app::AdSums& sums) {
  Figures figures{.impressions = sums.impressions,
                  .clicks = sums.clicks,
                  .spend = {sums.spend_minor},
                  .conversions = sums.conversions,
                  .platform_value = {sums.platform_value_minor},
                  .pipeline_value = {sums.pipeline_value_minor}};
  const auto spend = static_cast<double>(sums.spend_minor);
  if (sums.impressions > 0) {
    const auto impressions = static_cast<double>(sums.impressions);
    figures.ctr = static_cast<double>(sums.clicks) / impressions;
    figures.cpm = Amount{round_half_away(1'000.0 * spend / impressions)};
  }
  if (sums.spend_minor > 0) {
    figures.pipeline_roas = static_cast<double>(sums.pipeline_value_minor) / spend;
  }
  return figures;
}

void check(const SpanRequest& request, Binder& binder) {
  check(static_cast<const PageRequest&>(request), binder);
  if (request.from && request.to && *request.to <= *request.from) {
    binder.complain_at("to", "must be after from, got " + format_time(*request.to));
  }
}

Result<app::TreeFilter> tree_filter(const SpanRequest& request, TimePoint now) {
  app::TreeFilter filter{.limit = static_cast<int>(request.rows_max()) + 1};
  filter.until = request.to.value_or(std::chrono::floor<Days>(now) + Days{1});
  filter.from = request.from.value_or(filter.until - kFiguresDays);
  if (filter.until <= filter.from || filter.until - filter.from > kFiguresDaysMax) {
    return fail(ErrorCode::InvalidInput, "to",
                "must lie within 366 days after from, got " + format_time(filter.until));
  }
  return filter;
}

Result<PlatformName> platform_name(const std::string& text, std::string_view where) {
  const auto colon = text.find(':');
  if (colon == 0 || colon == std::string::npos || colon + 1 == text.size()) {
    return fail(ErrorCode::InvalidInput, std::string(where),
                "must be \"<platform>:<platform id>\", like \"meta:123\", got \"" + text + "\"");
  }
  return PlatformName{text.substr(0, colon), text.substr(colon + 1)};
}

void add_booked(std::vector<app::SumsAt>& series, std::span<const app::BookedValue> booked,
                bool by_hour) {
  std::map<TimePoint, app::AdSums> sums;
  for (const auto& one : series) sums[one.at] += one.sums;
  for (const auto& one : booked) {
    const TimePoint at = by_hour ? TimePoint(std::chrono::floor<Hours>(one.at))
                                 : TimePoint(std::chrono::floor<Days>(one.at));
    sums[at].pipeline_value_minor += one.delta_minor;
  }
  series.clear();
  for (const auto& [at, one] : sums) series.push_back({at, one});
}

}  // namespace gv::api
