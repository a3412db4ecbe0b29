#include <string>

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "adapters/api/testing.h"
#include "base/check.h"

namespace gv::api {
namespace {

std::string ads(int count) {
  std::string body = R"({"total_budget": 10000, "ad_states": [)";
  for (int i = 0; i < count; ++i) {
    body += fmt::format(
        R"({}{{"ad_id": "ad_{}", "impressions": {}, "clicks": {}, "spend": {}.25,)"
        R"( "pipeline_value": {}, "age_hours": {}, "conversions": {}, "current_budget": 100}})",
        i == 0 ? "" : ",", i, 10'000 + 97 * i, 100 + i, 300 + i, 500 + 13 * i, 48 + i, 2 + i % 9);
  }
  return body + "]}";
}

/// From the body's bytes to the answer's, without the network. The limiter runs.
void select(benchmark::State& state) {
  const std::string body = ads(static_cast<int>(state.range(0)));
  testing::Bench bench;
  for (auto _ : state) {
    bench.clock.at += Millis(1'000);
    const auto answer = bench.ask("POST", "/api/ml/battle-hardened/select", body);
    GV_CHECK(answer.status == 200);
  }
}
BENCHMARK(select)->Name("select/smoke")->Arg(10);
BENCHMARK(select)->Name("select")->Arg(100)->Arg(1'000)->Unit(benchmark::kMillisecond);

/// What every request pays beside its own work: credentials, limiter, routing, reading, writing.
void version(benchmark::State& state) {
  testing::Bench bench;
  for (auto _ : state) {
    bench.clock.at += Millis(1'000);
    const auto answer = bench.ask("GET", "/version");
    GV_CHECK(answer.status == 200);
  }
}
BENCHMARK(version)->Name("version/smoke");

}  // namespace
}  // namespace gv::api
