#include "core/revenue/calibration.h"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <vector>

#include <fmt/format.h>

#include "base/ratio.h"

namespace gv::revenue {
namespace {

constexpr std::size_t kBinsMax = 10;
constexpr double kLogLossEdge = 1e-15;
constexpr double kLogitEdge = 1e-6;
constexpr int kNewtonSteps = 50;
constexpr double kNewtonTolerance = 1e-12;
constexpr double kCoefficientMax = 1e3;  // beyond it the outcomes are separated

struct Bin {
  double weight{0.0};
  double probability{0.0};  // weighted sums
  double won{0.0};
};

std::vector<Bin> bins_of(const std::vector<ForecastOutcome>& sorted) {
  std::size_t distinct = 1;
  for (std::size_t i = 1; i < sorted.size(); ++i) {
    distinct += sorted[i].probability != sorted[i - 1].probability ? 1 : 0;
  }
  const bool one_each = distinct <= kBinsMax;
  std::vector<Bin> bins;
  std::size_t filled = 0;  // forecasts in closed bins and the open one
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    const bool tied = i > 0 && sorted[i].probability == sorted[i - 1].probability;
    const bool full = one_each || filled * kBinsMax >= bins.size() * sorted.size();
    if (bins.empty() || (full && !tied)) bins.emplace_back();
    Bin& bin = bins.back();
    bin.weight += sorted[i].weight;
    bin.probability += sorted[i].weight * sorted[i].probability;
    bin.won += sorted[i].won ? sorted[i].weight : 0.0;
    ++filled;
  }
  return bins;
}

/// Newton's method on the log likelihood of sigma(intercept + slope * logit p).
std::optional<CalibrationLine> fit_line(const std::vector<ForecastOutcome>& sorted) {
  CalibrationLine line;
  for (int step = 0; step < kNewtonSteps; ++step) {
    double g0 = 0.0, g1 = 0.0, h00 = 0.0, h01 = 0.0, h11 = 0.0;
    for (const auto& [probability, won, weight] : sorted) {
      const double p = std::clamp(probability, kLogitEdge, 1.0 - kLogitEdge);
      const double x = std::log(p / (1.0 - p));
      const double fitted = 1.0 / (1.0 + std::exp(-(line.intercept + line.slope * x)));
      const double miss = weight * ((won ? 1.0 : 0.0) - fitted);
      const double curve = weight * fitted * (1.0 - fitted);
      g0 += miss;
      g1 += miss * x;
      h00 += curve;
      h01 += curve * x;
      h11 += curve * x * x;
    }
    const double determinant = h00 * h11 - h01 * h01;
    if (!(determinant > 1e-12 * h00 * h11)) return std::nullopt;
    const double d0 = (h11 * g0 - h01 * g1) / determinant;
    const double d1 = (h00 * g1 - h01 * g0) / determinant;
    line.intercept += d0;
    line.slope += d1;
    if (!(std::abs(line.intercept) + std::abs(line.slope) < kCoefficientMax)) return std::nullopt;
    if (std::abs(d0) + std::abs(d1) < kNewtonTolerance) return line;
  }
  return std::nullopt;
}

}  // namespace

Result<Calibration> calibrate(std::span<const ForecastOutcome> forecasts) {
  if (forecasts.empty()) {
    return fail(ErrorCode::InvalidInput, "forecasts", "must not be empty");
  }
  std::vector<ForecastOutcome> sorted(forecasts.begin(), forecasts.end());
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    GV_TRY(Probability::parse(sorted[i].probability, fmt::format("forecasts[{}].probability", i)));
    if (!(sorted[i].weight > 0.0 && std::isfinite(sorted[i].weight))) {
      return fail(ErrorCode::InvalidInput, fmt::format("forecasts[{}].weight", i),
                  fmt::format("must be finite and > 0, got {}", sorted[i].weight));
    }
  }
  std::sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) {
    return std::tie(a.probability, a.won, a.weight) < std::tie(b.probability, b.won, b.weight);
  });

  Calibration result{.n = static_cast<std::int64_t>(sorted.size())};
  double total = 0.0;
  double won = 0.0;
  for (const auto& [probability, outcome, weight] : sorted) {
    const double y = outcome ? 1.0 : 0.0;
    const double p = std::clamp(probability, kLogLossEdge, 1.0 - kLogLossEdge);
    total += weight;
    won += weight * y;
    result.brier += weight * (probability - y) * (probability - y);
    result.log_loss -= weight * std::log(outcome ? p : 1.0 - p);
  }
  result.brier /= total;
  result.log_loss /= total;
  const double base_rate = won / total;
  result.uncertainty = base_rate * (1.0 - base_rate);
  const auto bins = bins_of(sorted);
  result.bins = static_cast<std::int64_t>(bins.size());
  for (const Bin& bin : bins) {
    const double gap = (bin.probability - bin.won) / bin.weight;
    const double lift = bin.won / bin.weight - base_rate;
    result.reliability += bin.weight / total * gap * gap;
    result.resolution += bin.weight / total * lift * lift;
    result.ece += bin.weight / total * std::abs(gap);
  }
  result.line = fit_line(sorted);
  return result;
}

}  // namespace gv::revenue
