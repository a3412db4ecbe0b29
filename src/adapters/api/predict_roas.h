#pragma once

#include <boost/describe/class.hpp>

#include "adapters/api/context.h"
#include "adapters/api/route_info.h"
#include "adapters/api/wire_types.h"
#include "app/ports/settings_source.h"

namespace gv::api {

class Api;

struct RoasOutlookRequest {
  double current_ctr{0.0};  ///< taken for old clients; a click rate is no return
  double current_roas{0.0};
  double hours_live{0.0};
  Amount daily_spend;
  double days_forward{0.0};
};
BOOST_DESCRIBE_STRUCT(RoasOutlookRequest, (),
                      (current_ctr, current_roas, hours_live, daily_spend, days_forward))
void check(const RoasOutlookRequest& request, Binder& binder);

struct RoasOutlookAnswer {
  std::optional<double> predicted_roas;  ///< null when there is and will be no spend
  Amount projected_spend;
  Amount projected_revenue;
  Amount projected_profit;
};
BOOST_DESCRIBE_STRUCT(RoasOutlookAnswer, (),
                      (predicted_roas, projected_spend, projected_revenue, projected_profit))

/// What an ad will have returned after some more days, from its return so far and the account's.
struct PredictRoas {
  static constexpr RouteInfo kRoute{
      .method = http::Method::Post,
      .path = "/api/ml/predict/roas",
      .twin = "/api/v1/predict/roas",
      .scope = app::Scope::Predict,
      .deadline = Millis(5'000),
      .summary = "Return on ad spend after some more days",
  };
  const app::SettingsSource& settings;

  Result<RoasOutlookAnswer> operator()(const Context& context,
                                       const RoasOutlookRequest& request) const;
};

void add_prediction_routes(Api& api, const app::SettingsSource& settings);

}  // namespace gv::api
