#include "app/experiment_budget.h"

#include <fmt/format.h>

#include "base/hash.h"
#include "base/rng.h"
#include "core/allocate/lagrange.h"
#include "core/allocate/project.h"
#include "core/allocate/response.h"

namespace gv::app {
namespace {

constexpr std::size_t kDraws = 200;
constexpr double kElasticity = 0.35;  // priors, as for budgets of ads
constexpr double kSaturations = 5.0;  // half-saturation over the mean budget

/// Metric draws, one row a variant, in order of id.
std::vector<float> metric_draws(const ab::Experiment& experiment) {
  std::vector<float> draws;
  for (const auto& [id, variant] : experiment.variants) {
    const ab::Posterior posterior(variant.evidence, experiment.metric, experiment.value_prior);
    Rng rng(key_of({"ab.reallocate", experiment.id.text()}), xxh64(id.text()));
    for (std::size_t k = 0; k < kDraws; ++k) {
      draws.push_back(static_cast<float>(posterior.draw(rng)));
    }
  }
  return draws;
}

}  // namespace

Result<std::vector<ab::BudgetShare>> share_experiment_budget(const ab::Experiment& experiment,
                                                             std::int64_t total_minor,
                                                             std::int64_t min_minor) {
  const auto count = static_cast<std::int64_t>(experiment.variants.size());
  if (count == 0) {
    return fail(ErrorCode::Refused, "experiment_id", "The experiment has no variants.",
                "register variants first");
  }
  if (min_minor > total_minor / count) {
    return fail(ErrorCode::Refused, "min_budget_per_variant",
                fmt::format("{} variants at the minimum cost more than the total.", count));
  }
  const double mean = static_cast<double>(total_minor) / static_cast<double>(count);
  const std::vector<allocate::CurveUnit> units(
      experiment.variants.size(),
      {.half_saturation = kSaturations * mean, .minimum = static_cast<double>(min_minor)});
  const auto draws = metric_draws(experiment);
  const allocate::ResponseTable table(kElasticity);
  GV_TRY(const auto weights,
         allocate::mean_allocation(
             table, {.units = units, .total = static_cast<double>(total_minor)},
             {.values = draws, .units = units.size(), .draws = kDraws, .stride = kDraws}));
  const std::vector<allocate::UnitBounds> bounds(units.size(), {0, min_minor, total_minor});
  GV_TRY(const auto budgets, allocate::project(weights, bounds, total_minor));
  std::vector<ab::BudgetShare> shares;
  std::size_t i = 0;
  for (const auto& [id, variant] : experiment.variants) shares.push_back({id, budgets[i++]});
  return shares;
}

}  // namespace gv::app
