#include "adapters/tiktok/operation.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "adapters/tiktok/amount.h"
#include "adapters/tiktok/entity.h"
#include "io/json/json.h"
#include "io/json/serialize.h"

namespace gv::tiktok {
namespace {

using app::CreateEntity;
using app::EntityLevel;
using app::EntityStatus;
using app::UpdateEntity;

Currency currency(std::string_view code) { return *Currency::parse(code, "currency"); }

constexpr TimePoint kNow{Millis{1'736'121'600'000}};  // 2025-01-06

std::string shown(const Result<std::vector<ApiWrite>>& writes) {
  if (!writes) return to_string(writes.error());
  std::string text;
  for (const auto& one : *writes) text += one.path + " " + json::compact(one.body) + "\n";
  return text;
}

TEST(WritesOf, AnUpdateIsOneRequestForEachField) {
  UpdateEntity update{.entity = {EntityLevel::AdSet, "55"},
                      .daily_budget = Money(75'50, currency("USD")),
                      .status = EntityStatus::Paused};
  const std::string pause =
      R"(adgroup/status/update/ {"adgroup_ids":["55"],"operation_status":"DISABLE"})";
  const std::string budget = R"(adgroup/update/ {"adgroup_id":"55","budget":75.5})";
  EXPECT_EQ(shown(writes_of(update, currency("USD"), kNow)), pause + "\n" + budget + "\n");
  update.status = EntityStatus::Active;
  const std::string start =
      R"(adgroup/status/update/ {"adgroup_ids":["55"],"operation_status":"ENABLE"})";
  EXPECT_EQ(shown(writes_of(update, currency("USD"), kNow)), budget + "\n" + start + "\n");
}

TEST(WritesOf, CreatesAreDisabledAndHaveTheirKey) {
  const CreateEntity group{.level = EntityLevel::AdSet,
                           .name = "g gv:ffffffffffff",
                           .parent_id = "18",
                           .fields = R"({"operation_status":"ENABLE","pacing":"P"})"};
  EXPECT_EQ(shown(writes_of(group, currency("USD"), kNow)),
            R"(adgroup/create/ {"operation_status":"DISABLE","pacing":"P","campaign_id":"18",)"
            R"("schedule_start_time":"2025-01-06 00:00:00",)"
            R"("adgroup_name":"g gv:ffffffffffff","request_id":"281474976710655",)"
            R"("budget_mode":"BUDGET_MODE_INFINITE"})"
            "\n");
  const CreateEntity ad{.level = EntityLevel::Ad,
                        .name = "a gv:000000000001",
                        .parent_id = "19",
                        .creative_id = "v1",
                        .fields = R"({"ad_text":"t"})"};
  EXPECT_EQ(shown(writes_of(ad, currency("USD"), kNow)),
            R"(ad/create/ {"adgroup_id":"19","creatives":[{"ad_text":"t","video_id":"v1",)"
            R"("ad_format":"SINGLE_VIDEO","ad_name":"a gv:000000000001",)"
            R"("operation_status":"DISABLE"}],"request_id":"1"})"
            "\n");
}

TEST(WritesOf, WhatCannotBeIsRefusedWithItsField) {
  const auto field = [](const app::Operation& operation) {
    const auto writes = writes_of(operation, currency("USD"), kNow);
    return writes ? std::string("none") : writes.error().where;
  };
  EXPECT_EQ(field(UpdateEntity{.entity = {EntityLevel::Ad, "../1"}}), "id");
  EXPECT_EQ(field(UpdateEntity{.entity = {EntityLevel::Ad, "1"},
                               .daily_budget = Money(1, currency("USD"))}),
            "daily_budget");
  EXPECT_EQ(field(UpdateEntity{.entity = {EntityLevel::Ad, "1"}, .status = EntityStatus::Archived}),
            "status");
  EXPECT_EQ(field(UpdateEntity{.entity = {EntityLevel::AdSet, "1"},
                               .daily_budget = Money(1, currency("EUR"))}),
            "daily_budget");
  EXPECT_EQ(field(CreateEntity{.level = EntityLevel::Creative, .name = "c"}), "level");
  EXPECT_EQ(field(CreateEntity{.level = EntityLevel::Ad, .name = "a"}), "adgroup_id");
}

TEST(MadeId, IsWhereTikTokPutsIt) {
  const auto id = [](EntityLevel level, const char* data) {
    return made_id({.level = level}, *json::parse(data, "t"));
  };
  EXPECT_EQ(id(EntityLevel::Campaign, R"({"campaign_id":"18"})"), "18");
  EXPECT_EQ(id(EntityLevel::AdSet, R"({"adgroup_id":19})"), "19");
  EXPECT_EQ(id(EntityLevel::Ad, R"({"ad_ids":["20"]})"), "20");
  EXPECT_EQ(id(EntityLevel::Ad, R"({"ad_ids":[]})"), "");
}

TEST(Amount, WhatTikTokCannotHoldIsRefused) {
  EXPECT_EQ(*write_amount(Money(12'340, currency("KWD")), currency("KWD"), "b"), 12.34);
  EXPECT_FALSE(write_amount(Money(12'345, currency("KWD")), currency("KWD"), "b"));
  EXPECT_FALSE(write_amount(Money(-1, currency("USD")), currency("USD"), "b"));
  EXPECT_FALSE(write_amount(Money(1'000'000'000'000'000, currency("USD")), currency("USD"), "b"));
  EXPECT_EQ(read_amount("75.5", currency("USD"), "b")->minor(), 75'50);
  EXPECT_FALSE(read_amount(75.555, currency("USD"), "b"));
  EXPECT_FALSE(read_amount(nullptr, currency("USD"), "b"));
}

// What reaches TikTok comes back as the same amount, for every currency and every amount it holds.
RC_GTEST_PROP(AmountProperty, RoundTrip, ()) {
  const auto code = *rc::gen::element<std::string>("AED", "USD", "JPY", "KWD", "HUF", "CLP");
  const auto step = code == "KWD" ? 10 : 1;
  const auto money =
      Money(*rc::gen::inRange<std::int64_t>(1, 99'999'999'999'999) * step, currency(code));
  const auto number = write_amount(money, currency(code), "budget");
  RC_ASSERT(number.has_value());
  const boost::json::object sent{{"budget", *number}};
  const auto came = json::parse(json::compact(sent), "t");
  RC_ASSERT(*read_amount(came->at("budget"), currency(code), "budget") == money);
}

TEST(ReadEntity, SpeaksTheWordsThatDecisionsKnow) {
  const auto read = [](const std::string& more, EntityLevel level = EntityLevel::Ad) {
    return *read_entity(*json::parse(R"({"ad_id":"1","adgroup_id":"2","campaign_id":"3",)" + more +
                                         R"("create_time":"2026-11-01 10:00:00"})",
                                     "t"),
                        level, currency("USD"));
  };
  const auto ad = read(R"("ad_name":"n","operation_status":"ENABLE",)"
                       R"("secondary_status":"AD_STATUS_DELIVERY_OK",)");
  EXPECT_EQ(ad.status, EntityStatus::Active);
  EXPECT_EQ(ad.effective_status, "ACTIVE");
  EXPECT_EQ(ad.adset_id, "2");
  EXPECT_EQ(ad.campaign_id, "3");
  EXPECT_EQ(ad.created_at, *parse_time("2026-11-01T10:00:00Z", "t"));
  EXPECT_EQ(read(R"("secondary_status":"AD_STATUS_AUDIT_DENY",)").effective_status, "DISAPPROVED");
  EXPECT_EQ(read(R"("secondary_status":"AD_STATUS_DELETE",)").status, EntityStatus::Deleted);
  EXPECT_EQ(read(R"("secondary_status":"AD_STATUS_REAUDIT",)").effective_status,
            "AD_STATUS_REAUDIT");
  const auto group = read(R"("budget_mode":"BUDGET_MODE_DAY","budget":60.5,)", EntityLevel::AdSet);
  EXPECT_EQ(group.daily_budget, Money(60'50, currency("USD")));
  EXPECT_EQ(group.status, EntityStatus::Paused);
  EXPECT_FALSE(
      read(R"("budget_mode":"BUDGET_MODE_TOTAL","budget":60.5,)", EntityLevel::AdSet).daily_budget);
}

TEST(ReadEntity, AVideoSaysWhetherItIsReady) {
  const auto readiness = [](const char* text) {
    return read_entity(*json::parse(text, "t"), EntityLevel::Video, currency("USD"))->readiness;
  };
  EXPECT_EQ(readiness(R"({"video_id":"v"})"), app::Readiness::Ready);
  EXPECT_EQ(readiness(R"({"video_id":"v","displayable":false})"), app::Readiness::Processing);
  EXPECT_EQ(readiness(R"({"video_id":"v","status":"PROCESSING"})"), app::Readiness::Processing);
  EXPECT_EQ(readiness(R"({"video_id":"v","status":"FAILED"})"), app::Readiness::Failed);
}

}  // namespace
}  // namespace gv::tiktok
