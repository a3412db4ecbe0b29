#include <string>

#include <gtest/gtest.h>

#include "adapters/api/testing.h"
#include "adapters/api/testing_media.h"

namespace gv::api {
namespace {

using testing::kNewAsset;
using testing::kSeenAsset;

constexpr const char* kNoAsset = "0190a000-0000-7000-8000-0000000000ff";

/// Everything a body gives, however it is made.
std::string read_all(http::Response& response) {
  auto* const source = std::get_if<std::unique_ptr<http::BodySource>>(&response.body);
  if (source == nullptr) return std::string(http::whole_body(response));
  std::string all;
  for (bool more = true; more;) {
    std::string piece;
    more = (*source)->next(piece).value();
    all += piece;
  }
  return all;
}

class AssetRoutes : public ::testing::Test {
 protected:
  static std::string asset(const char* id, std::string_view rest = "") {
    return std::string("/api/v1/assets/").append(id).append(rest);
  }
  http::Response upload(std::string_view form, std::string type = "multipart/form-data; boundary=B",
                        std::string path = "/api/videos/upload") {
    return bench.ask("POST", path, form, {{"Content-Type", std::move(type)}});
  }
  static std::string form_of(std::string_view file, std::string_view name = "ad.mp4") {
    std::string form = "--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"";
    form.append(name).append("\"\r\n\r\n").append(file);
    return form + "\r\n--B--\r\n";
  }
  static boost::json::value read(const http::Response& response) {
    return json::parse(http::whole_body(response), "answer").value();
  }

