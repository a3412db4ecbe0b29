#include "adapters/api/feedback.h"

#include <algorithm>

#include <fmt/format.h>

#include "adapters/api/binder.h"
#include "app/ports/authentication.h"

namespace gv::api {
namespace {

/// Of one report: more than every person on earth a hundred times.
constexpr std::int64_t kCountMost = 1'000'000'000'000;

app::AdFeedback feedback_of(const FeedbackRequest& request, TimePoint now) {
  const auto value = request.actual_pipeline_value.minor;
  return {
      .observed = {.ad_id = request.ad_id,
                   .to = std::min(request.at.value_or(now), now),
                   .impressions = request.actual_impressions.value_or(0),
                   .clicks = request.actual_clicks.value_or(0),
                   .conversions = request.actual_conversions.value_or(value > 0 ? 1 : 0),
                   .spend_minor = request.actual_spend.minor,
                   .pipeline_value_minor = value,
                   .cash_revenue_minor = request.actual_cash_revenue.value_or(Amount{value}).minor},
      .since = request.since,
      .key = request.event_id};
}

void check_count(const std::optional<std::int64_t>& count, const char* name, Binder& binder) {
  if (count.value_or(0) < 0) binder.complain_at(name, "must be >= 0", ErrorCode::NegativeCount);
  if (count.value_or(0) > kCountMost) {
    binder.complain_at(name, fmt::format("must be at most {}, got {}", kCountMost, *count));
  }
}

void check_amount(const Amount& amount, const char* name, Binder& binder) {
  if (amount.minor < 0) binder.complain_at(name, "must be >= 0");
}

}  // namespace

void check(const FeedbackRequest& request, Binder& binder) {
  if (request.ad_id.empty() || request.ad_id.size() > kIdBytesMax) {
    binder.complain_at("ad_id", "must be an id of 1 to 200 bytes");
  }
  check_amount(request.actual_pipeline_value, "actual_pipeline_value", binder);
  check_amount(request.actual_spend, "actual_spend", binder);
  check_amount(request.actual_cash_revenue.value_or(Amount{}), "actual_cash_revenue", binder);
  check_count(request.actual_impressions, "actual_impressions", binder);
  check_count(request.actual_clicks, "actual_clicks", binder);
  check_count(request.actual_conversions, "actual_conversions", binder);
  if (request.actual_clicks.value_or(0) > request.actual_impressions.value_or(0)) {
    binder.complain_at("actual_clicks",
                       fmt::format("must not exceed the {} impressions, got {}",
                                   request.actual_impressions.value_or(0), *request.actual_clicks),
                       ErrorCode::ClicksExceedImpressions);
  }
  if (request.event_id && (request.event_id->empty() || request.event_id->size() > kIdBytesMax)) {
    binder.complain_at("event_id", "must be an id of 1 to 200 bytes");
  }
}

Result<FeedbackAnswer> TakeFeedback::operator()(const Context& context,
                                                const FeedbackRequest& request) const {
  GV_TRY(const auto scope,
         app::Authentication::scope_of(*context.principal, context.account, *kRoute.scope));
  GV_TRY(const auto outcome, observe.take(scope, feedback_of(request, context.now)));
  FeedbackAnswer answer{.status = "feedback_registered",
                        .ad_id = outcome.ad_id,
                        .timestamp = context.now,
                        .duplicate = !outcome.counted};
  if (request.actual_spend.minor > 0) {
    answer.actual_roas = static_cast<double>(request.actual_pipeline_value.minor) /
                         static_cast<double>(request.actual_spend.minor);
  }
  return answer;
}

}  // namespace gv::api
