#include <benchmark/benchmark.h>

#include "base/rng.h"

namespace {

void gamma_draw(benchmark::State& state) {
  gv::Rng rng(1, 1);
  double sum = 0.0;
  for (auto _ : state) sum += rng.gamma(50.0);
  const double mean = sum / static_cast<double>(state.iterations());
  if (state.iterations() > 1000 && (mean < 48.0 || mean > 52.0)) state.SkipWithError("wrong mean");
}
BENCHMARK(gamma_draw)->Name("gamma_draw/smoke");

}  // namespace
