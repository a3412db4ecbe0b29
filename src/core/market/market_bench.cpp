#include <cmath>

#include <benchmark/benchmark.h>

#include "core/market/baselines.h"
#include "core/market/runner.h"

namespace {

using gv::market::Scenario;
using gv::market::World;

/// Advances whole horizons without decisions; items are ad-hours.
void simulate(benchmark::State& state, const Scenario& scenario) {
  // The answer first: an untouched account spends its total within the noise.
  World probe(scenario, 1);
  double spend = 0.0;
  for (int h = 0; h < 48; ++h) probe.advance();
  for (const auto& totals : probe.totals()) spend += static_cast<double>(totals.spend_minor);
  const double ordered = 2.0 * static_cast<double>(scenario.total_minor);
  if (std::abs(spend / ordered - 1.0) > 0.1) state.SkipWithError("wrong spend");

  std::int64_t ad_hours = 0;
  std::uint64_t seed = 1;
  for (auto _ : state) {
    World world(scenario, seed++);
    while (!world.finished()) {
      ad_hours += static_cast<std::int64_t>(world.size());
      world.advance();
    }
    benchmark::DoNotOptimize(world.drawn_value_minor());
  }
  state.SetItemsProcessed(ad_hours);
}

void ecommerce(benchmark::State& state) { simulate(state, Scenario{}); }
void service(benchmark::State& state) { simulate(state, *gv::market::scenario_named("S2-lossy")); }
BENCHMARK(ecommerce)->Name("ad_hours_s1/smoke")->Unit(benchmark::kMillisecond);
BENCHMARK(service)->Name("ad_hours_s2/smoke")->Unit(benchmark::kMillisecond);

/// One run of a whole horizon with the cheapest deciding policy.
void closed_loop(benchmark::State& state) {
  std::uint64_t seed = 1;
  for (auto _ : state) {
    const auto run = gv::market::run(Scenario{}, seed, *gv::market::baseline("equal", seed));
    if (run.spend_minor < run.ordered_minor / 2) state.SkipWithError("too little spent");
    ++seed;
  }
}
BENCHMARK(closed_loop)->Name("closed_loop_equal/smoke")->Unit(benchmark::kMillisecond);

}  // namespace
