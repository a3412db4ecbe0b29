#include <gtest/gtest.h>

#include "adapters/meta_double/objects.h"
#include "adapters/meta_double/testing.h"
#include "base/hmac.h"

namespace gv::meta_double {
namespace {

class GraphTest : public PlatformTest {};

TEST_F(GraphTest, MakesReadsChangesAndDeletesObjects) {
  const auto id = campaign();
  const auto made = get(id + "?fields=name,status,objective,special_ad_categories");
  EXPECT_EQ(text(made, "name"), "c");
  EXPECT_EQ(text(made, "status"), "PAUSED");
  EXPECT_EQ(post(id, R"({"name":"d"})").at("success"), true);
  EXPECT_EQ(text(get(id + "?fields=name"), "name"), "d");
  EXPECT_EQ(read(ask("DELETE", "/v25.0/" + id + "?access_token=EAAdouble")).at("success"), true);
  EXPECT_EQ(text(get(id + "?fields=effective_status"), "effective_status"), "DELETED");
  EXPECT_EQ(code_of(post(id, R"({"name":"e"})")), 100);
}

TEST_F(GraphTest, ACreateWithoutAStatusIsActive) {
  const auto id = text(post("act_1/campaigns", R"({"name":"c","objective":"OUTCOME_LEADS",)"
                                               R"("special_ad_categories":["NONE"]})"),
                       "id");
  EXPECT_EQ(text(get(id + "?fields=status"), "status"), "ACTIVE");
}

TEST_F(GraphTest, ADryRunMakesNothing) {
  const auto before = platform_.objects.size();
  const auto answer = post("act_1/campaigns",
                           R"({"name":"c","objective":"OUTCOME_LEADS","special_ad_categories":[],)"
                           R"("execution_options":["validate_only"]})");
  EXPECT_EQ(answer.at("success"), true);
  EXPECT_EQ(platform_.objects.size(), before);
}

TEST_F(GraphTest, WhatIsWrongWithAFieldIsBlamedOnIt) {
  const auto answer = post("act_1/campaigns", R"({"name":"c","objective":"MORE",)"
                                              R"("special_ad_categories":[]})");
  ASSERT_EQ(code_of(answer), 100);
  EXPECT_EQ(answer.at("error").at("error_data").at("blame_field_specs").at(0).at(0), "objective");
  EXPECT_EQ(code_of(post("act_1/adsets", R"({"name":"s"})")), 100);
  EXPECT_EQ(code_of(get(campaign() + "?fields=colour")), 100);
  EXPECT_EQ(get("999").at("error").at("error_subcode"), 33);
}

TEST_F(GraphTest, StatusFollowsParentsAndReview) {
  const auto top = campaign();
  const auto set = ad_set(top);
  const auto made = ad(set, "ACTIVE");
  const auto status = [&] {
    return text(get(made + "?fields=effective_status"), "effective_status");
  };
  EXPECT_EQ(status(), "PENDING_REVIEW");
  ask("POST", "/__sim/clock", R"({"advance_ms":900000})");
  EXPECT_EQ(status(), "CAMPAIGN_PAUSED");
  post(top, R"({"status":"ACTIVE"})");
  EXPECT_EQ(status(), "ADSET_PAUSED");
  post(set, R"({"status":"ACTIVE"})");
  EXPECT_EQ(status(), "ACTIVE");
}

TEST_F(GraphTest, ABudgetHasOneOwner) {
  const auto top =
      text(post("act_1/campaigns", R"({"name":"c","objective":"OUTCOME_LEADS","status":"PAUSED",)"
                                   R"("special_ad_categories":[],"daily_budget":"7500"})"),
           "id");
  EXPECT_EQ(ad_set(top), "");
}

TEST_F(GraphTest, ABudgetMayChangeFourTimesAnHour) {
  const auto set = ad_set(campaign());
  for (int i = 1; i <= 4; ++i) {
    EXPECT_EQ(code_of(post(set, R"({"daily_budget":"750)" + std::to_string(i) + "\"}")), 0);
  }
  const auto fifth = post(set, R"({"daily_budget":"9000"})");
  EXPECT_EQ(code_of(fifth), 613);
  EXPECT_EQ(fifth.at("error").at("error_subcode"), 1487632);
  advance_hours(1);
  EXPECT_EQ(code_of(post(set, R"({"daily_budget":"9000"})")), 0);
}

TEST_F(GraphTest, ListsByPagesAndFilters) {
  const auto page = get("act_1/ads?fields=name&limit=1");
  const std::string next(page.at("paging").at("next").as_string());
  ASSERT_TRUE(next.starts_with("http://127.0.0.1:1/v25.0/act_1/ads?access_token=")) << next;
  const auto second = read(ask("GET", next.substr(std::string("http://127.0.0.1:1").size())));
  EXPECT_NE(page.at("data").at(0).at("id"), second.at("data").at(0).at("id"));
  const auto found =
      get("act_1/ads?fields=id&filtering=%5B%7B%22field%22%3A%22name%22%2C%22operator"
          "%22%3A%22CONTAIN%22%2C%22value%22%3A%22ad-001%22%7D%5D&summary=total_count");
  EXPECT_EQ(found.at("data").as_array().size(), 1u);
  EXPECT_EQ(found.at("summary").at("total_count"), 1);
  EXPECT_EQ(get("act_1/ads?effective_status=%5B%22PAUSED%22%5D").at("data").as_array().size(), 0u);
}

TEST_F(GraphTest, ReadsManyAndTheAccount) {
  const auto id = campaign();
  EXPECT_EQ(get("?ids=" + id + "," + first_ad() + "&fields=name").at(id).at("name"), "c");
  EXPECT_EQ(get("act_1?fields=currency,timezone_name").at("currency"), "USD");
}

TEST_F(GraphTest, TokensAndTheirProofsAreChecked) {
  EXPECT_EQ(ask("GET", "/v25.0/act_1").status, 401);
  EXPECT_EQ(code_of(read(ask("GET", "/v25.0/act_1?access_token=other"))), 190);
  platform_.behaviour.proof_required = true;
  EXPECT_EQ(code_of(get("act_1")), 100);
  const auto proof = to_hex(hmac_sha256("app_secret_double", {"EAAdouble"}));
  EXPECT_EQ(code_of(get("act_1?appsecret_proof=" + proof)), 0);
}

TEST_F(GraphTest, ReadsCarryATagAndMethodsMayBeOverridden) {
  const auto target = "/v25.0/" + campaign() + "?fields=name&access_token=EAAdouble";
  const auto first = ask("GET", target);
  std::string etag;
  for (const auto& [name, value] : first.headers) etag = name == "etag" ? value : etag;
  const Request again{
      .method = "GET", .target = target, .headers = {{"if-none-match", etag}}, .body = {}};
  EXPECT_EQ(answer(platform_, again).status, 304);
  const auto id = campaign();
  EXPECT_EQ(
      read(ask("POST", "/v25.0/" + id + "?_method=DELETE&access_token=EAAdouble")).at("success"),
      true);
}

TEST_F(GraphTest, QuotasOfTheLimitedTierEndInErrorsAndShowInHeaders) {
  platform_.behaviour.tier = Tier::Limited;
  int answered = 0;
  while (code_of(get("act_1")) == 0 && answered < 100) ++answered;
  EXPECT_EQ(answered, 60);
  const auto response = ask("GET", "/v25.0/act_1?access_token=EAAdouble");
  const auto error = read(response).at("error");
  EXPECT_EQ(error.at("code"), 17);
  EXPECT_EQ(error.at("error_subcode"), 2446079);
  bool seen = false;
  for (const auto& [name, value] : response.headers) {
    seen |= name == "x-ad-account-usage" &&
            value.find("\"reset_time_duration\":300") != std::string::npos;
  }
  EXPECT_TRUE(seen);
  ask("POST", "/__sim/clock", R"({"advance_ms":300000})");
  EXPECT_EQ(code_of(get("act_1")), 0);
}

TEST_F(GraphTest, VideosComeInPieces) {
  const auto started = post("act_1/advideos", R"({"upload_phase":"start","file_size":3})");
  const auto session = text(started, "upload_session_id");
  const auto piece = [&](const std::string& offset, const std::string& bytes) {
    Request request{.method = "POST", .target = "/v25.0/act_1/advideos?access_token=EAAdouble"};
    request.headers = {{"content-type", "multipart/form-data; boundary=b"}};
    request.body =
        "--b\r\nContent-Disposition: form-data; name=\"upload_phase\"\r\n\r\ntransfer\r\n"
        "--b\r\nContent-Disposition: form-data; name=\"upload_session_id\"\r\n\r\n" +
        session + "\r\n--b\r\nContent-Disposition: form-data; name=\"start_offset\"\r\n\r\n" +
        offset +
        "\r\n--b\r\nContent-Disposition: form-data; name=\"video_file_chunk\"; "
        "filename=\"c\"\r\n\r\n" +
        bytes + "\r\n--b--\r\n";
    return read(answer(platform_, request));
  };
  EXPECT_EQ(text(piece("0", "ab"), "start_offset"), "2");
  const auto lost = piece("0", "ab");
  EXPECT_EQ(lost.at("error").at("error_subcode"), 1363037);
  EXPECT_EQ(lost.at("error").at("error_data").at("start_offset"), "2");
  EXPECT_EQ(text(piece("2", "c"), "end_offset"), "3");
  EXPECT_EQ(
      post("act_1/advideos", R"({"upload_phase":"finish","upload_session_id":")" + session + "\"}")
          .at("success"),
      true);
  const auto video = text(started, "video_id");
  EXPECT_EQ(get(video + "?fields=status").at("status").at("video_status"), "processing");
  EXPECT_EQ(get(video + "?fields=status").at("status").at("video_status"), "ready");
}

}  // namespace
}  // namespace gv::meta_double
