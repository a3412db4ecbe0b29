#include "core/allocate/project.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <string>

#include "base/check.h"

namespace gv::allocate {
namespace {

/// Whole numbers up to here are exact as doubles.
constexpr std::int64_t kLargest = std::int64_t{1} << 53;
constexpr double kWeightMin = 1e-12;
constexpr int kStepsMax = 400;
constexpr double kWithheldShare = 0.25;  // of the movement of others, prior

/// Room for the rounding of one product of two rounded factors.
double slack(double x) { return std::abs(x) * 4.0 * std::numeric_limits<double>::epsilon(); }

Result<void> check_bounds(std::span<const UnitBounds> bounds, std::int64_t total) {
  if (total < 0 || total > kLargest) {
    return fail(ErrorCode::Overflow, "total",
                "must lie in [0, 2^53], got " + std::to_string(total));
  }
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < bounds.size(); ++i) {
    const UnitBounds& unit = bounds[i];
    const std::string where = "units[" + std::to_string(i) + "]";
    if (unit.lower < 0 || unit.current < 0 || unit.lower > unit.upper) {
      return fail(ErrorCode::ConfigRange, where,
                  "must have 0 <= lower <= upper and current >= 0, got [" +
                      std::to_string(unit.lower) + ", " + std::to_string(unit.upper) + "] and " +
                      std::to_string(unit.current));
    }
    if (unit.current > kLargest || unit.upper > kLargest || (sum += unit.upper) > kLargest) {
      return fail(ErrorCode::Overflow, where, "brings the sum of upper bounds above 2^53");
    }
  }
  return {};
}

Result<std::vector<double>> shares(std::span<const double> weights) {
  double sum = 0.0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (!(std::isfinite(weights[i]) && weights[i] >= 0.0)) {
      return fail(ErrorCode::Nan, "weights[" + std::to_string(i) + "]",
                  "must be a finite number >= 0, got " + std::to_string(weights[i]));
    }
    sum += weights[i];
  }
  std::vector<double> share(weights.begin(), weights.end());
  if (!std::isfinite(sum)) return fail(ErrorCode::Nan, "weights", "must have a finite sum");
  for (double& w : share) w = sum > 0.0 ? std::max(w / sum, kWeightMin) : 1.0;
  return share;
}

std::string explain(const Infeasible& reason) {
  const std::string numbers =
      std::to_string(reason.sum) + " against a total of " + std::to_string(reason.total);
  switch (reason.obstacle) {
    case Obstacle::FrozenExceedsTotal:
      return "frozen units alone exceed the total: " + numbers;
    case Obstacle::LowerExceedsTotal:
      return "lower bounds exceed the total: " + numbers;
    case Obstacle::UpperBelowTotal:
      return "upper bounds fall short of the total: " + numbers;
  }
  return numbers;
}

double clipped(double tau, double weight, const UnitBounds& unit) {
  return std::clamp(tau * weight, static_cast<double>(unit.lower), static_cast<double>(unit.upper));
}

// S(tau) = sum clip(tau w, l, u) rises and is linear between breakpoints, so a Newton step inside
// the right piece is exact; the bracket [low, high] keeps the others honest.
double solve_tau(std::span<const double> share, std::span<const UnitBounds> bounds, double total) {
  double low = std::numeric_limits<double>::infinity();
  double high = 0.0;
  for (std::size_t i = 0; i < bounds.size(); ++i) {
    low = std::min(low, static_cast<double>(bounds[i].lower) / share[i]);
    high = std::max(high, static_cast<double>(bounds[i].upper) / share[i]);
  }
  double tau = std::clamp(total, low, high);
  for (int step = 0; step < kStepsMax && low < high; ++step) {
    double sum = 0.0;
    double slope = 0.0;
    for (std::size_t i = 0; i < bounds.size(); ++i) {
      const double x = clipped(tau, share[i], bounds[i]);
      sum += x;
      if (x == tau * share[i]) slope += share[i];
    }
    if (sum == total) break;
    (sum < total ? low : high) = tau;
    const double newton = slope > 0.0 ? tau + (total - sum) / slope : high;
    // Breakpoints span many orders of magnitude, so halving goes by ratio.
    const double half = low > 0.0 ? std::sqrt(low) * std::sqrt(high) : 0.5 * high;
    const double next = newton > low && newton < high ? newton : half;
    if (next == tau || !(next > low && next < high)) break;
    tau = next;
  }
  return tau;
}

// Moves one unit at a time along `order` until the sum is exact. One round is the largest
// remainder rule; more are needed only where tau itself is rounded (sums beyond 2^50).
void settle(std::span<const UnitBounds> bounds, std::span<const std::size_t> order,
            std::int64_t missing, std::vector<std::int64_t>& plan) {
  while (missing != 0) {
    const std::int64_t before = missing;
    for (std::size_t k = 0; k < order.size() && missing > 0; ++k) {
      const std::size_t i = order[k];
      if (plan[i] < bounds[i].upper) ++plan[i], --missing;
    }
    for (std::size_t k = order.size(); k-- > 0 && missing < 0;) {
      const std::size_t i = order[k];
      if (plan[i] > bounds[i].lower) --plan[i], ++missing;
    }
    GV_CHECK(missing != before);
  }
}

