#include "core/revenue/transition_model.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/check.h"
#include "base/rng.h"
#include "core/revenue/absorbing_chain.h"
#include "core/revenue/exact.h"

namespace gv::revenue {
namespace {

constexpr std::size_t kDraws = 2000;

/// Win probabilities of the chain whose row s is `rows[s]`, by outcome.
Result<std::vector<double>> solve_rows(const std::vector<std::vector<double>>& rows) {
  const std::size_t n = rows.size();
  std::vector<double> between;
  std::vector<double> won;
  for (const auto& row : rows) {
    between.insert(between.end(), row.begin(), row.begin() + static_cast<std::ptrdiff_t>(n));
    won.push_back(row[n]);
  }
  return win_probabilities(between, won);
}

std::vector<double> normalised(std::vector<double> weights) {
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  for (double& weight : weights) weight /= sum;
  return weights;
}

std::vector<double> dirichlet(const std::vector<double>& alpha, Rng& rng) {
  std::vector<double> draw;
  for (const double a : alpha) draw.push_back(a > 0.0 ? rng.gamma(a) : 0.0);
  return normalised(std::move(draw));
}

WinUncertainty summary(std::vector<double> draws) {
  const auto n = static_cast<double>(draws.size());
  WinUncertainty result;
  result.mean = std::accumulate(draws.begin(), draws.end(), 0.0) / n;
  double squares = 0.0;
  for (const double draw : draws) squares += (draw - result.mean) * (draw - result.mean);
  result.sd = std::sqrt(squares / (n - 1.0));
  std::sort(draws.begin(), draws.end());
  result.p05 = draws[draws.size() * 5 / 100 - 1];
  result.p95 = draws[draws.size() * 95 / 100 - 1];
  return result;
}

}  // namespace

double TransitionModel::mean(std::size_t stage, std::size_t outcome) const {
  return normalised(alpha[stage])[outcome];
}

TransitionModel fit_transitions(const OpenStages& stages, std::span<const StageVisit> visits,
                                double prior_weight) {
  TransitionModel model;
  for (std::size_t s = 0; s < stages.size(); ++s) {
    model.alpha.push_back(stages.prior_split(s));
    for (double& a : model.alpha.back()) a *= prior_weight;
  }
  for (const StageVisit& visit : visits) {
    if (visit.left) model.alpha[visit.stage][visit.outcome] += 1.0;
  }
  return model;
}

Result<std::vector<double>> mean_win_probabilities(const TransitionModel& model) {
  std::vector<std::vector<double>> rows;
  for (const auto& alpha : model.alpha) rows.push_back(normalised(alpha));
  return solve_rows(rows);
}

Result<std::vector<WinUncertainty>> sample_win_probabilities(const TransitionModel& model,
                                                             std::uint64_t seed) {
  std::vector<std::vector<double>> draws(model.alpha.size());
  std::vector<std::vector<double>> rows(model.alpha.size());
  Rng rng(seed, 0);
  for (std::size_t draw = 0; draw < kDraws; ++draw) {
    for (std::size_t s = 0; s < rows.size(); ++s) rows[s] = dirichlet(model.alpha[s], rng);
    GV_TRY(const auto win, solve_rows(rows));
    for (std::size_t s = 0; s < rows.size(); ++s) draws[s].push_back(win[s]);
  }
  std::vector<WinUncertainty> result;
  for (auto& of_stage : draws) result.push_back(summary(std::move(of_stage)));
  return result;
}

double product_sd(const BetaShape& x, const BetaShape& y) {
  const double ex = x.mean();
  const double ey = y.mean();
  return std::sqrt((x.variance() + ex * ex) * (y.variance() + ey * ey) - ex * ey * ex * ey);
}

std::int64_t shrunken_aov(std::int64_t aov_prior_minor, std::span<const std::int64_t> won_amounts,
                          std::int64_t k) {
  GV_CHECK(aov_prior_minor > 0 && k >= 1);
  std::vector<std::int64_t> amounts;
  for (const auto amount : won_amounts) {
    if (amount >= 0 && amount <= kAmountMax) amounts.push_back(amount);
  }
  std::sort(amounts.begin(), amounts.end());
  const std::int64_t cap =
      amounts.empty() ? 0 : amounts[(amounts.size() * 99 + 99) / 100 - 1];  // ceil(0.99 n)
  Wide sum = Wide{k} * aov_prior_minor;
  for (const auto amount : amounts) sum += std::min(amount, cap);
  const auto result = narrowed(divide_rounded(sum, k + static_cast<std::int64_t>(amounts.size())));
  GV_CHECK(result.has_value());
  return *result;
}

}  // namespace gv::revenue
