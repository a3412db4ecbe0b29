#include "adapters/api/predict_roas.h"

#include "adapters/api/endpoint.h"
#include "core/revenue/ad_roas.h"

namespace gv::api {

void check(const RoasOutlookRequest& request, Binder& binder) {
  if (request.current_roas < 0.0) binder.complain_at("current_roas", "must be >= 0");
  if (request.hours_live < 0.0) binder.complain_at("hours_live", "must be >= 0");
  if (request.daily_spend.minor < 0) binder.complain_at("daily_spend", "must be >= 0");
  if (!(request.days_forward > 0.0 && request.days_forward <= 90.0)) {
    binder.complain_at("days_forward", "must lie in (0, 90]");
  }
}

Result<RoasOutlookAnswer> PredictRoas::operator()(const Context& context,
                                                  const RoasOutlookRequest& request) const {
  GV_TRY(const auto account, settings.settings(context.account));
  const auto daily = static_cast<double>(request.daily_spend.minor);
  const double spend = daily * request.hours_live / 24.0;
  // The prior weighs as much as one average order of spend at the return the account asks for.
  GV_TRY(const auto outlook, revenue::predict_roas({.value_minor = request.current_roas * spend,
                                                    .spend_minor = spend,
                                                    .daily_spend_minor = daily,
                                                    .days_forward = request.days_forward,
                                                    .prior_roas = account->decision.target_roas,
                                                    .prior_spend_minor = static_cast<double>(
                                                        account->pipeline.spec().aov_minor)}));
  return RoasOutlookAnswer{.predicted_roas = outlook.predicted_roas,
                           .projected_spend = {outlook.projected_spend_minor},
                           .projected_revenue = {outlook.projected_revenue_minor},
                           .projected_profit = {outlook.projected_profit_minor}};
}

void add_prediction_routes(Api& api, const app::SettingsSource& settings) {
  add(api, PredictRoas{settings});
}

}  // namespace gv::api
