#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/rng.h"

namespace gv::ab {

/// What an experiment tries to raise.
enum class Metric {
  Ctr,    ///< clicks per impression
  Cvr,    ///< deals per click
  Value,  ///< value in minor units per trial: deal rate times value per deal
};

/// "ctr", "cvr", "value".
[[nodiscard]] std::string_view to_text(Metric metric);
/// Errors: InvalidInput; `where` names the field.
Result<Metric> parse_metric(std::string_view text, std::string_view where);

/// What one variant has shown, after decay, which makes the counts fractional.
struct Evidence {
  double trials{0.0};       ///< >= 0
  double successes{0.0};    ///< in [0, trials]
  double value_minor{0.0};  ///< >= 0, summed over the successes
  friend bool operator==(const Evidence&, const Evidence&) = default;
};

/// Prior of the value of one deal, used by Metric::Value only.
struct ValuePrior {
  double mean_minor{10'000.0};  ///< v-bar, > 0: account mean value of a deal (prior)
  double phi{0.4};              ///< 1 / CV^2 of deal values, in [0.1, 100]
  double strength{50.0};        ///< c_v, > 2: weight of v-bar against the variant's own deals
  friend bool operator==(const ValuePrior&, const ValuePrior&) = default;
};

/// What is believed about the metric of one variant.
///
/// Rates: Beta(1 + successes, 1 + failures). Value: the rate times the value per deal of the
/// sum-based Gamma-Gamma model (Fader & Hardie 2005), nu ~ Gamma(c_v + phi N, rate
/// v-bar (c_v - 1) / phi + sum V), value = phi / nu; it needs only N and sum V, so deals worth 0
/// are legal. Its distribution function is an integral over the rate (112 nodes).
class Posterior {
 public:
  /// Precondition: the ranges stated at `Evidence` and `ValuePrior` hold.
  Posterior(const Evidence& evidence, Metric metric, const ValuePrior& prior);

  [[nodiscard]] double mean() const { return mean_; }
  [[nodiscard]] double sd() const { return sd_; }
  /// Largest value the metric can take: 1 for rates, infinity for value.
  [[nodiscard]] double upper() const;
  [[nodiscard]] double cdf(double x) const;
  [[nodiscard]] double pdf(double x) const;
  /// 0 < p < 1. Exact for rates; for value by bisection to 1e-12 relative.
  [[nodiscard]] double quantile(double p) const;
  [[nodiscard]] double draw(Rng& rng) const;
  [[nodiscard]] double alpha() const { return alpha_; }  ///< of the rate
  [[nodiscard]] double beta() const { return beta_; }    ///< of the rate

 private:
  struct RateNode {
    double rate;
    double weight;
  };
  void tabulate_rate();

  Metric metric_;
  double alpha_;
  double beta_;
  double phi_;
  double shape_{0.0};            ///< of nu
  double nu_rate_{0.0};          ///< of nu
  std::vector<RateNode> rates_;  ///< the Beta as weighted points, for Metric::Value
  double mean_{0.0};
  double sd_{0.0};
};

/// How one variant stands among all.
struct Standing {
  double p_best{0.0};         ///< P(its metric is the largest)
  double expected_loss{0.0};  ///< E[largest metric - its metric], >= 0, unit of the metric
};

/// Compares posteriors by integration, without random numbers:
///   P(best_i) = integral f_i prod_{j != i} F_j,   loss_i = integral F_i (1 - prod_{j != i} F_j).
/// Panels follow the mean and sd of every posterior, so that sharp and vague ones mix; absolute
/// error about 1e-9 of the scale. One variant is best for sure. O(n^2), 200 n^2 evaluations.
[[nodiscard]] std::vector<Standing> compare(std::span<const Posterior> posteriors);

}  // namespace gv::ab
