#include "adapters/api/attribution_summary.h"

namespace gv::api {
namespace {

constexpr Days kSummaryDays{28};
constexpr Days kSummaryDaysMax{366};

LagsLine line_of(const attribution::LagDistribution& lags) {
  LagsLine line{.conversions = lags.conversions,
                .median_hours = lags.median_hours,
                .p90_hours = lags.p90_hours,
                .buckets = {}};
  for (const auto& [hours_max, conversions] : lags.buckets) {
    line.buckets.push_back({hours_max, conversions});
  }
  return line;
}

}  // namespace

Result<AttributionSummaryAnswer> SummariseAttribution::operator()(
    const Context& context, const AttributionSummaryRequest& request) const {
  const TimePoint to = request.to.value_or(context.now + Millis(1));
  const TimePoint from = request.from.value_or(to - kSummaryDays);
  if (from >= to || to - from > kSummaryDaysMax) {
    return fail(ErrorCode::InvalidInput, "from",
                "must lie at most 366 days before to, got " + format_time(from) +
                    " for to = " + format_time(to));
  }
  GV_TRY(const auto scope, services.scope_of(*context.principal, context.account, *kRoute.scope));
  GV_TRY(const auto found, services.conversions.summary(scope, from, to));
  AttributionSummaryAnswer answer{
      .from = from, .to = to, .lags = line_of(found.lags), .missed = {}};
  for (const auto& [layer_1, layer_2, layer_3, conversions] : found.missed) {
    answer.missed.push_back({layer_1, layer_2, layer_3, conversions});
  }
  return answer;
}

}  // namespace gv::api
