#include "core/ab/posterior.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string>

#include "base/check.h"
#include "core/stats/numeric.h"
#include "core/stats/special.h"

namespace gv::ab {
namespace {

// Panel edges in standard deviations from the mean. Longer to the right: Beta(1, n) of a variant
// without successes is exponential, and 10 sd of that still hold 2e-5.
constexpr std::array kEdges{-10.0, -6.0, -4.0, -2.0, -1.0, 0.0,  1.0,
                            2.0,   4.0,  6.0,  10.0, 16.0, 25.0, 40.0};
constexpr std::array kRateEdges{-8.0, -4.0, -2.0, 0.0, 2.0, 5.0, 10.0, 20.0};

}  // namespace

std::string_view to_text(Metric metric) {
  switch (metric) {
    case Metric::Ctr:
      return "ctr";
    case Metric::Cvr:
      return "cvr";
    case Metric::Value:
      return "value";
  }
  throw Bug("metric");
}

Result<Metric> parse_metric(std::string_view text, std::string_view where) {
  for (const Metric metric : {Metric::Ctr, Metric::Cvr, Metric::Value}) {
    if (to_text(metric) == text) return metric;
  }
  return fail(ErrorCode::InvalidInput, std::string(where),
              "must be ctr, cvr or value, got '" + std::string(text) + "'");
}

Posterior::Posterior(const Evidence& evidence, Metric metric, const ValuePrior& prior)
    : metric_(metric),
      alpha_(1.0 + evidence.successes),
      beta_(1.0 + (evidence.trials - evidence.successes)),
      phi_(prior.phi) {
  const double total = alpha_ + beta_;
  const double rate_mean = alpha_ / total;
  const double rate_variance = rate_mean * (beta_ / total) / (total + 1.0);
  mean_ = rate_mean;
  sd_ = std::sqrt(rate_variance);
  if (metric != Metric::Value) return;

  tabulate_rate();
  shape_ = prior.strength + phi_ * evidence.successes;
  nu_rate_ = prior.mean_minor * (prior.strength - 1.0) / phi_ + evidence.value_minor;
  // Moments of an inverse gamma: E[v] = phi r / (a - 1), Var[v] = E[v]^2 / (a - 2).
  const double value_mean = phi_ * nu_rate_ / (shape_ - 1.0);
  const double value_variance = value_mean * value_mean / (shape_ - 2.0);
  mean_ = rate_mean * value_mean;
  sd_ = std::sqrt(rate_variance * (value_mean * value_mean + value_variance) +
                  rate_mean * rate_mean * value_variance);
}

void Posterior::tabulate_rate() {
  double mass = 0.0;
  for (std::size_t i = 0; i + 1 < kRateEdges.size(); ++i) {
    const double from = std::clamp(mean_ + kRateEdges[i] * sd_, 0.0, 1.0);
    const double to = std::clamp(mean_ + kRateEdges[i + 1] * sd_, 0.0, 1.0);
    if (from == to) continue;
    for (const auto& node : stats::gauss_legendre_16()) {
      const double rate = from + (to - from) * node.at;
      const double weight = (to - from) * node.weight * stats::beta_pdf(alpha_, beta_, rate);
      rates_.push_back({rate, weight});
      mass += weight;
    }
  }
  for (auto& node : rates_) node.weight /= mass;
}

double Posterior::upper() const {
  return metric_ == Metric::Value ? std::numeric_limits<double>::infinity() : 1.0;
}

double Posterior::cdf(double x) const {
  if (metric_ != Metric::Value) return stats::beta_cdf(alpha_, beta_, x);
  if (x <= 0.0) return 0.0;
  // rate * phi / nu <= x  exactly when  nu >= rate * phi / x.
  double total = 0.0;
  for (const auto& [rate, weight] : rates_) {
    total += weight * stats::gamma_q(shape_, nu_rate_ * rate * phi_ / x);
  }
  return total;
}

double Posterior::pdf(double x) const {
  if (metric_ != Metric::Value) return stats::beta_pdf(alpha_, beta_, x);
  if (x <= 0.0) return 0.0;
  // d/dx of the line above: y^a e^-y / (Gamma(a) x) at y = r * rate * phi / x.
  const double norm = stats::log_gamma(shape_);
  double total = 0.0;
  for (const auto& [rate, weight] : rates_) {
    const double y = nu_rate_ * rate * phi_ / x;
    if (std::isfinite(y)) total += weight * std::exp(shape_ * std::log(y) - y - norm) / x;
  }
  return total;
}

double Posterior::quantile(double p) const {
  if (metric_ != Metric::Value) return stats::beta_quantile(alpha_, beta_, p);
  double lo = 0.0;
  double hi = mean_;
  while (cdf(hi) < p) hi *= 2.0;
  while (hi - lo > 1e-12 * hi) {
    const double middle = lo + (hi - lo) / 2.0;
    (cdf(middle) < p ? lo : hi) = middle;
  }
  return hi;
}

double Posterior::draw(Rng& rng) const {
  const double rate = rng.beta(alpha_, beta_);
  return metric_ == Metric::Value ? rate * phi_ * nu_rate_ / rng.gamma(shape_) : rate;
}

namespace {

std::vector<double> panel_edges(std::span<const Posterior> posteriors) {
  std::vector<double> edges;
  for (const auto& posterior : posteriors) {
    for (const double step : kEdges) {
      edges.push_back(std::clamp(posterior.mean() + step * posterior.sd(), 0.0, posterior.upper()));
    }
  }
  std::sort(edges.begin(), edges.end());
  edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
  return edges;
}

/// Adds weight * integrand at `x` to every standing.
void add_point(std::span<const Posterior> posteriors, double x, double weight,
               std::span<double> below, std::span<Standing> standings) {
  for (std::size_t i = 0; i < posteriors.size(); ++i) below[i] = posteriors[i].cdf(x);
  // Products of all others by prefix and suffix: dividing the full product by F_i fails at 0.
  double prefix = 1.0;
  std::vector<double> others(posteriors.size());
  for (std::size_t i = 0; i < posteriors.size(); ++i) {
    others[i] = prefix;
    prefix *= below[i];
  }
  double suffix = 1.0;
  for (std::size_t i = posteriors.size(); i-- > 0;) {
    others[i] *= suffix;
    suffix *= below[i];
  }
  for (std::size_t i = 0; i < posteriors.size(); ++i) {
    if (others[i] > 0.0) standings[i].p_best += weight * posteriors[i].pdf(x) * others[i];
    standings[i].expected_loss += weight * below[i] * (1.0 - others[i]);
  }
}

}  // namespace

std::vector<Standing> compare(std::span<const Posterior> posteriors) {
  std::vector<Standing> standings(posteriors.size());
  if (posteriors.size() == 1) {
    standings[0].p_best = 1.0;
    return standings;
  }
  const auto edges = panel_edges(posteriors);
  std::vector<double> below(posteriors.size());
  for (std::size_t i = 0; i + 1 < edges.size(); ++i) {
    const double width = edges[i + 1] - edges[i];
    for (const auto& node : stats::gauss_legendre_16()) {
      add_point(posteriors, edges[i] + width * node.at, width * node.weight, below, standings);
    }
  }
  for (auto& standing : standings) {
    standing.p_best = std::clamp(standing.p_best, 0.0, 1.0);
    standing.expected_loss = std::max(0.0, standing.expected_loss);
  }
  return standings;
}

}  // namespace gv::ab
