#include "core/allocate/projection.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "core/allocate/response.h"
#include "core/stats/numeric.h"

namespace gv::allocate {
namespace {

Result<void> check(const RoasQuestion& q) {
  if (q.days < 1 || q.days > 90) {
    return fail(ErrorCode::InvalidInput, "days_forward",
                "must lie in [1, 90], got " + std::to_string(q.days));
  }
  if (q.rho0.empty()) return fail(ErrorCode::InvalidInput, "rho0", "must hold at least one draw");
  const double sum = q.daily_spend + q.half_saturation + q.elasticity + q.fatigue_slope;
  if (!std::isfinite(sum)) return fail(ErrorCode::Nan, "daily_spend", "must be a finite number");
  if (q.daily_spend <= 0.0 || q.half_saturation <= 0.0 || q.fatigue_slope < 0.0 ||
      q.elasticity < 0.0 || q.elasticity >= 1.0) {
    return fail(
        ErrorCode::InvalidInput, "daily_spend",
        "must be above 0, as half saturation; the fatigue slope >= 0, elasticity in [0, 1)");
  }
  for (const double draw : q.rho0) {
    if (!std::isfinite(draw)) return fail(ErrorCode::Nan, "rho0", "must hold finite numbers");
    if (draw < 0.0) return fail(ErrorCode::InvalidInput, "rho0", "must hold numbers >= 0");
  }
  return {};
}

Estimate estimate(std::span<const double> draws) {
  std::vector<double> sorted(draws.begin(), draws.end());
  double sum = 0.0;
  for (const double draw : draws) sum += draw;
  std::sort(sorted.begin(), sorted.end());
  const auto band = [&](double level) {
    const double tail = 0.5 * (1.0 - level);
    return Band{stats::quantile_sorted(sorted, tail), stats::quantile_sorted(sorted, 1.0 - tail)};
  };
  return {sum / static_cast<double>(draws.size()), band(0.5), band(0.8), band(0.95)};
}

Estimate affine(const Estimate& x, double factor, double shift) {
  const auto map = [&](const Band& band) {
    return Band{factor * band.low + shift, factor * band.high + shift};
  };
  return {factor * x.mean + shift, map(x.p50), map(x.p80), map(x.p95)};
}

// Every amount of a day is rho0 times a number >= 0 that no draw changes, so the quantiles of
// rho0 are the quantiles of all.
RoasDay day_of(const Estimate& rho0, double factor, double spend) {
  return {spend, affine(rho0, factor, 0.0), affine(rho0, factor, -spend),
          affine(rho0, factor / spend, 0.0)};
}

/// Share of a day's value that has arrived when `days` whole days have passed since its start.
double arrived(const DelayCdf& delay, int days) {
  double share = 0.0;
  for (const auto& node : stats::gauss_legendre_16()) share += node.weight * delay(days - node.at);
  return share;
}

CashFlow cash_flow(const RoasProjection& projection, const DelayCdf& delay) {
  const std::size_t n = projection.days.size();
  std::vector<double> share{0.0};
  for (std::size_t age = 1; age <= n; ++age) {
    share.push_back(arrived(delay, static_cast<int>(age)));
  }
  CashFlow cash{std::vector<double>(n), 0.0};
  for (std::size_t d = 0; d < n; ++d) {
    const double value = projection.days[d].value.mean;
    for (std::size_t at = d; at < n; ++at) {
      cash.days[at] += value * (share[at - d + 1] - share[at - d]);
    }
    cash.later += value * (1.0 - share[n - d]);
  }
  return cash;
}

}  // namespace

Result<RoasProjection> project_roas(const RoasQuestion& question, const DelayCdf& delay) {
  GV_TRY(check(question));
  const Estimate rho0 = estimate(question.rho0);
  const double fresh =
      unit_value(question.daily_spend, question.half_saturation, question.elasticity);
  RoasProjection projection;
  double total = 0.0;
  for (int d = 0; d < question.days; ++d) {
    const double factor = fresh * std::exp(-question.fatigue_slope * d);
    projection.days.push_back(day_of(rho0, factor, question.daily_spend));
    total += factor;
  }
  projection.total = day_of(rho0, total, question.daily_spend * question.days);
  if (delay) projection.cash = cash_flow(projection, delay);
  return projection;
}

}  // namespace gv::allocate
