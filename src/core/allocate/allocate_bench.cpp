#include <cmath>
#include <numeric>

#include <benchmark/benchmark.h>

#include "base/rng.h"
#include "core/allocate/lagrange.h"
#include "core/allocate/project.h"

namespace gv::allocate {
namespace {

constexpr std::size_t kDraws = 200;

struct Market {
  std::vector<CurveUnit> units;
  std::vector<float> rho;
  std::vector<UnitBounds> bounds;
  std::int64_t total{0};
};

Market market(std::size_t n) {
  Rng rng(1, 1);
  Market made;
  for (std::size_t i = 0; i < n; ++i) {
    const auto c = static_cast<std::int64_t>(2'000 + rng.below(10'000));
    made.bounds.push_back({c, c / 2, c + c / 2});
    made.units.push_back({.half_saturation = 30'000, .minimum = 1'000});
    made.total += c;
    const double quality = std::exp(0.7 * rng.normal());
    for (std::size_t k = 0; k < kDraws; ++k) {
      made.rho.push_back(static_cast<float>(quality * std::exp(0.5 * rng.normal())));
    }
  }
  return made;
}

void mean_allocation_of(benchmark::State& state) {
  const Market made = market(static_cast<std::size_t>(state.range(0)));
  const ResponseTable table(0.35);
  const auto total = static_cast<double>(made.total);
  const Draws rho{made.rho, made.units.size(), kDraws, kDraws};
  const auto check = mean_allocation(table, {made.units, total}, rho);
  const double sum = check ? std::accumulate(check->begin(), check->end(), 0.0) : 0.0;
  if (std::abs(sum - total) > 1e-9 * total) {
    state.SkipWithError("the budgets do not sum to the total");
    return;
  }
  for (auto _ : state) {
    benchmark::DoNotOptimize(mean_allocation(table, {made.units, total}, rho));
  }
}

void project_plan(benchmark::State& state) {
  const Market made = market(static_cast<std::size_t>(state.range(0)));
  std::vector<double> weights;
  for (std::size_t i = 0; i < made.units.size(); ++i) weights.push_back(made.rho[i * kDraws]);
  const auto check = project_with_deadband(weights, made.bounds, made.total, 0.05);
  if (!check || std::accumulate(check->begin(), check->end(), std::int64_t{0}) != made.total) {
    state.SkipWithError("the plan does not sum to the total");
    return;
  }
  for (auto _ : state) {
    benchmark::DoNotOptimize(project_with_deadband(weights, made.bounds, made.total, 0.05));
  }
}

void build_table(benchmark::State& state) {
  if (const ResponseTable table(0.35); std::abs(table(1.0) - 0.0) > 0.0) {
    state.SkipWithError("t(1) is not 0");
    return;
  }
  for (auto _ : state) benchmark::DoNotOptimize(ResponseTable(0.35));
}

BENCHMARK(mean_allocation_of)->Name("mean_allocation/smoke")->Arg(20);
BENCHMARK(mean_allocation_of)
    ->Name("mean_allocation/full")
    ->Arg(1'000)
    ->Arg(10'000)
    ->Arg(100'000)
    ->Unit(benchmark::kMillisecond);
BENCHMARK(project_plan)->Name("project/smoke")->Arg(20);
BENCHMARK(project_plan)
    ->Name("project/full")
    ->Arg(1'000)
    ->Arg(100'000)
    ->Unit(benchmark::kMillisecond);
BENCHMARK(build_table)->Name("response_table/full")->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace gv::allocate
