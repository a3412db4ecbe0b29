#include <string>

#include <boost/json/serialize.hpp>
#include <gtest/gtest.h>

#include "adapters/api/testing.h"

namespace gv::api {
namespace {

using boost::json::value;

constexpr std::string_view kSummer = R"({"asset_id": "0190a000-0000-7000-8000-0000000000a1",
    "name": "Summer", "message": "Six weeks.", "headline": "Start", "link": "https://gym.example",
    "call_to_action": "SIGN_UP"})";

constexpr std::string_view kToMeta = R"({"creative_id": "0190a000-0000-7000-8000-0000000000e2",
    "name": "Summer 1", "objective": "leads",
    "budget": {"amount_minor": 5000, "currency": "AED"}, "targeting": {"countries": ["AE"]}})";

class PublishRoutes : public ::testing::Test {
 protected:
  int status(std::string_view method, std::string path, std::string_view body = {}) {
    return bench.ask(method, path, body).status;
  }
  value ask(std::string_view method, std::string path, std::string_view body = {}) {
    return bench.json(method, path, body);
  }
  value publish(std::string_view body, const std::string& key = "k1") {
    return bench.json("POST", "/api/v1/publish/meta", body, {{"Idempotency-Key", key}});
  }
  value publish_many(std::string_view body, const std::string& key = "k1") {
    return bench.json("POST", "/api/v1/publish/multi", body, {{"Idempotency-Key", key}});
  }
  testing::Bench bench;
};

TEST_F(PublishRoutes, ACreativeIsADraftUntilSomebodyApprovesIt) {
  const auto made = ask("POST", "/api/v1/creatives", kSummer);
  EXPECT_EQ(made.at("status"), "draft");
  EXPECT_EQ(made.at("created_by"), "api_key:k1");
  const auto path = "/api/v1/creatives/" + std::string(made.at("id").as_string());
  EXPECT_EQ(ask("GET", path), made);

  const auto approved = ask("POST", path + "/approve");
  EXPECT_EQ(approved.at("status"), "approved");
  EXPECT_EQ(approved.at("approved_by"), "api_key:k1");
  EXPECT_FALSE(approved.at("approved_at").is_null());
  EXPECT_EQ(status("POST", path + "/approve"), 409);
}

TEST_F(PublishRoutes, CreativesAreListedFromNewToOld) {
  const auto made = ask("POST", "/api/v1/creatives", kSummer);
  const auto first = ask("GET", "/api/v1/creatives?limit=2");
  EXPECT_EQ(first.at("items").as_array().size(), 2u);
  const auto cursor = std::string(first.at("next_cursor").as_string());
  EXPECT_EQ(ask("GET", "/api/v1/creatives?cursor=" + cursor).at("items").as_array().size(), 1u);
  EXPECT_EQ(ask("GET", "/api/v1/creatives?status=approved").at("items").as_array().size(), 1u);
}

TEST_F(PublishRoutes, ACreativeMayBeOnYoutube) {
  auto body = std::string(kSummer);
  body.insert(body.size() - 1, R"(, "youtube_video_id": "dQw4w9WgXcQ")");
  const auto made = ask("POST", "/api/v1/creatives", body);
  EXPECT_EQ(made.at("youtube_video_id"), "dQw4w9WgXcQ");
  body.replace(body.find("dQw4"), 4, "d.w4");
  EXPECT_EQ(status("POST", "/api/v1/creatives", body), 422);
}

TEST_F(PublishRoutes, SaysEverythingThatIsWrongWithACreative) {
  const auto refused = ask("POST", "/api/v1/creatives",
                           R"({"asset_id": "clip", "name": "", "message": "", "headline": "",
                               "link": "http://gym.example", "call_to_action": "CLICK"})");
  EXPECT_EQ(refused.at("errors").as_array().size(), 6u) << refused;
  const auto no_video = ask("POST", "/api/v1/creatives",
                            R"({"asset_id": "0190a000-0000-7000-8000-0000000000ff", "name": "n",
                                "message": "m", "headline": "h", "link": "https://gym.example",
                                "call_to_action": "SIGN_UP"})");
  EXPECT_EQ(no_video.at("status"), 422);
  EXPECT_EQ(no_video.at("errors").at(0).at("pointer"), "/asset_id") << no_video;
  EXPECT_EQ(status("GET", "/api/v1/creatives/nonsense"), 404);
  EXPECT_EQ(status("POST", "/api/v1/creatives/0190a000-0000-7000-8000-0000000000ff/approve"), 404);
}

TEST_F(PublishRoutes, APublicationIsAPlanOfChanges) {
  const auto job = publish(kToMeta);
  EXPECT_EQ(job.at("status"), "awaiting_approval") << job;
  const auto& steps = job.at("steps").as_array();
  ASSERT_EQ(steps.size(), 8u);
  EXPECT_EQ(steps.at(0).at("step"), "upload_video");
  EXPECT_EQ(steps.at(7).at("step"), "activate_campaign");
  EXPECT_TRUE(steps.at(4).at("external_id").is_null());

  const auto id = std::string(job.at("job_id").as_string());
  EXPECT_EQ(ask("GET", "/api/v1/publish/status/" + id), job);
  EXPECT_EQ(ask("GET", "/api/v1/changes?plan=" + id).at("items").as_array().size(), 8u);
  const auto listed = ask("GET", "/api/publish/jobs").at("items");
  ASSERT_EQ(listed.as_array().size(), 1u);
  EXPECT_EQ(listed.at(0).at("budget").to_number<double>(), 50.0);
}

