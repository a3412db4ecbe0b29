#pragma once

#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include "adapters/api/select_budgets.h"

namespace gv::api {

/// What may come of one day, between the 10 % and the 90 % quantile.
struct ValueRange {
  Amount low;
  Amount high;
};
BOOST_DESCRIBE_STRUCT(ValueRange, (), (low, high))

/// What one more unit of money a day returns.
struct MarginalReturn {
  std::string ad_id;
  double current{0.0};      ///< at today's budget
  double recommended{0.0};  ///< at the recommended one
};
BOOST_DESCRIBE_STRUCT(MarginalReturn, (), (ad_id, current, recommended))

struct BudgetForecastAnswer : BudgetOptimizationAnswer {
  Amount expected_value_before;  ///< of one day, as budgets are now
  Amount expected_value_after;   ///< and as recommended
  ValueRange value_range_before;
  ValueRange value_range_after;
  double improvement_probability{0.0};  ///< that the recommended budgets earn more, net of spend
  std::vector<MarginalReturn> marginal_returns;
};
BOOST_DESCRIBE_STRUCT(BudgetForecastAnswer, (BudgetOptimizationAnswer),
                      (expected_value_before, expected_value_after, value_range_before,
                       value_range_after, improvement_probability, marginal_returns))

/// Shares a daily budget among ads and tells what a day earns before and after. Always a dry run:
/// `dry_run` is not looked at.
struct PredictBudgets {
  static constexpr RouteInfo kRoute{
      .method = http::Method::Post,
      .path = "/api/ml/predict/budget-optimization",
      .twin = "/api/v1/predict/budget-optimization",
      .scope = app::Scope::Decide,
      .body_bytes_max = 8u << 20,
      .blocking = true,
      .deadline = Millis(5'000),
      .summary = "What a day earns before and after sharing a budget anew",
  };
  const app::SettingsSource& settings;

  Result<BudgetForecastAnswer> operator()(const Context& context,
                                          const BudgetOptimizationRequest& request) const;
};

}  // namespace gv::api
