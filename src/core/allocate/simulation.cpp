#include "core/allocate/simulation.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "base/check.h"
#include "core/allocate/response.h"
#include "core/stats/numeric.h"

namespace gv::allocate {
namespace {

/// Value of both plans per draw.
struct DrawValues {
  std::vector<double> current;
  std::vector<double> proposed;
};

/// Spend of both plans over the same days.
struct Spend {
  double current{0.0};
  double proposed{0.0};
};

Result<void> check(std::span<const PlanUnit> units, const Draws& rho, double elasticity) {
  check_shape(rho, units.size());
  if (rho.draws == 0) return fail(ErrorCode::InvalidInput, "draws", "must be at least 1, got 0");
  if (!(elasticity >= 0.0 && elasticity < 1.0)) {
    return fail(ErrorCode::ConfigRange, "elasticity", "must lie in [0, 1)");
  }
  for (std::size_t i = 0; i < units.size(); ++i) {
    const PlanUnit& unit = units[i];
    const std::string where = "units[" + std::to_string(i) + "]";
    const double sum =
        unit.current + unit.proposed + unit.half_saturation + unit.rho0_factor + unit.fatigue_slope;
    if (!std::isfinite(sum)) return fail(ErrorCode::Nan, where, "must hold finite numbers");
    if (unit.current < 0.0 || unit.proposed < 0.0 || unit.half_saturation <= 0.0 ||
        unit.rho0_factor <= 0.0 || unit.fatigue_slope < 0.0) {
      return fail(ErrorCode::InvalidInput, where,
                  "must have budgets and fatigue slope >= 0, half saturation and factor > 0");
    }
    for (std::size_t k = 0; k < rho.draws; ++k) {
      const double draw = rho.row(i)[k];
      if (!std::isfinite(draw)) return fail(ErrorCode::Nan, where + ".rho", "must be finite");
      if (draw < 0.0) return fail(ErrorCode::InvalidInput, where + ".rho", "must be >= 0");
    }
  }
  return {};
}

Spend spend_of(std::span<const PlanUnit> units) {
  Spend spend;
  for (const PlanUnit& unit : units) {
    spend.current += unit.current;
    spend.proposed += unit.proposed;
  }
  return spend;
}

// The curve does not depend on the draw: one power per unit and plan serves all draws.
DrawValues values_on(std::span<const PlanUnit> units, const Draws& rho, double elasticity,
                     int day) {
  DrawValues values{std::vector<double>(rho.draws), std::vector<double>(rho.draws)};
  for (std::size_t i = 0; i < units.size(); ++i) {
    const PlanUnit& unit = units[i];
    const double worn = unit.rho0_factor * std::exp(-unit.fatigue_slope * day);
    const double current = worn * unit_value(unit.current, unit.half_saturation, elasticity);
    const double proposed = worn * unit_value(unit.proposed, unit.half_saturation, elasticity);
    for (std::size_t k = 0; k < rho.draws; ++k) {
      values.current[k] += current * rho.row(i)[k];
      values.proposed[k] += proposed * rho.row(i)[k];
    }
  }
  return values;
}

PlanOutlook outlook_of(std::vector<double> values, double spend) {
  double sum = 0.0;
  for (const double value : values) sum += value;
  std::sort(values.begin(), values.end());
  PlanOutlook outlook;
  outlook.spend = spend;
  outlook.value = {sum / static_cast<double>(values.size()), stats::quantile_sorted(values, 0.1),
                   stats::quantile_sorted(values, 0.9)};
  if (spend > 0.0) {
    outlook.roas =
        Outlook{outlook.value.mean / spend, outlook.value.low / spend, outlook.value.high / spend};
  }
  return outlook;
}

PlanComparison compare(const DrawValues& values, const Spend& spend) {
  std::size_t better = 0;
  for (std::size_t k = 0; k < values.current.size(); ++k) {
    const double gain = values.proposed[k] - values.current[k];
    better += gain > spend.proposed - spend.current ? 1 : 0;
  }
  return {outlook_of(values.current, spend.current), outlook_of(values.proposed, spend.proposed),
          static_cast<double>(better) / static_cast<double>(values.current.size())};
}

}  // namespace

Result<PlanSimulation> simulate_optimization(std::span<const PlanUnit> units, const Draws& rho,
                                             double elasticity, int days) {
  if (days < 1 || days > 90) {
    return fail(ErrorCode::InvalidInput, "days",
                "must lie in [1, 90], got " + std::to_string(days));
  }
  GV_TRY(check(units, rho, elasticity));
  PlanSimulation simulation;
  DrawValues sums{std::vector<double>(rho.draws), std::vector<double>(rho.draws)};
  const Spend daily = spend_of(units);
  for (int day = 0; day < days; ++day) {
    const DrawValues values = values_on(units, rho, elasticity, day);
    simulation.days.push_back(compare(values, daily));
    for (std::size_t k = 0; k < rho.draws; ++k) {
      sums.current[k] += values.current[k];
      sums.proposed[k] += values.proposed[k];
    }
  }
  simulation.total = compare(sums, {daily.current * days, daily.proposed * days});
  return simulation;
}

Result<ReallocationForecast> forecast_reallocation(std::span<const PlanUnit> units,
                                                   const Draws& rho, double elasticity) {
  GV_TRY(check(units, rho, elasticity));
  ReallocationForecast forecast;
  forecast.outlook = compare(values_on(units, rho, elasticity, 0), spend_of(units));
  for (std::size_t i = 0; i < units.size(); ++i) {
    const PlanUnit& unit = units[i];
    double sum = 0.0;
    for (std::size_t k = 0; k < rho.draws; ++k) sum += rho.row(i)[k];
    const double rho0 = unit.rho0_factor * sum / static_cast<double>(rho.draws);
    forecast.marginal_current.push_back(
        rho0 * unit_marginal(unit.current, unit.half_saturation, elasticity));
    forecast.marginal_proposed.push_back(
        rho0 * unit_marginal(unit.proposed, unit.half_saturation, elasticity));
  }
  return forecast;
}

}  // namespace gv::allocate
