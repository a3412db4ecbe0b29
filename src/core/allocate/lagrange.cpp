#include "core/allocate/lagrange.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "base/check.h"

namespace gv::allocate {
namespace {

/// Draws solved together: eight float64 of one unit are one cache line.
constexpr std::size_t kLanes = 8;
constexpr int kStepsMax = 200;
/// A sum this close to T is one Newton step from exact.
constexpr double kTolerance = 1e-11;
/// rho0 below this counts as 0, so that 1 / lambda stays finite.
constexpr double kRho0Min = 1e-100;

/// The search for one draw's ln(lambda): `low` gives a sum >= T, `high` one <= T.
struct Lane {
  double low{0.0};
  double high{0.0};
  double at{0.0};
  double inverse{0.0};  ///< exp(-at) = 1 / lambda
  bool idle{false};     ///< no unit earns anything in this draw
  bool done{false};
};

/// Sums over units at one lambda.
struct Sums {
  double fixed{0.0};  ///< minimums of units that stay there
  double free{0.0};   ///< budgets above the minimum
  double slope{0.0};  ///< -d free / d ln(lambda)
};

using Lanes = std::array<Lane, kLanes>;

/// Row of unit i: rho[i * stride], `lanes` draws of it side by side.
struct Block {
  const double* rho{nullptr};
  std::size_t stride{0};
  std::size_t lanes{0};
};

double budget_of(const ResponseTable& table, const CurveUnit& unit, double rho, double inverse) {
  return unit.half_saturation * table(rho * unit.rho0_factor * inverse);
}

// Two multipliers enclose the answer. At lambda = max rho0 every unit is at its minimum: sum <= T.
// At the lambda that gives the best unit alone all of T, the sum is at least T.
Lanes enclose(const ResponseTable& table, const CurveProblem& problem, const Block& block) {
  std::array<double, kLanes> best{};
  std::array<double, kLanes> best_half{};
  for (std::size_t i = 0; i < problem.units.size(); ++i) {
    const CurveUnit& unit = problem.units[i];
    for (std::size_t lane = 0; lane < block.lanes; ++lane) {
      const double rho0 = block.rho[i * block.stride + lane] * unit.rho0_factor;
      if (rho0 > best[lane]) best[lane] = rho0, best_half[lane] = unit.half_saturation;
    }
  }
  Lanes lanes;
  for (std::size_t lane = 0; lane < block.lanes; ++lane) {
    Lane& search = lanes[lane];
    search.idle = search.done = best[lane] < kRho0Min;
    if (search.idle) continue;
    search.high = std::log(best[lane]);
    search.low =
        search.high + std::log(unit_marginal(problem.total, best_half[lane], table.elasticity()));
    search.at = 0.5 * (search.low + search.high);
    search.inverse = std::exp(-search.at);
  }
  return lanes;
}

void add_unit(const ResponseTable& table, const CurveUnit& unit, double rho, double inverse,
              Sums& sums) {
  const double t = table(rho * unit.rho0_factor * inverse);
  const double budget = unit.half_saturation * t;
  if (budget <= unit.minimum) {
    sums.fixed += unit.minimum;
    return;
  }
  sums.free += budget;
  sums.slope += unit.half_saturation * table.slope(t);
}

// The free part behaves like a power of lambda when budgets are large, so Newton steps on
// ln(free) against ln(lambda); near the minimums it is linear, and the logarithm does no harm.
void advance(Lane& lane, const Sums& sums, double total) {
  const double gap = sums.fixed + sums.free - total;
  lane.done = std::abs(gap) <= kTolerance * total;
  (gap >= 0.0 ? lane.low : lane.high) = lane.at;
  const double wanted = total - sums.fixed;
  double next = lane.done ? lane.at : 0.5 * (lane.low + lane.high);
  if (sums.free > 0.0 && wanted > 0.0) {
    const double newton = lane.at + std::log(sums.free / wanted) * sums.free / sums.slope;
    if (newton >= lane.low && newton <= lane.high) next = newton;
  }
  if (std::abs(next - lane.at) <= 1e-15 * std::max(1.0, std::abs(lane.at))) lane.done = true;
  lane.at = next;
  lane.inverse = std::exp(-next);
}

Lanes solve(const ResponseTable& table, const CurveProblem& problem, const Block& block) {
  Lanes lanes = enclose(table, problem, block);
  for (int step = 0; step < kStepsMax; ++step) {
    std::array<std::size_t, kLanes> active{};
    std::size_t count = 0;
    for (std::size_t lane = 0; lane < block.lanes; ++lane) {
      if (!lanes[lane].done) active[count++] = lane;
    }
    if (count == 0) break;
    std::array<Sums, kLanes> sums{};
    for (std::size_t i = 0; i < problem.units.size(); ++i) {
      const double* rho = block.rho + i * block.stride;
      for (std::size_t k = 0; k < count; ++k) {
        const std::size_t lane = active[k];
        add_unit(table, problem.units[i], rho[lane], lanes[lane].inverse, sums[lane]);
      }
    }
    for (std::size_t k = 0; k < count; ++k) {
      advance(lanes[active[k]], sums[active[k]], problem.total);
    }
  }
  for (Lane& lane : lanes) {
    if (lane.idle || !(problem.marginal_min > 0.0)) continue;
    lane.at = std::max(lane.at, std::log(problem.marginal_min));
    lane.inverse = std::exp(-lane.at);
  }
  return lanes;
}

/// The multipliers of all draws, eight draws at a time.
std::vector<Lanes> solve_all(const ResponseTable& table, const CurveProblem& problem,
                             const Draws& rho, const ParallelFor& parallel_for) {
  const std::size_t n = problem.units.size();
  std::vector<Lanes> solved((rho.draws + kLanes - 1) / kLanes);
  parallel_for(solved.size(), [&](std::size_t begin, std::size_t end) {
    // Rows lie far apart; every Newton step reads the eight columns, so they are brought together.
    std::vector<double> columns(n * kLanes);
    for (std::size_t chunk = begin; chunk < end; ++chunk) {
      const std::size_t first = chunk * kLanes;
      const std::size_t lanes = std::min(kLanes, rho.draws - first);
      for (std::size_t i = 0; i < n; ++i) {
        std::copy_n(rho.row(i) + first, lanes, &columns[i * kLanes]);
      }
      solved[chunk] = solve(table, problem, {columns.data(), kLanes, lanes});
    }
  });
  return solved;
}

/// What is shared in proportion to H when no unit earns anything; nobody's when money that earns
/// nothing is to stay out.
double idle_share(const CurveProblem& problem) {
  if (problem.marginal_min > 0.0) return 0.0;
  double spare = problem.total;
  double width = 0.0;
  for (const CurveUnit& unit : problem.units) {
    spare -= unit.minimum;
    width += unit.half_saturation;
  }
  return std::max(spare, 0.0) / width;
}

double final_budget(const ResponseTable& table, const CurveUnit& unit, double rho, const Lane& lane,
                    double idle) {
  if (lane.idle) return unit.minimum + idle * unit.half_saturation;
  return std::max(unit.minimum, budget_of(table, unit, rho, lane.inverse));
}

Result<void> number(double x, double least, const char* field, std::size_t index) {
  const std::string where = "units[" + std::to_string(index) + "]." + field;
  if (!std::isfinite(x)) return fail(ErrorCode::Nan, where, "must be a finite number");
  if (x < least) {
    return fail(ErrorCode::InvalidInput, where,
                "must be " + std::string(least > 0.0 ? "above 0" : "at least 0") + ", got " +
                    std::to_string(x));
  }
  return {};
}

Result<void> check(const CurveProblem& problem) {
  if (!std::isfinite(problem.total) || !std::isfinite(problem.marginal_min)) {
    return fail(ErrorCode::Nan, "total", "must be a finite number");
  }
  constexpr double kPositive = 1e-300;
  double minimums = 0.0;
  for (std::size_t i = 0; i < problem.units.size(); ++i) {
    const CurveUnit& unit = problem.units[i];
    GV_TRY(number(unit.half_saturation, kPositive, "half_saturation", i));
    GV_TRY(number(unit.minimum, 0.0, "minimum", i));
    GV_TRY(number(unit.rho0_factor, kPositive, "rho0_factor", i));
    minimums += unit.minimum;
  }
  if (problem.units.empty() || problem.total < minimums || problem.total < 0.0) {
    return fail(ErrorCode::Refused, "total",
                "must cover the minimums of at least one unit, got " +
                    std::to_string(problem.total) + " for minimums of " + std::to_string(minimums));
  }
  return {};
}

Result<void> check_draw(double rho, const CurveUnit& unit, std::size_t index) {
  const double rho0 = rho * unit.rho0_factor;
  if (rho0 >= 0.0 && std::isfinite(rho0)) return {};
  return number(rho0, 0.0, "rho", index);
}

Result<void> check_draws(const Draws& rho, std::span<const CurveUnit> units) {
  for (std::size_t i = 0; i < units.size(); ++i) {
    for (std::size_t k = 0; k < rho.draws; ++k) GV_TRY(check_draw(rho.row(i)[k], units[i], i));
  }
  return {};
}

}  // namespace

Result<double> allocate_draw(const ResponseTable& table, const CurveProblem& problem,
                             std::span<const float> rho, std::span<double> budgets) {
  const std::size_t n = problem.units.size();
  GV_CHECK(rho.size() == n && budgets.size() == n);
  GV_TRY(check(problem));
  for (std::size_t i = 0; i < n; ++i) GV_TRY(check_draw(rho[i], problem.units[i], i));
  const std::vector<double> column(rho.begin(), rho.end());
  const Lane lane = solve(table, problem, {column.data(), 1, 1})[0];
  const double idle = lane.idle ? idle_share(problem) : 0.0;
  for (std::size_t i = 0; i < n; ++i) {
    budgets[i] = final_budget(table, problem.units[i], rho[i], lane, idle);
  }
  return lane.idle ? 0.0 : std::exp(lane.at);
}

Result<std::vector<double>> mean_allocation(const ResponseTable& table, const CurveProblem& problem,
                                            const Draws& rho, const ParallelFor& parallel_for) {
  const std::size_t n = problem.units.size();
  check_shape(rho, n);
  GV_CHECK(rho.draws > 0);
  GV_TRY(check(problem));
  GV_TRY(check_draws(rho, problem.units));

  const std::vector<Lanes> solved = solve_all(table, problem, rho, parallel_for);
  const double idle = idle_share(problem);
  std::vector<double> mean(n);
  parallel_for(n, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      for (std::size_t draw = 0; draw < rho.draws; draw += kLanes) {
        double part = 0.0;
        for (std::size_t k = draw; k < std::min(draw + kLanes, rho.draws); ++k) {
          part += final_budget(table, problem.units[i], rho.row(i)[k],
                               solved[k / kLanes][k % kLanes], idle);
        }
        mean[i] += part;
      }
      mean[i] /= static_cast<double>(rho.draws);
    }
  });
  return mean;
}

}  // namespace gv::allocate
