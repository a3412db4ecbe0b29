#include <cmath>

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "core/decide/cycle.h"
#include "core/decide/testing.h"

namespace gv::decide {
namespace {

/// `n` ads, one a unit, each with 28 daily buckets and a deal now and then.
CycleInput account(std::size_t n) {
  CycleInput input{.account = AccountId("bench"), .cycle_id = "1", .now = testing::kNow};
  input.priors = {.count_value_minor = 100'00.0, .cycle_days_mean = 6.0};
  Rng rng(1, 1);
  input.ads.reserve(n);
  input.units.reserve(n);
  for (std::size_t i = 0; i < n; ++i) {
    const double quality = std::exp(0.5 * rng.normal());
    input.ads.push_back(testing::ad_of({.id = fmt::format("{:07}", i),
                                        .campaign = fmt::format("c{}", i / 10),
                                        .days = 28.0,
                                        .deals = static_cast<int>(rng.poisson(5.0 * quality)),
                                        .deal_value = 500'00.0}));
    input.ads.back().buckets.shrink_to_fit();
    input.ads.back().deals.shrink_to_fit();
    const auto budget = static_cast<std::int64_t>(20'00 + rng.below(100'00));
    input.units.push_back({.id = input.ads.back().unit_id,
                           .campaign_id = input.ads.back().campaign_id,
                           .daily_budget_minor = budget});
    input.total_budget_minor += budget;
  }
  return input;
}

void cycle(benchmark::State& state) {
  const auto input = account(static_cast<std::size_t>(state.range(0)));
  const Config config;
  {
    const auto plan = run_cycle(input, config);
    std::int64_t sum = plan ? plan->reserve_minor : -1;
    if (plan) {
      for (const auto& unit : plan->units) sum += unit.recommended_budget_minor;
    }
    if (sum != input.total_budget_minor || plan->decisions.size() != input.ads.size()) {
      state.SkipWithError("the plan does not sum to the total");
      return;
    }
  }
  for (auto _ : state) benchmark::DoNotOptimize(run_cycle(input, config));
  state.SetItemsProcessed(state.iterations() * state.range(0));
  // Linear in the number of ads when this stays within 10 % from row to row.
  state.counters["s_per_ad"] = benchmark::Counter(
      static_cast<double>(state.range(0)),
      benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

/// The verdict, score and bounds of one ad, given its sums.
void one_ad(benchmark::State& state) {
  const auto input = testing::account_of({{.id = "a"}, {.id = "b"}});
  const Config config;
  auto stages = testing::stages_of(input, config);
  const auto& view = stages.assessment.ads[0];
  const auto& unit = stages.assessment.units[0];
  const double value_90 = posterior_of(view, stages.beliefs, config).value_quantile(0.9);
  if (judge({*view.evidence, view.roas, 2.0, value_90, true}, config).kill) {
    state.SkipWithError("a healthy ad is killed");
    return;
  }
  for (auto _ : state) {
    benchmark::DoNotOptimize(judge({*view.evidence, view.roas, 2.0, value_90, true}, config));
    benchmark::DoNotOptimize(belief::score_of(*view.evidence, 1e5, view.boosts, config.mode,
                                              config.blend, config.score));
    benchmark::DoNotOptimize(limits_of(unit, stages.assessment.ads, 2, input, config));
  }
}

BENCHMARK(cycle)->Name("cycle/smoke")->Arg(10)->Unit(benchmark::kMillisecond);
BENCHMARK(cycle)
    ->Name("cycle/full")
    ->Arg(100)
    ->Arg(1'000)
    ->Arg(10'000)
    ->Arg(100'000)
    ->Unit(benchmark::kMillisecond);
BENCHMARK(one_ad)->Name("judge_score_limits/smoke");

}  // namespace
}  // namespace gv::decide
