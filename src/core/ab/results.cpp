#include "core/ab/results.h"

#include <algorithm>

namespace gv::ab {
namespace {

std::optional<double> over(double numerator, double denominator) {
  return denominator > 0.0 ? std::optional(numerator / denominator) : std::nullopt;
}

VariantStats describe(const VariantId& id, const Totals& totals, const Posterior& posterior,
                      const Standing& standing) {
  const auto cost = static_cast<double>(totals.cost_minor);
  return {.variant = id,
          .totals = totals,
          .rate = over(totals.successes, static_cast<double>(totals.trials)),
          .roas = over(static_cast<double>(totals.value_minor), cost),
          .cpa_minor = over(cost, totals.successes),
          .mean = posterior.mean(),
          .sd = posterior.sd(),
          .lo = posterior.quantile(0.025),
          .hi = posterior.quantile(0.975),
          .alpha = posterior.alpha(),
          .beta = posterior.beta(),
          .p_best = standing.p_best,
          .expected_loss = standing.expected_loss};
}

}  // namespace

std::vector<VariantStats> variant_stats(const Experiment& experiment) {
  std::vector<Posterior> posteriors;
  for (const auto& [id, variant] : experiment.variants) {
    posteriors.emplace_back(variant.evidence, experiment.metric, experiment.value_prior);
  }
  const auto standings = compare(posteriors);
  std::vector<VariantStats> all;
  std::size_t i = 0;
  for (const auto& [id, variant] : experiment.variants) {
    all.push_back(describe(id, variant.totals, posteriors[i], standings[i]));
    ++i;
  }
  return all;
}

Result<VariantStats> best_variant(const Experiment& experiment) {
  const auto all = variant_stats(experiment);
  // max_element keeps the first of equals, and the order is by id.
  const auto best = std::max_element(all.begin(), all.end(),
                                     [](const auto& a, const auto& b) { return a.mean < b.mean; });
  if (best != all.end()) return *best;
  return fail(ErrorCode::NotFound, "experiment_id",
              "the experiment '" + experiment.id.text() + "' has no variants");
}

}  // namespace gv::ab
