#include "cli/process_metrics.h"

#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gv::cli {
namespace {

using ::testing::HasSubstr;
using namespace std::chrono_literals;

constexpr TimePoint kNoon{Millis{1'763'000'000'000}};

struct Told {
  metrics::Metrics registry{};
  ProcessMetrics process{registry, "1.2.3", kNoon};
  [[nodiscard]] std::string text() { return process.text(2, 5); }
};

TEST(ProcessMetrics, TellOfJobsThatEnded) {
  Told told;

  told.process.count({.queue = "sync", .outcome = "completed", .waited = 2s, .took = 300ms});
  told.process.count({.queue = "sync", .outcome = "failed", .waited = -1s, .took = 0ms});

  const auto text = told.text();
  EXPECT_THAT(text, HasSubstr("gv_jobs_total{outcome=\"completed\",queue=\"sync\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("gv_jobs_total{outcome=\"failed\",queue=\"sync\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("gv_job_duration_seconds_bucket{queue=\"sync\",le=\"0.5\"} 2\n"));
  EXPECT_THAT(text, HasSubstr("gv_job_wait_seconds_sum{queue=\"sync\"} 2\n"));
}

TEST(ProcessMetrics, AQueueThatIsNotThereAnyMoreIsEmpty) {
  Told told;

  told.process.set_queues({{"sync", 3, kNoon - 90s}, {"sync.dead", 1, kNoon}}, kNoon);
  EXPECT_THAT(told.text(), HasSubstr("gv_queue_depth{queue=\"sync\"} 3\n"));
  EXPECT_THAT(told.text(), HasSubstr("gv_queue_oldest_seconds{queue=\"sync\"} 90\n"));
  EXPECT_THAT(told.text(), HasSubstr("gv_dead_letters{queue=\"sync\"} 1\n"));

  told.process.set_queues({}, kNoon);
  EXPECT_THAT(told.text(), HasSubstr("gv_queue_depth{queue=\"sync\"} 0\n"));
  EXPECT_THAT(told.text(), HasSubstr("gv_dead_letters{queue=\"sync\"} 0\n"));
}

TEST(ProcessMetrics, TellOfTheProcessItself) {
  Told told;

  const auto text = told.text();

  EXPECT_THAT(text, HasSubstr("gv_build_info{version=\"1.2.3\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("gv_sse_clients 2\n"));
  EXPECT_THAT(text, HasSubstr("gv_http_connections 5\n"));
  EXPECT_THAT(text, HasSubstr("process_start_time_seconds 1763000000\n"));
}

TEST(ProcessMetrics, AreAllDescribed) {
  std::stringstream page;
  page << std::ifstream(GV_SOURCE_DIR "/docs/metrics.md").rdbuf();
  Told told;
  told.process.count({.queue = "sync", .outcome = "completed"});
  told.process.set_queues({{"sync", 3, kNoon}, {"sync.dead", 1, kNoon}}, kNoon);

  std::istringstream lines(told.text());
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with("# TYPE ")) continue;
    const auto name = line.substr(7, line.find(' ', 7) - 7);
    EXPECT_THAT(page.str(), HasSubstr("`" + name + "`"));
  }
}

}  // namespace
}  // namespace gv::cli
