#include "adapters/api/observer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/api/testing.h"

namespace gv::api {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class Observed : public ::testing::Test {
 protected:
  void answer(std::string_view path, int status, std::string detail = {}) {
    http::Request request;
    request.target = *http::parse_target(path);
    request.id = "r-1";
    const auto match = bench.api.router().match(http::Method::Get, request.target.path);
    observer({request, match.route, status, 10, std::chrono::microseconds(1'500), detail});
  }

  testing::Bench bench;
  metrics::Metrics metrics;
  std::vector<std::string> lines;
  log::Logger logger{bench.clock, log::Level::Info,
                     [this](std::string_view line) { lines.emplace_back(line); }};
  Observer observer{metrics, logger};
};

TEST_F(Observed, CountsByRouteMethodAndClass) {
  answer("/health", 200);
  answer("/health", 204);
  answer("/health", 503);

  const auto text = metrics.text();
  EXPECT_THAT(text, HasSubstr("gv_http_requests_total{method=\"GET\",route=\"/health\","
                              "status_class=\"2xx\"} 2\n"));
  EXPECT_THAT(text, HasSubstr("status_class=\"5xx\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("gv_http_request_duration_seconds_bucket{method=\"GET\",route="
                              "\"/health\",status_class=\"2xx\",le=\"0.005\"} 2\n"));
}

TEST_F(Observed, OneLineARequestWithoutItsQuery) {
  answer("/health?email=a@b.c", 200);

  ASSERT_EQ(lines.size(), 1u);
  EXPECT_THAT(lines[0], HasSubstr("\"route\":\"/health\",\"status\":200,\"bytes\":10,"
                                  "\"took_ms\":1.5,\"request_id\":\"r-1\""));
  EXPECT_THAT(lines[0], Not(HasSubstr("a@b.c")));
}

TEST_F(Observed, WhatABugWasAboutIsInTheLogAlone) {
  answer("/health", 500, "vector::at");
  EXPECT_THAT(lines.at(0), HasSubstr("\"level\":\"error\""));
  EXPECT_THAT(lines.at(0), HasSubstr("\"detail\":\"vector::at\""));
}

// The budget of a process is 5,000 series; strangers' paths must not spend it.
TEST_F(Observed, EveryRouteInEveryClassIsWithinTheBudgetOfSeries) {
  for (const auto& route : bench.api.served()) {
    for (const int status : {200, 300, 400, 500}) answer(route.path, status);
  }
  for (int i = 0; i < 1'000; ++i) answer("/api/v1/guess" + std::to_string(i), 404);

  EXPECT_LT(metrics.series(), 5'000u);
}

}  // namespace
}  // namespace gv::api
