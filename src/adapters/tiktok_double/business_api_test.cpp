#include "adapters/tiktok_double/business_api.h"

#include <gtest/gtest.h>

#include "adapters/meta_double/objects.h"
#include "adapters/tiktok_double/testing.h"

namespace gv::tiktok_double {
namespace {

TEST_F(BusinessApiTest, TheExchangeOfTheSpecification) {
  const auto made =
      post("campaign/create/", R"("campaign_name":"c","objective_type":"LEAD_GENERATION",)"
                               R"("budget_mode":"BUDGET_MODE_DAY","budget":75.0,)"
                               R"("operation_status":"DISABLE","request_id":"1001")");
  EXPECT_EQ(code_of(made), 0);
  EXPECT_EQ(text(made, "message"), "OK");
  EXPECT_TRUE(text(made, "request_id").starts_with("20250106"));
  const auto id = text(data_of(made), "campaign_id");
  const auto read = get("campaign/get/", R"(&filtering={"campaign_ids":[")" + id + R"("]})");
  ASSERT_EQ(list_of(read).size(), 1u);
  const auto& row = list_of(read).front();
  EXPECT_EQ(text(row, "operation_status"), "DISABLE");
  EXPECT_EQ(text(row, "budget_mode"), "BUDGET_MODE_DAY");
  EXPECT_EQ(row.at("budget").to_number<double>(), 75.0);
  EXPECT_EQ(text(row, "create_time"), "2025-01-06 00:00:00");
}

TEST_F(BusinessApiTest, AnAdvertiserTellsItsCurrency) {
  platform_.behaviour.currency = *Currency::parse("AED", "test");
  const auto told = get("advertiser/info/", "&advertiser_ids=%5B%221%22%5D");
  ASSERT_EQ(list_of(told).size(), 1u);
  EXPECT_EQ(text(list_of(told)[0], "advertiser_id"), "1");
  EXPECT_EQ(text(list_of(told)[0], "currency"), "AED");
  EXPECT_EQ(code_of(get("advertiser/info/")), 40002);
  EXPECT_EQ(code_of(get("advertiser/info/", "&advertiser_ids=%5B%229%22%5D")), 40002);
}

TEST_F(BusinessApiTest, ATokenIsAskedForFirst) {
  const auto without = read(ask("GET", "/open_api/v1.3/ad/get/", "", {}));
  EXPECT_EQ(code_of(without), 40104);
  const auto response =
      ask("GET", "/open_api/v1.3/ad/get/?advertiser_id=1", "", {{"access-token", "other"}});
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(code_of(read(response)), 40105);
  EXPECT_TRUE(data_of(read(response)).empty());
}

TEST_F(BusinessApiTest, TheSlashAtTheEndIsPartOfAPath) {
  const auto response = ask("GET", "/open_api/v1.3/ad/get?advertiser_id=1");
  EXPECT_EQ(response.status, 404);
  EXPECT_EQ(code_of(read(response)), 40400);
  EXPECT_EQ(code_of(read(ask("POST", "/open_api/v1.3/ad/get/?advertiser_id=1", "{}"))), 40400);
  EXPECT_EQ(code_of(read(ask("GET", "/open_api/v1.3/ad/get/?advertiser_id=99"))), 40300);
}

TEST_F(BusinessApiTest, WhatIsRequiredIsAskedForByName) {
  const auto refused = [&](const boost::json::object& answer, const std::string& field) {
    EXPECT_EQ(code_of(answer), 40002);
    EXPECT_TRUE(text(answer, "message").starts_with(field + ":")) << text(answer, "message");
  };
  refused(post("campaign/create/", R"("campaign_name":"c")"), "objective_type");
  refused(post("campaign/create/", R"("campaign_name":"c","objective_type":"FUN")"),
          "objective_type");
  refused(make_group(campaign(), R"("budget_mode":"BUDGET_MODE_DAY")"), "budget");
  refused(make_group("777", R"("budget_mode":"BUDGET_MODE_DAY","budget":50)"), "campaign_id");
  refused(make_group(campaign(), R"("budget_mode":"BUDGET_MODE_DAY","budget":50.001)"), "budget");
  refused(post("ad/create/", R"("adgroup_id":"777","creatives":[{}])"), "adgroup_id");
  refused(read(ask("POST", "/open_api/v1.3/campaign/create/", "{}")), "advertiser_id");
  refused(get("ad/get/", "&page_size=1001"), "page_size");
}

TEST_F(BusinessApiTest, ARequestMakesNothingTwice) {
  const auto make = [&] {
    return make_group(campaign(), R"("budget_mode":"BUDGET_MODE_DAY","budget":50,)"
                                  R"("request_id":"7")");
  };
  EXPECT_EQ(code_of(make()), 0);
  EXPECT_EQ(code_of(make()), 40050);
  EXPECT_EQ(list_of(get("adgroup/get/", R"(&filtering={"adgroup_name":"g"})")).size(), 1u);
}

TEST_F(BusinessApiTest, WhatChangesNothingIsToldSo) {
  const auto made = make_group(campaign(), R"("budget_mode":"BUDGET_MODE_DAY","budget":50)");
  const auto id = text(data_of(made), "adgroup_id");
  const auto set = [&](const std::string& budget) {
    return code_of(post("adgroup/update/", R"("adgroup_id":")" + id + R"(","budget":)" + budget));
  };
  EXPECT_EQ(set("60.5"), 0);
  EXPECT_EQ(set("60.5"), 40012);
  EXPECT_EQ(set("0.5"), 40002);
  EXPECT_EQ(
      code_of(post("campaign/update/", R"("campaign_id":")" + campaign() + R"(","budget":60)")),
      40002);
}

TEST_F(BusinessApiTest, StatusesAreSetByLists) {
  const auto& ads = platform_.accounts[0].ad_of;
  const auto set = [&](const std::string& ids) {
    return post("ad/status/update/", R"("operation_status":"DISABLE","ad_ids":[)" + ids + "]");
  };
  const auto both = set("\"" + ads[0] + "\",\"" + ads[1] + "\"");
  EXPECT_EQ(code_of(both), 0);
  EXPECT_EQ(data_of(both).at("ad_ids").as_array().size(), 2u);
  const auto some = set("\"" + ads[0] + "\",\"777\"");
  EXPECT_EQ(code_of(some), 20001);
  EXPECT_EQ(data_of(some).at("ad_ids").as_array().size(), 1u);
  EXPECT_EQ(code_of(set("\"777\"")), 40002);
  const auto row = list_of(get("ad/get/", R"(&filtering={"ad_ids":[")" + ads[0] + R"("]})")).at(0);
  EXPECT_EQ(text(row, "secondary_status"), "AD_STATUS_DISABLE");
}

TEST_F(BusinessApiTest, ListsComeByPages) {
  const auto second = get("ad/get/", "&page=2&page_size=1");
  EXPECT_EQ(list_of(second).size(), 1u);
  const auto& info = data_of(second).at("page_info");
  EXPECT_EQ(info.at("total_number").as_int64(), 2);
  EXPECT_EQ(info.at("total_page").as_int64(), 2);
  EXPECT_EQ(code_of(get("ad/get/", R"(&filtering={"color":"red"})")), 40002);
}

TEST_F(BusinessApiTest, AVideoHasItsSignatureAndTakesAWhile) {
  const auto upload = [&](const std::string& signature) {
    const std::string body =
        "--b\r\nContent-Disposition: form-data; name=\"advertiser_id\"\r\n\r\n1\r\n"
        "--b\r\nContent-Disposition: form-data; name=\"file_name\"\r\n\r\nclip\r\n"
        "--b\r\nContent-Disposition: form-data; name=\"video_signature\"\r\n\r\n" +
        signature +
        "\r\n--b\r\nContent-Disposition: form-data; name=\"video_file\"; filename=\"v\"\r\n\r\n"
        "0123456789\r\n--b--\r\n";
    return read(
        ask("POST", "/open_api/v1.3/file/video/ad/upload/", body,
            {{"access-token", "EAAdouble"}, {"content-type", "multipart/form-data; boundary=b"}}));
  };
  EXPECT_EQ(code_of(upload("781e5e245d69b566979b86e28d23f2c8")), 40900);
  const auto made = upload("781e5e245d69b566979b86e28d23f2c7");
  ASSERT_EQ(code_of(made), 0);
  EXPECT_EQ(code_of(upload("781e5e245d69b566979b86e28d23f2c7")), 40911);
  const auto id = text(made.at("data").at(0), "video_id");
  const auto status = [&] {
    return text(list_of(get("file/video/ad/info/", R"(&video_ids=[")" + id + R"("])")).at(0),
                "status");
  };
  EXPECT_EQ(status(), "PROCESSING");
  EXPECT_EQ(status(), "READY");
  EXPECT_EQ(list_of(get("file/video/ad/search/")).size(), 1u);
}

TEST_F(BusinessApiTest, FaultsSpeakTikToksLanguage) {
  const auto with = [&](const std::string& fault) {
    EXPECT_EQ(ask("POST", "/__sim/faults", fault).status, 200);
    return ask("GET", "/open_api/v1.3/ad/get/?advertiser_id=1");
  };
  EXPECT_EQ(code_of(read(with(R"({"action":"rate_limit"})"))), 40100);
  EXPECT_EQ(code_of(read(with(R"({"action":"expire_token"})"))), 40105);
  EXPECT_EQ(code_of(read(with(R"({"action":"error","code":60001})"))), 60001);
  EXPECT_EQ(code_of(read(with(R"({"action":"error"})"))), 50000);
  EXPECT_EQ(with(R"({"action":"drop_after"})").delivery, meta_double::Delivery::Drop);
}

TEST_F(BusinessApiTest, TheBasicTierHasTenCallsASecond) {
  platform_.behaviour.tier = meta_double::Tier::Limited;
  for (int second = 0; second < 61; ++second) {
    for (int call = 0; call < 10; ++call) ASSERT_EQ(code_of(get("ad/get/")), 0);
    platform_.now += Millis{999};
    const auto refused = get("ad/get/");
    EXPECT_EQ(code_of(refused), 40100);
    EXPECT_EQ(text(refused, "message"), "Too many requests. The QPS limit is reached.");
    platform_.now += Millis{1};
  }
}

TEST_F(BusinessApiTest, TheControlPlaneTellsNoToken) {
  get("ad/get/");
  EXPECT_EQ(ask("GET", "/__sim/requests").body.find("EAAdouble"), std::string::npos);
}

}  // namespace
}  // namespace gv::tiktok_double
