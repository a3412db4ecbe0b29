#include <string>

#include <gtest/gtest.h>

#include "adapters/api/testing.h"

namespace gv::api {
namespace {

using boost::json::value;

class ActualsRoutes : public ::testing::Test {
 protected:
  ActualsRoutes() { bench.campaigns.fill(); }
  value post(std::string_view path, std::string_view body) {
    return bench.json("POST", path, body);
  }
  testing::Bench bench;
};

TEST_F(ActualsRoutes, AnAdsDaysAreSummedUp) {
  const auto answer = post("/api/v1/actuals/fetch", R"({"ad_id": "meta:ad_1", "video_id": "v1"})");
  EXPECT_EQ(answer.at("status"), "success") << answer;
  EXPECT_EQ(answer.at("video_id"), "v1");
  const auto& metrics = answer.at("metrics");
  EXPECT_EQ(metrics.at("impressions"), 6'000);
  EXPECT_EQ(metrics.at("clicks"), 120);
  EXPECT_EQ(metrics.at("spend").at("amount_minor"), 60'00);
  EXPECT_EQ(metrics.at("revenue").at("amount_minor"), 180'00);
  EXPECT_DOUBLE_EQ(metrics.at("ctr").to_number<double>(), 0.02);
  EXPECT_DOUBLE_EQ(metrics.at("roas").to_number<double>(), 3.0);

  const auto fixed = post("/api/ml/actuals/fetch", R"({"ad_id": "meta:ad_1", "days_back": 1})");
  EXPECT_EQ(fixed.at("metrics").at("impressions"), 3'000) << fixed;
  EXPECT_DOUBLE_EQ(fixed.at("metrics").at("spend").to_number<double>(), 30.0);
}

TEST_F(ActualsRoutes, NoDataIsAStatusAndNoConnectionAnError) {
  const auto none = post("/api/v1/actuals/fetch", R"({"ad_id": "meta:nothing"})");
  EXPECT_EQ(none.at("status"), "no_data");
  EXPECT_TRUE(none.at("metrics").at("ctr").is_null());
  EXPECT_TRUE(none.at("fetched_at").is_null());

  const auto other = bench.ask("POST", "/api/v1/actuals/fetch", R"({"ad_id": "tiktok:1"})");
  EXPECT_EQ(other.status, 409);
  EXPECT_EQ(post("/api/v1/actuals/fetch", R"({"ad_id": "tiktok:1"})").at("code"),
            "platform_not_connected");
  EXPECT_EQ(bench.ask("POST", "/api/v1/actuals/fetch", R"({"ad_id": "1"})").status, 422);
  EXPECT_EQ(
      bench.ask("POST", "/api/v1/actuals/fetch", R"({"ad_id": "meta:1", "days_back": 91})").status,
      422);
}

TEST_F(ActualsRoutes, ABatchCountsItsOwnAds) {
  const auto answer = post("/api/v1/actuals/batch", R"({"ad_video_pairs":
      [{"ad_id": "meta:ad_1", "video_id": "v1"}, {"ad_id": "meta:x"}, {"ad_id": "meta:ad_2"}]})");
  EXPECT_EQ(answer.at("summary").at("total"), 3) << answer;
  EXPECT_EQ(answer.at("summary").at("no_data"), 1);
  EXPECT_EQ(answer.at("metrics").at("impressions"), 12'000);
  EXPECT_EQ(answer.at("results").at(1).at("ad_id"), "meta:x");
  EXPECT_EQ(bench.ask("POST", "/api/v1/actuals/batch", R"({"ad_video_pairs": []})").status, 422);
}

TEST_F(ActualsRoutes, ALookIsAskedForOnce) {
  const auto first = post("/api/v1/actuals/sync", "{}");
  EXPECT_TRUE(first.at("job_id").is_string()) << first;
  EXPECT_TRUE(post("/api/v1/actuals/sync", "{}").at("job_id").is_null());

  const auto status = bench.json("GET", "/api/v1/actuals/scheduler-status");
  EXPECT_FALSE(status.at("next_at").is_null()) << status;
  EXPECT_EQ(status.at("sources").at(0).at("platform"), "meta");
  const auto stats = bench.json("GET", "/api/v1/actuals/stats");
  EXPECT_EQ(stats.at("completed"), 0);
  EXPECT_TRUE(stats.at("last").is_null());
}

}  // namespace
}  // namespace gv::api