std::vector<std::int64_t> round_plan(std::span<const double> share,
                                     std::span<const UnitBounds> bounds, double tau,
                                     std::int64_t total) {
  std::vector<std::int64_t> plan(bounds.size());
  // Fractions as millionths: equal shares tie even when their last bits differ.
  std::vector<std::int32_t> fraction(bounds.size());
  std::int64_t missing = total;
  for (std::size_t i = 0; i < bounds.size(); ++i) {
    const double x = clipped(tau, share[i], bounds[i]);
    plan[i] = static_cast<std::int64_t>(std::floor(x));
    fraction[i] = static_cast<std::int32_t>(std::lround((x - std::floor(x)) * 1e6));
    missing -= plan[i];
  }
  std::vector<std::size_t> order(bounds.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return fraction[a] > fraction[b]; });
  settle(bounds, order, missing, plan);
  return plan;
}

}  // namespace

UnitBounds whole_bounds(std::int64_t current, double lower, double upper) {
  constexpr auto kLimit = static_cast<double>(kLargest);
  GV_CHECK(std::abs(lower) < kLimit && std::abs(upper) < kLimit);
  const double u = std::max(0.0, std::floor(upper + slack(upper)));
  const double l = std::clamp(std::ceil(lower - slack(lower)), 0.0, u);
  return {current, static_cast<std::int64_t>(l), static_cast<std::int64_t>(u)};
}

std::vector<Infeasible> obstacles(std::span<const UnitBounds> bounds, std::int64_t total) {
  Infeasible frozen{Obstacle::FrozenExceedsTotal, 0, total, 0};
  Infeasible lower{Obstacle::LowerExceedsTotal, 0, total, bounds.size()};
  Infeasible upper{Obstacle::UpperBelowTotal, 0, total, bounds.size()};
  for (const UnitBounds& unit : bounds) {
    lower.sum += unit.lower;
    upper.sum += unit.upper;
    if (unit.lower != unit.upper || unit.current != unit.lower) continue;
    frozen.sum += unit.current;
    ++frozen.units;
  }
  std::vector<Infeasible> found;
  if (frozen.sum > total) found.push_back(frozen);
  if (lower.sum > total) found.push_back(lower);
  if (upper.sum < total) found.push_back(upper);
  return found;
}

Result<std::vector<std::int64_t>> project(std::span<const double> weights,
                                          std::span<const UnitBounds> bounds, std::int64_t total) {
  GV_CHECK(weights.size() == bounds.size());
  GV_TRY(check_bounds(bounds, total));
  GV_TRY(const std::vector<double> share, shares(weights));
  if (const auto found = obstacles(bounds, total); !found.empty()) {
    const bool frozen = found.front().obstacle == Obstacle::FrozenExceedsTotal;
    return fail(frozen ? ErrorCode::Refused : ErrorCode::ConfigRange, "total",
                explain(found.front()));
  }
  if (bounds.empty()) return std::vector<std::int64_t>{};
  const double tau = solve_tau(share, bounds, static_cast<double>(total));
  return round_plan(share, bounds, tau, total);
}

Result<std::vector<std::int64_t>> project_with_deadband(std::span<const double> weights,
                                                        std::span<const UnitBounds> bounds,
                                                        std::int64_t total, double deadband) {
  GV_TRY(std::vector<std::int64_t> plan, project(weights, bounds, total));
  std::vector<UnitBounds> narrowed(bounds.begin(), bounds.end());
  std::vector<std::size_t> still;  // units whose change is too small to be worth an edit
  std::int64_t withheld = 0;       // what they would have given (-) or taken (+) in sum
  std::int64_t moving = 0;         // what the others move
  for (std::size_t i = 0; i < plan.size(); ++i) {
    const auto c = bounds[i].current;
    const auto change = plan[i] - c;
    const bool may_stay = bounds[i].lower <= c && c <= bounds[i].upper;
    if (may_stay && static_cast<double>(std::abs(change)) < deadband * static_cast<double>(c)) {
      still.push_back(i);
      withheld += change;
    } else {
      moving += std::abs(change);
    }
  }
  // A small share of a large budget pays for many small raises: while what is withheld matters to
  // those who move, the largest still unit of that sign moves too.
  std::stable_sort(still.begin(), still.end(), [&](std::size_t a, std::size_t b) {
    return std::abs(plan[a] - bounds[a].current) > std::abs(plan[b] - bounds[b].current);
  });
  for (const std::size_t i : still) {
    const auto change = plan[i] - bounds[i].current;
    const bool matters =
        static_cast<double>(std::abs(withheld)) > kWithheldShare * static_cast<double>(moving);
    if (matters && moving > 0 && (change > 0) == (withheld > 0) && change != 0) {
      withheld -= change;
      moving += std::abs(change);
    } else {
      narrowed[i].lower = narrowed[i].upper = bounds[i].current;
    }
  }
  if (!obstacles(narrowed, total).empty()) return plan;
  return project(weights, narrowed, total);
}

}  // namespace gv::allocate
