#include "io/metrics/metrics.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gv::metrics {
namespace {

using ::testing::HasSubstr;

TEST(Metrics, AreWrittenAsPrometheusReadsThem) {
  Metrics metrics;
  metrics.counter("gv_things_total", "Things.", {{"kind", "a"}}).add(2);
  metrics.counter("gv_things_total", "Things.", {{"kind", "a"}}).add();
  metrics.gauge("gv_level", "Level.").set(1.5);
  metrics.histogram("gv_took_seconds", "Took.", {0.1, 1}).observe(0.5);

  const auto text = metrics.text();

  EXPECT_THAT(text, HasSubstr("# HELP gv_things_total Things.\n# TYPE gv_things_total counter\n"
                              "gv_things_total{kind=\"a\"} 3\n"));
  EXPECT_THAT(text, HasSubstr("gv_level 1.5\n"));
  EXPECT_THAT(text, HasSubstr("gv_took_seconds_bucket{le=\"1\"} 1\n"));
  EXPECT_EQ(metrics.series(), 7u);  // the histogram: three buckets, count and sum
}

}  // namespace
}  // namespace gv::metrics