  testing::Bench bench;
};

TEST_F(AssetRoutes, AFormBecomesAnAsset) {
  const auto response = upload(form_of("video"));

  ASSERT_EQ(response.status, 201) << http::whole_body(response);
  const auto answer = read(response);
  EXPECT_EQ(answer.at("status"), "ready");
  EXPECT_EQ(answer.at("video_id"), answer.at("asset_id"));
  EXPECT_EQ(answer.at("duplicate"), false);
  const std::string id(answer.at("asset_id").as_string());
  EXPECT_EQ(response.headers.value("Location"), "/api/v1/assets/" + id);
  EXPECT_EQ(bench.json("GET", "/assets/" + id).at("name"), "ad.mp4");
  EXPECT_EQ(read(upload(form_of("video"))).at("duplicate"), true);
}

TEST_F(AssetRoutes, WhatIsNoVideoIsRejectedWithTheReason) {
  const auto answer = read(upload(form_of("text")));

  EXPECT_EQ(answer.at("status"), "rejected");
  EXPECT_EQ(answer.at("error"), "unsupported_media: is no video");
  const std::string id(answer.at("asset_id").as_string());
  EXPECT_EQ(bench.json("GET", "/assets/" + id).at("content_url"), nullptr);
  EXPECT_EQ(bench.ask("GET", "/api/v1/assets/" + id + "/content").status, 404);
  EXPECT_EQ(bench.ask("POST", "/api/v1/assets/" + id + "/analyze", "{}").status, 409);
}

TEST_F(AssetRoutes, ANameIsDataAndNoPath) {
  const auto answer = read(upload(form_of("video", "../../etc/passwd\x01")));

  const std::string id(answer.at("asset_id").as_string());
  EXPECT_EQ(bench.json("GET", "/assets/" + id).at("name"), "../../etc/passwd_");
  const std::string sha256(answer.at("sha256").as_string());
  EXPECT_EQ(bench.media.object("gym/objects/" + sha256.substr(0, 2) + "/" + sha256.substr(2, 2) +
                               "/" + sha256),
            "video");
}

TEST_F(AssetRoutes, AFormThatIsNoneIsRefused) {
  EXPECT_EQ(upload("{}", "application/json").status, 415);
  EXPECT_EQ(upload("nothing").status, 422);
  EXPECT_EQ(
      upload("--B\r\nContent-Disposition: form-data; name=\"other\"\r\n\r\nx\r\n--B--\r\n").status,
      422);
  EXPECT_EQ(upload(form_of("video").substr(0, 60)).status, 422);
  const auto twice = form_of("video");
  EXPECT_EQ(upload(twice.substr(0, twice.size() - 7) + "\r\n" + twice).status, 422);
}

TEST_F(AssetRoutes, NobodyUploadsWithoutTheRight) {
  const auto as = [&](std::string authorization) {
    return bench
        .ask("POST", "/api/v1/assets", form_of("video"),
             {{"Content-Type", "multipart/form-data; boundary=B"},
              {"Authorization", std::move(authorization)}})
        .status;
  };
  const auto drafts = bench.media.drafts();

  EXPECT_EQ(as(""), 401);
  EXPECT_EQ(as("Bearer nobody"), 401);
  EXPECT_EQ(as("Bearer read-gym"), 403);
  EXPECT_EQ(as("Bearer all-of-both"), 422) << "the account has to be named";
  EXPECT_EQ(bench.media.drafts(), drafts) << "and nothing is written before that is known";
}

TEST_F(AssetRoutes, AssetsAreListedInBothForms) {
  const auto fixed = bench.json("GET", "/assets?q=Summer");
  EXPECT_EQ(fixed.at("count"), 2);
  EXPECT_EQ(fixed.at("assets").as_array().size(), 2u);
  const auto page = bench.json("GET", "/api/v1/assets?status=ready");
  EXPECT_EQ(page.at("items").at(0).at("content_url"), asset(kSeenAsset, "/content").c_str());
  EXPECT_EQ(bench.ask("GET", "/api/v1/assets?status=lost").status, 422);
  EXPECT_EQ(bench.ask("GET", "/api/v1/assets?cursor=x").status, 422);
}

TEST_F(AssetRoutes, AnotherAccountHasNoneOfThem) {
  for (const auto* rest :
       {"", "/content", "/poster", "/thumbs/1", "/analysis", "/timeline", "/clips", "/shots"}) {
    EXPECT_EQ(bench
                  .ask("GET", asset(kSeenAsset, rest), {},
                       {{"Authorization", "Bearer all-of-both"}, {"X-Account-Id", "shop"}})
                  .status,
              404)
        << rest;
  }
}

TEST_F(AssetRoutes, AnIdIsAnIdOrNothing) {
  for (const auto* id : {"1", "..%2F..%2Fetc", "%2e%2e", kNoAsset}) {
    EXPECT_EQ(bench.ask("GET", asset(id, "/content")).status, 404) << id;
    EXPECT_EQ(bench.ask("DELETE", asset(id)).status, 404) << id;
  }
}

TEST_F(AssetRoutes, BytesComeWholeOrInPart) {
  auto whole = bench.ask("GET", asset(kNewAsset, "/content"));
  EXPECT_EQ(whole.status, 200);
  EXPECT_EQ(read_all(whole), std::string("video of ") + kNewAsset);
  EXPECT_EQ(whole.headers.value("Content-Type"), "video/mp4");
  EXPECT_EQ(whole.headers.value("Accept-Ranges"), "bytes");

  auto part = bench.ask("GET", asset(kNewAsset, "/content"), {}, {{"Range", "bytes=0-4"}});
  EXPECT_EQ(part.status, 206);
  EXPECT_EQ(part.headers.value("Content-Range"), "bytes 0-4/45");
  EXPECT_EQ(read_all(part), "video");

  const auto beyond = bench.ask("GET", asset(kNewAsset, "/content"), {}, {{"Range", "bytes=45-"}});
  EXPECT_EQ(beyond.status, 416);
  EXPECT_EQ(beyond.headers.value("Content-Range"), "bytes */45");

  const std::string tag(whole.headers.value("ETag"));
  EXPECT_EQ(bench.ask("GET", asset(kNewAsset, "/content"), {}, {{"If-None-Match", tag}}).status,
            304);
}

TEST_F(AssetRoutes, PicturesAreShown) {
  auto poster = bench.ask("GET", asset(kSeenAsset, "/poster"));
  EXPECT_EQ(read_all(poster), "best");
  EXPECT_EQ(poster.headers.value("Content-Type"), "image/jpeg");
  EXPECT_EQ(bench.ask("GET", asset(kSeenAsset, "/thumbs/1")).status, 200);
  EXPECT_EQ(bench.ask("GET", asset(kSeenAsset, "/thumbs/2")).status, 404);
  EXPECT_EQ(bench.ask("GET", asset(kSeenAsset, "/thumbs/0")).status, 404);
  EXPECT_EQ(bench.ask("GET", asset(kSeenAsset, "/thumbs/x")).status, 422);
  EXPECT_EQ(bench.ask("GET", asset(kNewAsset, "/thumbs/1")).status, 404);
}

TEST_F(AssetRoutes, AnAnalysisIsQueuedOnceAndThenThere) {
  const auto started = bench.ask("POST", "/api/ml/video/analyze",
                                 std::string(R"({"asset_id":")") + kNewAsset + R"("})");
  ASSERT_EQ(started.status, 202) << http::whole_body(started);
  EXPECT_EQ(read(started).at("status"), "created");
  EXPECT_EQ(read(started).at("href"), std::string(started.headers.value("Location")).c_str());

  const auto there = bench.ask("POST", asset(kSeenAsset, "/analyze"), "{}");
  EXPECT_EQ(there.status, 200);
  EXPECT_EQ(read(there).at("schema"), "geminivideo.video_analysis");
  EXPECT_EQ(there.headers.value("ETag"),
            bench.ask("GET", asset(kSeenAsset, "/analysis")).headers.value("ETag"));
}

TEST_F(AssetRoutes, AnAnalysisNobodyCanDoIsRefused) {
  EXPECT_EQ(bench.ask("POST", asset(kNewAsset, "/analyze"), R"({"profile":"best"})").status, 422);
  EXPECT_EQ(bench.ask("POST", asset(kNoAsset, "/analyze"), "{}").status, 404);
  EXPECT_EQ(bench.ask("POST", asset(kNewAsset, "/analyze?wait=31"), "{}").status, 422);
  EXPECT_EQ(bench.ask("POST", asset(kNewAsset, "/analyze?wait=-1"), "{}").status, 422);
  EXPECT_EQ(bench.ask("GET", asset(kNewAsset, "/analysis")).status, 404);
}

TEST_F(AssetRoutes, TheTimelineIsThinnedByMeansAndPeaks) {
  const auto timeline = bench.json("GET", asset(kSeenAsset, "/timeline?resolution=1"));

  EXPECT_EQ(timeline.at("resolution"), 1);
  EXPECT_EQ(timeline.at("t"), (boost::json::array{0, 1}));
  EXPECT_EQ(timeline.at("attention"), (boost::json::array{0.25, 0.75}));
  EXPECT_EQ(timeline.at("face"), (boost::json::array{2, 0}));
  EXPECT_EQ(timeline.at("loudness").as_array().size(), 0u) << "not measured";
  EXPECT_EQ(timeline.at("beats"), (boost::json::array{0.5, 1}));
  EXPECT_EQ(bench.json("GET", asset(kSeenAsset, "/timeline")).at("t").as_array().size(), 20u);
  EXPECT_EQ(bench.ask("GET", asset(kSeenAsset, "/timeline?resolution=0")).status, 422);
}

TEST_F(AssetRoutes, ShotsAreExported) {
  const auto edl = bench.ask("GET", asset(kSeenAsset, "/shots?format=edl"));

  EXPECT_EQ(http::whole_body(edl), "Summer ad.mp4 as edl");
  EXPECT_EQ(edl.headers.value("Content-Disposition"), "attachment; filename=\"Summer_ad.edl\"");
  EXPECT_EQ(bench.ask("GET", asset(kSeenAsset, "/shots?format=xml")).status, 422);
}

TEST_F(AssetRoutes, ClipsHavePictures) {
  const auto clip = bench.json("GET", std::string("/assets/") + kSeenAsset + "/clips?ranked=true")
                        .at("clips")
                        .at(0);

  EXPECT_EQ(clip.at("start"), 0.5);
  EXPECT_EQ(clip.at("end"), 3);
  EXPECT_EQ(clip.at("thumbnail_url"), asset(kSeenAsset, "/thumbs/2").c_str());
}

TEST_F(AssetRoutes, AdviceSaysWhatWhyAndWhere) {
  const auto hook =
      bench.json("POST", asset(kSeenAsset, "/hook-advice"), R"({"industry":"fitness"})");
  const auto& face = hook.at("suggestions").at(0);
  EXPECT_EQ(face.at("code"), "add_face");
  EXPECT_EQ(face.at("t1"), 0.5);
  EXPECT_EQ(hook.at("template").at("name"), "Transformation");

  const auto cta = bench.json("POST", asset(kSeenAsset, "/cta-advice"), R"({"goal":"leads"})");
  EXPECT_EQ(cta.at("suggestions").at(0).at("code"), "add_cta");
  EXPECT_EQ(cta.at("placement").at("t1"), 30);
  EXPECT_EQ(cta.at("sequence").at(0).at("part"), "social_proof");
  EXPECT_EQ(bench.ask("POST", asset(kSeenAsset, "/cta-advice"), R"({"goal":"fame"})").status, 422);
}

TEST_F(AssetRoutes, AHookIsClassified) {
  const auto answer =
      bench.json("POST", "/api/ml/hooks/classify",
                 std::string(R"({"video_metadata":{"asset_id":")") + kSeenAsset + R"("}})");

  EXPECT_EQ(answer.at("classification"), "motion_hook");
  EXPECT_EQ(answer.at("score"), 50);
  EXPECT_EQ(answer.at("model_version"), "rules-1");
}

TEST_F(AssetRoutes, ADeletedAssetIsGoneWithItsBytes) {
  EXPECT_EQ(
      bench.ask("DELETE", asset(kNewAsset), {}, {{"Authorization", "Bearer read-gym"}}).status,
      403);
  EXPECT_EQ(bench.ask("DELETE", asset(kNewAsset)).status, 204);
  EXPECT_EQ(bench.ask("GET", asset(kNewAsset)).status, 404);
  EXPECT_EQ(bench.ask("DELETE", asset(kNewAsset)).status, 404);
}

}  // namespace
}  // namespace gv::api
