#include <memory>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "base/check.h"
#include "io/http/rate_limit.h"
#include "io/http/server.h"
#include "io/http/testing.h"

namespace gv::http {
namespace {

/// One thread that answers with a kilobyte.
class Serving {
 public:
  Serving() {
    Route route;
    route.pattern = "/api/v1/things/{id}";
    route.handle = [](const Request&) {
      return text_response(200, "application/json", std::string(1'024, 'x'));
    };
    router_.add(std::move(route));
    server_ = std::make_unique<Server>(router_, ServerConfig{.port = 0});
    GV_CHECK(server_->start().has_value());
  }
  std::uint16_t port() const { return server_->port(); }

 private:
  Router router_;
  std::unique_ptr<Server> server_;
};

constexpr std::string_view kRequest =
    "GET /api/v1/things/7 HTTP/1.1\r\nHost: gv.test\r\nUser-Agent: bench\r\nAccept: */*\r\n"
    "Authorization: Bearer gv_12345678_abcdefghijklmnopqrstuvwxyz\r\n\r\n";

/// `range(0)` requests at once on one connection; time is that of client and server together.
void answers(benchmark::State& state) {
  const Serving serving;
  testing::Client client(serving.port());
  std::string batch;
  for (std::int64_t i = 0; i < state.range(0); ++i) batch += kRequest;
  for (auto _ : state) {
    client.send(batch);
    for (std::int64_t i = 0; i < state.range(0); ++i) {
      GV_CHECK(client.receive().body.size() == 1'024);
    }
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(answers)->Name("answers/smoke")->Arg(1)->MeasureProcessCPUTime()->UseRealTime();
BENCHMARK(answers)->Name("answers")->Arg(1)->Arg(64)->MeasureProcessCPUTime()->UseRealTime();

void limiter(benchmark::State& state) {
  RateLimiter limiter;
  const Rate rate{.per_minute = 600'000, .burst = 100'000};
  std::vector<std::string> keys;
  for (int i = 0; i < 10'000; ++i) keys.push_back(fmt::format("standard|id|key-{}", i));
  std::int64_t now = 1'700'000'000'000;
  std::size_t next = 0;
  for (auto _ : state) {
    GV_CHECK(limiter.take(keys[next], rate, TimePoint(Millis(now))).allowed);
    next = (next + 1) % keys.size();
    now += next == 0;
  }
}
BENCHMARK(limiter)->Name("limiter/smoke");

}  // namespace
}  // namespace gv::http
