#include "core/allocate/optimizer.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <numeric>

#include "base/check.h"
#include "base/money.h"
#include "core/allocate/project.h"

namespace gv::allocate {
namespace {

constexpr std::int64_t kLargest = std::int64_t{1} << 50;
constexpr double kLossDays = 7.0;

Result<void> check_config(const OptimizerConfig& config) {
  const auto share = [](double x) { return x >= 0.0 && x <= 1.0; };
  const bool ratios = config.target_roas > 0.0 && std::isfinite(config.target_roas) &&
                      config.min_roas_ratio > 0.0 && config.min_roas_ratio <= 1.0 &&
                      config.scale_roas_ratio >= 1.0 && std::isfinite(config.scale_roas_ratio);
  if (!ratios) {
    return fail(ErrorCode::ConfigRange, "target_roas",
                "must be above 0 with ratios min in (0, 1] and scale >= 1");
  }
  if (!share(config.max_increase) || !share(config.max_decrease) ||
      !share(config.underperforming_decrease)) {
    return fail(ErrorCode::ConfigRange, "max_increase", "and the decreases must lie in [0, 1]");
  }
  if (config.min_budget_minor < 0 || config.min_budget_minor > kLargest) {
    return fail(ErrorCode::ConfigRange, "min_budget_minor", "must lie in [0, 2^50]");
  }
  return {};
}

Result<void> check_unit(const OptimizerUnit& unit) {
  if (!std::isfinite(unit.roas) || !std::isfinite(unit.hours) || !std::isfinite(unit.conversions)) {
    return fail(ErrorCode::Nan, unit.id, "roas, hours and conversions must be finite numbers");
  }
  if (unit.roas < 0.0 || unit.hours < 0.0 || unit.conversions < 0.0 || unit.current_minor < 0 ||
      unit.spend_minor < 0 || unit.value_minor < 0) {
    return fail(ErrorCode::NegativeCount, unit.id, "has a negative amount; all must be >= 0");
  }
  if (unit.current_minor > kLargest || unit.spend_minor > kLargest || unit.value_minor > kLargest) {
    return fail(ErrorCode::Overflow, unit.id, "has an amount above 2^50 minor units");
  }
  return {};
}

/// Indices of `units` by ascending id.
Result<std::vector<std::size_t>> by_id(std::span<const OptimizerUnit> units) {
  std::vector<std::size_t> order(units.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return units[a].id < units[b].id; });
  std::int64_t budget = 0;
  std::int64_t spend = 0;
  std::int64_t value = 0;
  for (std::size_t k = 0; k < order.size(); ++k) {
    const OptimizerUnit& unit = units[order[k]];
    GV_TRY(check_unit(unit));
    if (k > 0 && units[order[k - 1]].id == unit.id) {
      return fail(ErrorCode::DuplicateAd, unit.id, "occurs twice; every id may occur once");
    }
    budget += unit.current_minor;
    spend += unit.spend_minor;
    value += unit.value_minor;
    if (std::max({budget, spend, value}) > kLargest) {
      return fail(ErrorCode::Overflow, unit.id, "brings a sum above 2^50 minor units");
    }
  }
  return order;
}

OptimizerStatus status_of(Category category, bool killed) {
  switch (category) {
    case Category::Learning:
      return OptimizerStatus::Learning;
    case Category::Winner:
      return OptimizerStatus::Scaling;
    case Category::Stable:
      return OptimizerStatus::Maintaining;
    case Category::Underperforming:
      return OptimizerStatus::Declining;
    case Category::Loser:
      return killed ? OptimizerStatus::Paused : OptimizerStatus::Declining;
  }
  GV_CHECK(false && "every category has a status");
  return OptimizerStatus::Maintaining;
}

UnitBounds bounds_of(Category category, std::int64_t current, const OptimizerConfig& config) {
  const auto c = static_cast<double>(current);
  const auto floor_at = [&](double share) {
    return whole_bounds(current, std::max(static_cast<double>(config.min_budget_minor), share * c),
                        c);
  };
  switch (category) {
    case Category::Learning:
    case Category::Stable:
      return {current, current, current};
    case Category::Winner:
      return whole_bounds(current, c, (1.0 + config.max_increase) * c);
    case Category::Underperforming:
      return floor_at(1.0 - config.underperforming_decrease);
    case Category::Loser:
      return floor_at(1.0 - config.max_decrease);
  }
  GV_CHECK(false && "every category has bounds");
  return {};
}

OptimizedUnit assess(const OptimizerUnit& unit, const OptimizerConfig& config) {
  const Category category = categorize(unit, config);
  const UnitBounds bounds = bounds_of(category, unit.current_minor, config);
  const double loss =
      kLossDays * static_cast<double>(unit.current_minor) * std::max(0.0, 1.0 - unit.roas);
  return {unit.id,
          category,
          status_of(category, unit.killed),
          unit.current_minor,
          bounds.lower,
          bounds.upper,
          unit.current_minor,
          round_half_away(loss)};
}

/// Units of one category in order of id, with the room each has to move.
struct Group {
  std::vector<std::size_t> units;
  std::vector<UnitBounds> room;  ///< [0, room]
  std::int64_t total{0};
};

Group group_of(const std::vector<OptimizedUnit>& units, std::span<const std::size_t> order,
               Category category) {
  Group group;
  for (const std::size_t i : order) {
    const OptimizedUnit& unit = units[i];
    if (unit.category != category) continue;
    const std::int64_t room = category == Category::Winner ? unit.upper_minor - unit.current_minor
                                                           : unit.current_minor - unit.lower_minor;
    group.units.push_back(i);
    group.room.push_back({0, 0, room});
    group.total += room;
  }
  return group;
}

/// Moves `amount` <= group.total: `sign` +1 gives equally, -1 takes in proportion to the room.
Result<void> move(std::vector<OptimizedUnit>& units, const Group& group, std::int64_t amount,
                  int sign) {
  std::vector<double> weights;
  for (const UnitBounds& room : group.room) {
    weights.push_back(sign > 0 ? 1.0 : static_cast<double>(room.upper));
  }
  GV_TRY(const auto parts, project(weights, group.room, amount));
  for (std::size_t k = 0; k < parts.size(); ++k) {
    units[group.units[k]].recommended_minor += sign * parts[k];
  }
  return {};
}

Result<std::int64_t> shift(std::vector<OptimizedUnit>& units, std::span<const std::size_t> order,
                           bool allow_underspend) {
  const Group losers = group_of(units, order, Category::Loser);
  const Group underperformers = group_of(units, order, Category::Underperforming);
  const Group winners = group_of(units, order, Category::Winner);
  const std::int64_t donated = losers.total + underperformers.total;
  const std::int64_t given = std::min(donated, winners.total);
  const std::int64_t taken = allow_underspend ? donated : given;
  const std::int64_t from_losers = std::min(taken, losers.total);
  GV_TRY(move(units, losers, from_losers, -1));
  GV_TRY(move(units, underperformers, taken - from_losers, -1));
  GV_TRY(move(units, winners, given, +1));
  return taken - given;
}

int priority_of(Category category) {
  return category == Category::Loser ? 1 : category == Category::Underperforming ? 2 : 3;
}

std::vector<Recommendation> recommend(const std::vector<OptimizedUnit>& units) {
  std::vector<Recommendation> list;
  for (const OptimizedUnit& unit : units) {
    if (unit.recommended_minor == unit.current_minor) continue;
    list.push_back({unit.id, unit.category, unit.current_minor, unit.recommended_minor,
                    priority_of(unit.category)});
  }
  std::sort(list.begin(), list.end(), [](const Recommendation& a, const Recommendation& b) {
    const std::int64_t change_a = std::abs(a.recommended_minor - a.current_minor);
    const std::int64_t change_b = std::abs(b.recommended_minor - b.current_minor);
    if (a.priority != b.priority) return a.priority < b.priority;
    return change_a != change_b ? change_a > change_b : a.id < b.id;
  });
  return list;
}

OptimizerReport report_on(std::span<const OptimizerUnit> inputs, const OptimizerPlan& plan) {
  OptimizerReport report;
  report.ad_count = inputs.size();
  report.recommendations_count = plan.recommendations.size();
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    const OptimizedUnit& unit = plan.units[i];
    report.total_spend_minor += inputs[i].spend_minor;
    report.total_revenue_minor += inputs[i].value_minor;
    report.learning += unit.category == Category::Learning ? 1 : 0;
    report.winners += unit.category == Category::Winner ? 1 : 0;
    report.stable += unit.category == Category::Stable ? 1 : 0;
    report.underperforming += unit.category == Category::Underperforming ? 1 : 0;
    report.losers += unit.category == Category::Loser ? 1 : 0;
    if (unit.category == Category::Loser)
      report.potential_savings_minor += unit.expected_loss_minor;
    if (unit.category == Category::Winner) {
      report.scaling_opportunity_minor += unit.upper_minor - unit.current_minor;
    }
  }
  if (report.total_spend_minor > 0) {
    report.overall_roas = static_cast<double>(report.total_revenue_minor) /
                          static_cast<double>(report.total_spend_minor);
  }
  return report;
}

}  // namespace

