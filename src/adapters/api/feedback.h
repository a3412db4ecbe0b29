#pragma once

#include <optional>
#include <string>

#include <boost/describe/class.hpp>

#include "adapters/api/context.h"
#include "adapters/api/route_info.h"
#include "adapters/api/wire_types.h"
#include "app/observe_ad.h"

namespace gv::api {

/// What an ad did since it was last told of.
struct FeedbackRequest {
  std::string ad_id;  ///< bare, or "<platform>:<platform id>"
  Amount actual_pipeline_value;
  Amount actual_spend;
  std::optional<std::int64_t> actual_impressions;
  std::optional<std::int64_t> actual_clicks;
  std::optional<std::int64_t> actual_conversions;  ///< one when there is a value and this is absent
  std::optional<Amount> actual_cash_revenue;       ///< as the pipeline value when absent
  std::optional<TimePoint> since;                  ///< start of the span
  std::optional<TimePoint> at;                     ///< its end; now when absent
  std::optional<std::string> event_id;             ///< the same twice counts once
};
BOOST_DESCRIBE_STRUCT(FeedbackRequest, (),
                      (ad_id, actual_pipeline_value, actual_spend, actual_impressions,
                       actual_clicks, actual_conversions, actual_cash_revenue, since, at, event_id))
void check(const FeedbackRequest& request, Binder& binder);

struct FeedbackAnswer {
  std::string status;  ///< "feedback_registered", also for what was known already
  std::string ad_id;
  std::optional<double> actual_roas;  ///< null without spend
  TimePoint timestamp;
  bool duplicate{false};  ///< this event was counted before
  bool indexed{false};    ///< among the winners: there is no memory of them yet
};
BOOST_DESCRIBE_STRUCT(FeedbackAnswer, (),
                      (status, ad_id, actual_roas, timestamp, duplicate, indexed))

struct TakeFeedback {
  static constexpr RouteInfo kRoute{
      .method = http::Method::Post,
      .path = "/api/ml/battle-hardened/feedback",
      .twin = "/api/v1/battle-hardened/feedback",
      .scope = app::Scope::Learn,
      .rate = RateClass::Ingest,
      .blocking = true,
      .summary = "Tell what an ad did",
  };
  app::ObserveAd& observe;

  Result<FeedbackAnswer> operator()(const Context& context, const FeedbackRequest& request) const;
};

}  // namespace gv::api
