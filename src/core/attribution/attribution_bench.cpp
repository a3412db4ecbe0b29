#include <benchmark/benchmark.h>

#include "base/rng.h"
#include "core/attribution/markov.h"
#include "core/attribution/match.h"
#include "core/attribution/samples.h"

namespace gv::attribution {
namespace {

/// As many clicks of one address as layer 3 may look at, of one ad.
void match_layer_three(benchmark::State& state) {
  std::vector<Click> clicks;
  for (int i = 0; i < state.range(0); ++i) {
    Click click = click_of("gv_" + std::to_string(i), "ad1", 0.1 * i);
    click.visitor_id = "v" + std::to_string(i % 20);
    click.ip = hash_of(HashType::Ip, "1.1.1.1");
    click.user_agent = hash_of(HashType::UserAgent, "safari");
    clicks.push_back(std::move(click));
  }
  Conversion conversion = conversion_at(0.1 * static_cast<double>(state.range(0)));
  conversion.ip = lookup_of(HashType::Ip, "1.1.1.1");
  conversion.user_agent = lookup_of(HashType::UserAgent, "safari");
  for (auto _ : state) {
    const auto found = attribute(conversion, {.clicks = clicks});
    if (found.method != Method::Probabilistic) state.SkipWithError("not found");
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(match_layer_three)->Name("match_layer_three/smoke")->Arg(20);
BENCHMARK(match_layer_three)->Name("match_layer_three")->Arg(200);

void removal_effects(benchmark::State& state) {
  Rng rng(1, 1);
  std::vector<AdPath> paths;
  for (int i = 0; i < 5000; ++i) {
    AdPath path{.converted = rng.below(10) == 0};
    for (std::uint64_t n = 1 + rng.below(6); n > 0; --n) {
      path.ads.emplace_back("ad" +
                            std::to_string(rng.below(static_cast<std::uint64_t>(state.range(0)))));
    }
    paths.push_back(std::move(path));
  }
  for (auto _ : state) {
    const auto chain = markov(paths);
    if (!chain || chain->credits.empty()) state.SkipWithError("refused");
  }
}
BENCHMARK(removal_effects)->Name("removal_effects/smoke")->Arg(5);
BENCHMARK(removal_effects)->Name("removal_effects")->Arg(200)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace gv::attribution