TEST_F(PublishRoutes, TheSameKeyIsTheSamePublication) {
  const auto job = publish(kToMeta);
  EXPECT_EQ(publish(kToMeta), job);
  EXPECT_NE(publish(kToMeta, "k2").at("job_id"), job.at("job_id"));
  EXPECT_EQ(ask("GET", "/api/v1/publish/jobs?limit=1").at("items").as_array().size(), 1u);
  EXPECT_EQ(status("POST", "/api/v1/publish/meta", kToMeta), 400);
}

TEST_F(PublishRoutes, WithoutActivationWhatIsMadeStaysPaused) {
  auto body = std::string(kToMeta);
  body.insert(body.size() - 1, R"(, "activate": false)");
  EXPECT_EQ(publish(body).at("steps").as_array().size(), 5u);
}

TEST_F(PublishRoutes, ADraftIsNotPublished) {
  auto body = std::string(kToMeta);
  body.replace(body.find("00e2"), 4, "00e1");
  const auto refused = publish(body);
  EXPECT_EQ(refused.at("status"), 422);
  EXPECT_EQ(refused.at("errors").at(0).at("pointer"), "/creative_id") << refused;
  EXPECT_TRUE(ask("GET", "/api/v1/publish/jobs").at("items").as_array().empty());
}

TEST_F(PublishRoutes, NothingIsPublishedUnderAHold) {
  ask("POST", "/api/v1/holds", R"({"scope": "platform", "target": "meta", "reason": "audit"})");
  const auto refused = publish(kToMeta);
  EXPECT_EQ(refused.at("status"), 423) << refused;
  EXPECT_EQ(refused.at("code"), "held");
  EXPECT_TRUE(ask("GET", "/api/v1/changes").at("items").as_array().empty());
}

TEST_F(PublishRoutes, OnTiktokTheAdShowsTheVideoItself) {
  const auto job =
      bench.json("POST", "/api/v1/publish/tiktok", kToMeta, {{"Idempotency-Key", "k1"}});
  ASSERT_TRUE(job.as_object().contains("steps")) << job;
  EXPECT_EQ(job.at("platform"), "tiktok");
  std::string names;
  for (const auto& step : job.at("steps").as_array()) {
    names += std::string(step.at("step").as_string()) + " ";
  }
  EXPECT_EQ(names,
            "upload_video create_campaign create_adset create_ad activate_ad activate_adset "
            "activate_campaign ");
  const auto unknown =
      bench.json("POST", "/api/v1/publish/bing", kToMeta, {{"Idempotency-Key", "k2"}});
  EXPECT_EQ(unknown.at("errors").at(0).at("pointer"), "/platform") << unknown;
}

TEST_F(PublishRoutes, ToSeveralPlatformsIsAJobOfEach) {
  auto body = std::string(kToMeta);
  body.insert(body.size() - 1, R"(, "platforms": ["tiktok", "meta"])");
  const auto once = publish_many(body);
  ASSERT_TRUE(once.as_object().contains("jobs")) << once;
  const auto& jobs = once.at("jobs").as_array();
  ASSERT_EQ(jobs.size(), 2u);
  EXPECT_EQ(jobs.at(0).at("platform"), "tiktok");
  EXPECT_EQ(jobs.at(1).at("platform"), "meta");
  EXPECT_EQ(jobs.at(0).at("budget"), jobs.at(1).at("budget"));
  EXPECT_EQ(publish_many(body), once);
  EXPECT_EQ(ask("GET", "/api/v1/publish/jobs").at("items").as_array().size(), 2u);
}

TEST_F(PublishRoutes, WhatStopsOnePlatformStopsThemAll) {
  auto body = std::string(kToMeta);
  body.insert(body.size() - 1, R"(, "platforms": ["meta", "tiktok"])");
  ask("POST", "/api/v1/holds", R"({"scope": "platform", "target": "tiktok", "reason": "audit"})");
  EXPECT_EQ(publish_many(body).at("status"), 423);
  body.replace(body.rfind("tiktok"), 6, "google");
  const auto refused = publish_many(body, "k2");
  EXPECT_EQ(refused.at("status"), 409) << refused;
  EXPECT_NE(boost::json::serialize(refused).find("is not connected: google"), std::string::npos);
  body.replace(body.rfind("google"), 6, "gopher");
  EXPECT_EQ(publish_many(body, "k3").at("status"), 422);
  EXPECT_TRUE(ask("GET", "/api/v1/publish/jobs").at("items").as_array().empty());
  EXPECT_TRUE(ask("GET", "/api/v1/changes").at("items").as_array().empty());
}

TEST_F(PublishRoutes, SaysEverythingThatIsWrongWithAPublication) {
  const auto refused = publish(R"({"creative_id": "x", "name": "", "objective": "leads",
      "budget": {"amount_minor": 0, "currency": "AED"},
      "targeting": {"countries": ["Dubai"], "age_min": 30, "age_max": 20}})");
  EXPECT_EQ(refused.at("errors").as_array().size(), 5u) << refused;
  EXPECT_EQ(status("GET", "/api/v1/publish/status/nonsense"), 404);
  const auto of_shop =
      bench.ask("GET", "/api/v1/publish/jobs", {},
                {{"Authorization", "Bearer all-of-both"}, {"X-Account-Id", "shop"}});
  EXPECT_EQ(of_shop.status, 200);
}

TEST_F(PublishRoutes, OtherAccountsSeeNoCreatives) {
  const auto of_shop = [&](std::string_view path) {
    return bench.ask("GET", path, {},
                     {{"Authorization", "Bearer all-of-both"}, {"X-Account-Id", "shop"}});
  };
  EXPECT_EQ(of_shop("/api/v1/creatives/" + std::string(testing::kApprovedCreative)).status, 404);
  const auto reader =
      bench.ask("POST", "/api/v1/creatives", kSummer, {{"Authorization", "Bearer read-gym"}});
  EXPECT_EQ(reader.status, 403);
}

}  // namespace
}  // namespace gv::api
