#include "adapters/api/predict_budgets.h"

#include "adapters/api/budget_run.h"
#include "app/forecast_budgets.h"
#include "base/money.h"

namespace gv::api {
namespace {

Amount rounded_amount(double minor) { return {round_half_away(minor)}; }

ValueRange range_of(const allocate::Outlook& value) {
  return {rounded_amount(value.low), rounded_amount(value.high)};
}

}  // namespace

Result<BudgetForecastAnswer> PredictBudgets::operator()(
    const Context& context, const BudgetOptimizationRequest& request) const {
  GV_TRY(const auto account, settings.settings(context.account));
  GV_TRY(auto inputs, app::inputs_of(snapshots_in(context, request), *account));
  GV_TRY(const auto run,
         app::decide_budgets(inputs, account->decision, account->fatigue, run_serially));
  GV_TRY(const auto forecast,
         app::forecast_budgets(inputs, run.plan, account->decision, run_serially));
  BudgetForecastAnswer answer{answer_of(inputs, run, *account)};
  const auto& outlook = forecast.values.outlook;
  answer.expected_value_before = rounded_amount(outlook.current.value.mean);
  answer.expected_value_after = rounded_amount(outlook.proposed.value.mean);
  answer.value_range_before = range_of(outlook.current.value);
  answer.value_range_after = range_of(outlook.proposed.value);
  answer.improvement_probability = outlook.improvement_probability;
  for (std::size_t i = 0; i < forecast.units.size(); ++i) {
    answer.marginal_returns.push_back({forecast.units[i].text(),
                                       forecast.values.marginal_current[i],
                                       forecast.values.marginal_proposed[i]});
  }
  return answer;
}

}  // namespace gv::api