std::string_view to_text(Category category) {
  switch (category) {
    case Category::Learning:
      return "learning";
    case Category::Winner:
      return "winner";
    case Category::Stable:
      return "stable";
    case Category::Underperforming:
      return "underperforming";
    case Category::Loser:
      return "loser";
  }
  return {};
}

std::string_view to_text(OptimizerStatus status) {
  switch (status) {
    case OptimizerStatus::Learning:
      return "LEARNING";
    case OptimizerStatus::Scaling:
      return "SCALING";
    case OptimizerStatus::Maintaining:
      return "MAINTAINING";
    case OptimizerStatus::Declining:
      return "DECLINING";
    case OptimizerStatus::Paused:
      return "PAUSED";
  }
  return {};
}

Category categorize(const OptimizerUnit& unit, const OptimizerConfig& config) {
  if (unit.killed) return Category::Loser;  // 0.
  if (unit.hours < config.learning_period_hours || unit.spend_minor < config.min_spend_minor ||
      unit.conversions < config.min_conversions) {
    return Category::Learning;  // 1.
  }
  if (unit.roas >= config.scale_roas_ratio * config.target_roas) return Category::Winner;  // 2.
  if (unit.roas >= config.target_roas) return Category::Stable;                            // 3.
  if (unit.roas >= config.min_roas_ratio * config.target_roas)
    return Category::Underperforming;  // 4.
  return Category::Loser;              // 5.
}

Result<OptimizerPlan> optimize_budgets(std::span<const OptimizerUnit> units,
                                       const OptimizerConfig& config) {
  GV_TRY(check_config(config));
  GV_TRY(const auto order, by_id(units));
  OptimizerPlan plan;
  for (const OptimizerUnit& unit : units) plan.units.push_back(assess(unit, config));
  GV_TRY(plan.reserve_minor, shift(plan.units, order, config.allow_underspend));
  plan.recommendations = recommend(plan.units);
  plan.report = report_on(units, plan);
  return plan;
}

}  // namespace gv::allocate
