#include "adapters/google_double/testing.h"
#include "adapters/meta_double/objects.h"

namespace gv::google_double {
namespace {

using app::ApplyMode;
using app::CreateEntity;
using app::EntityLevel;
using app::EntityStatus;
using app::Operation;
using app::UpdateEntity;
using execute::ErrorClass;

TEST_F(GoogleTest, ReadsWhatTheMarketHas) {
  const auto campaign = client().read(first(EntityLevel::Campaign));
  ASSERT_TRUE(campaign.result) << campaign.result.error().message;
  EXPECT_EQ(campaign.result->status, EntityStatus::Active);
  EXPECT_EQ(campaign.result->daily_budget,
            usd(platform_.accounts[0].market.units()[0].daily_budget_minor));
  const auto ad = client().read(first(EntityLevel::Ad));
  ASSERT_TRUE(ad.result) << ad.result.error().message;
  EXPECT_EQ(ad.result->effective_status, "ACTIVE");
  EXPECT_EQ(ad.result->campaign_id, campaign.result->ref.id);
  EXPECT_FALSE(ad.result->daily_budget);
  const auto nothing = client().read({EntityLevel::Ad, "1~2"});
  EXPECT_EQ(nothing.result.error().error_class, ErrorClass::Missing);
  const std::vector<app::EntityRef> mixed{
      ad.result->ref, {EntityLevel::AdSet, "7"}, campaign.result->ref};
  const auto both = client().read_many(mixed);
  ASSERT_EQ(both.result->size(), 2u);
  EXPECT_EQ(both.result->front().ref, ad.result->ref);
}

TEST_F(GoogleTest, ABudgetIsSetAndReadBack) {
  const auto campaign = first(EntityLevel::Campaign);
  auto google = client();
  const Operation change = UpdateEntity{.entity = campaign, .daily_budget = usd(90'00)};
  const auto before = google.read(campaign).result->daily_budget;
  EXPECT_TRUE(google.apply(change, ApplyMode::ValidateOnly).result);
  EXPECT_EQ(google.read(campaign).result->daily_budget, before);
  ASSERT_TRUE(google.apply(change, ApplyMode::Apply).result);
  EXPECT_EQ(google.read(campaign).result->daily_budget, usd(90'00));
  control("advance", R"({"hours": 1})");
  EXPECT_EQ(platform_.accounts[0].market.units()[0].daily_budget_minor, 90'00);
  const auto small =
      google.apply(UpdateEntity{.entity = campaign, .daily_budget = usd(1)}, ApplyMode::Apply);
  EXPECT_EQ(small.result.error().error_class, ErrorClass::Invalid);
  EXPECT_EQ(small.result.error().field, "amount_micros");
}

TEST_F(GoogleTest, ASharedBudgetIsLeftAlone) {
  const auto campaign = first(EntityLevel::Campaign);
  for (auto& [id, object] : platform_.objects) {
    if (object.kind == meta_double::Kind::Budget) object.fields["explicitly_shared"] = true;
  }
  const auto refused = client().apply(UpdateEntity{.entity = campaign, .daily_budget = usd(90'00)},
                                      ApplyMode::Apply);
  EXPECT_EQ(refused.result.error().error_class, ErrorClass::Invalid);
  EXPECT_NE(refused.result.error().message.find("several campaigns share"), std::string::npos);
}

TEST_F(GoogleTest, BuildsACampaignFromTopToBottomAllPaused) {
  auto google = client();
  const auto make = [&](const CreateEntity& create) {
    const auto made = google.apply(create, ApplyMode::Apply);
    EXPECT_TRUE(made.result) << made.result.error().message;
    return made.result ? made.result->id : std::string();
  };
  const CreateEntity campaign{.name = "top gv:1",
                              .daily_budget = usd(75'00),
                              .fields = R"({"advertisingChannelType":"SEARCH"})"};
  EXPECT_TRUE(google.apply(campaign, ApplyMode::ValidateOnly).result);
  EXPECT_TRUE(google.find_by_name(EntityLevel::Campaign, "gv:1").result->empty());
  const auto top = make(campaign);
  const auto group = make({.level = EntityLevel::AdSet, .name = "group gv:2", .parent_id = top});
  const auto ad = make({.level = EntityLevel::Ad,
                        .name = "ad gv:3",
                        .parent_id = group,
                        .fields = R"({"ad":{"finalUrls":["https://gym.example"]}})"});
  EXPECT_EQ(google.read({EntityLevel::Campaign, top}).result->daily_budget, usd(75'00));
  const auto found = google.find_by_name(EntityLevel::Ad, "gv:3");
  ASSERT_EQ(found.result->size(), 1u);
  EXPECT_EQ(found.result->front().ref.id, ad);
  EXPECT_EQ(found.result->front().status, EntityStatus::Paused);
  EXPECT_EQ(found.result->front().campaign_id, top);
  const auto twice = google.apply(campaign, ApplyMode::Apply);
  EXPECT_EQ(twice.result.error().error_class, ErrorClass::Invalid);
}

TEST_F(GoogleTest, AnAdOfYoutubeBringsItsAssetsAndACampaignItsPlaces) {
  auto google = client();
  const auto top =
      google.apply(CreateEntity{.name = "top gv:1",
                                .daily_budget = usd(75'00),
                                .fields = R"({"advertisingChannelType":"DEMAND_GEN",)"
                                          R"("containsEuPoliticalAdvertising":"DOES_NOT_CONTAIN",)"
                                          R"("criteria":[{"location":{"geoTargetConstant":)"
                                          R"("geoTargetConstants/2784"}}]})"},
                   ApplyMode::Apply);
  ASSERT_TRUE(top.result) << top.result.error().message;
  const auto places = meta_double::objects_of(platform_, 0, meta_double::Kind::Criterion);
  ASSERT_EQ(places.size(), 1u);
  EXPECT_EQ(places.front()->parent, top.result->id);
  const auto group = google.apply(
      CreateEntity{.level = EntityLevel::AdSet, .name = "g gv:2", .parent_id = top.result->id},
      ApplyMode::Apply);
  const auto ad_of = [&](const std::string& video) {
    return google.apply(
        CreateEntity{.level = EntityLevel::Ad,
                     .name = "ad gv:3",
                     .parent_id = group.result->id,
                     .fields = R"({"assets":[{"resourceName":"customers/1/assets/-1",)"
                               R"("youtubeVideoAsset":{"youtubeVideoId":"dQw4w9WgXcQ"}}],)"
                               R"("ad":{"finalUrls":["https://gym.example"],)"
                               R"("demandGenVideoResponsiveAd":{"headlines":[{"text":"h"}],)"
                               R"("longHeadlines":[{"text":"h"}],"descriptions":[{"text":"d"}],)"
                               R"("businessName":{"text":"Gym"},"logoImages":[{"asset":"l"}],)"
                               R"("videos":[{"asset":")" +
                               video + R"("}]}}})"},
        ApplyMode::Apply);
  };
  EXPECT_FALSE(ad_of("customers/1/assets/-7").result);
  EXPECT_TRUE(meta_double::objects_of(platform_, 0, meta_double::Kind::Asset).empty())
      << "half of it was done";
  const auto ad = ad_of("customers/1/assets/-1");
  ASSERT_TRUE(ad.result) << ad.result.error().message;
  EXPECT_EQ(google.find_by_name(EntityLevel::Ad, "gv:3").result->front().ref.id, ad.result->id);
  EXPECT_EQ(
      meta_double::objects_of(platform_, 0, meta_double::Kind::Ad).back()->text("youtube_video_id"),
      "dQw4w9WgXcQ");
}

// Whatever breaks off after it was done is found by looking.
TEST_F(GoogleTest, WhatWasDoneWithoutAnAnswerIsFound) {
  const auto campaign = first(EntityLevel::Campaign);
  auto google = client();
  control("faults", R"({"match":{"path_regex":"mutate$"},"action":"drop_after"})");
  const auto dropped =
      google.apply(UpdateEntity{.entity = campaign, .daily_budget = usd(90'00)}, ApplyMode::Apply);
  EXPECT_TRUE(dropped.result.error().maybe_applied);
  EXPECT_EQ(google.read(campaign).result->daily_budget, usd(90'00));
  control("faults", R"({"match":{"path_regex":"mutate$"},"action":"truncate"})");
  const auto cut = google.apply(CreateEntity{.name = "new gv:9",
                                             .daily_budget = usd(75'00),
                                             .fields = R"({"advertisingChannelType":"SEARCH"})"},
                                ApplyMode::Apply);
  EXPECT_TRUE(cut.result.error().maybe_applied);
  EXPECT_EQ(google.find_by_name(EntityLevel::Campaign, "gv:9").result->size(), 1u);
  control("faults", R"({"match":{"path_regex":"mutate$"},"action":"drop_before"})");
  EXPECT_FALSE(google
                   .apply(CreateEntity{.name = "other gv:8",
                                       .daily_budget = usd(75'00),
                                       .fields = R"({"advertisingChannelType":"SEARCH"})"},
                          ApplyMode::Apply)
                   .result);
  EXPECT_TRUE(google.find_by_name(EntityLevel::Campaign, "gv:8").result->empty());
}

TEST_F(GoogleTest, TroubleHasItsClassAndATokenIsRenewed) {
  const auto campaign = first(EntityLevel::Campaign);
  auto google = client();
  const auto read_with = [&](std::string_view action) {
    control("faults", R"({"action":)" + std::string(action) + "}");
    return google.read(campaign);
  };
  const auto limited = read_with(R"("rate_limit")");
  EXPECT_EQ(limited.result.error().error_class, ErrorClass::RateAccount);
  EXPECT_EQ(limited.result.error().retry_after, Millis{30'000});
  EXPECT_EQ(read_with(R"("error","code":2)").result.error().error_class, ErrorClass::Transient);
  EXPECT_EQ(read_with(R"("error","code":100)").result.error().error_class, ErrorClass::Invalid);
  EXPECT_TRUE(read_with(R"("expire_token")").result);
  EXPECT_EQ(read_with(R"("expire_token","times":2)").result.error().error_class, ErrorClass::Auth);
}

TEST_F(GoogleTest, AllStatusesOfABatchAreOneWrite) {
  auto google = client();
  std::vector<Operation> pauses;
  const auto ads = google.list_active(EntityLevel::Ad);
  for (const auto& ad : *ads.result) {
    pauses.push_back(UpdateEntity{.entity = ad.ref, .status = EntityStatus::Paused});
  }
  pauses.push_back(
      UpdateEntity{.entity = {EntityLevel::Ad, "1~2"}, .status = EntityStatus::Paused});
  requests_ = 0;
  const auto replies = google.apply_batch(pauses, ApplyMode::Apply);
  EXPECT_EQ(requests_, 1);
  for (std::size_t i = 0; i + 1 < replies.size(); ++i) EXPECT_TRUE(replies[i].result);
  EXPECT_EQ(replies.back().result.error().error_class, ErrorClass::Missing);
  EXPECT_TRUE(google.list_active(EntityLevel::Ad).result->empty());
}

// Whatever becomes of budgets, and of looking for where they lie.
TEST_F(GoogleTest, BudgetsThatFailHoldBackNoPause) {
  auto google = client();
  const auto campaign = first(EntityLevel::Campaign);
  const auto ad = first(EntityLevel::Ad);
  const std::vector<Operation> both{
      UpdateEntity{.entity = campaign, .daily_budget = usd(90'00)},
      UpdateEntity{.entity = ad, .status = EntityStatus::Paused},
      UpdateEntity{.entity = campaign, .daily_budget = usd(91'00), .status = EntityStatus::Paused}};
  for (const std::string path : {"campaignBudgets:mutate$", "googleAds:search"}) {
    for (const auto& entity : {campaign, ad}) {
      const Operation start = UpdateEntity{.entity = entity, .status = EntityStatus::Active};
      ASSERT_TRUE(google.apply(start, ApplyMode::Apply).result);
    }
    control("faults", R"({"match":{"path_regex":")" + path + R"("},"action":"error","code":100})");
    const auto replies = google.apply_batch(both, ApplyMode::Apply);
    EXPECT_EQ(replies[0].result.error().error_class, ErrorClass::Invalid);
    EXPECT_FALSE(replies[0].result.error().maybe_applied);
    ASSERT_TRUE(replies[1].result) << path << ": " << replies[1].result.error().message;
    EXPECT_TRUE(replies[2].result.error().maybe_applied);
    EXPECT_EQ(google.read(ad).result->status, EntityStatus::Paused);
    EXPECT_EQ(google.read(campaign).result->status, EntityStatus::Paused);
  }
}

TEST_F(GoogleTest, APlannedBatchIsOneWrite) {
  auto google = client();
  std::vector<execute::BatchItem> items;
  std::vector<Operation> operations;
  const auto add = [&](const app::EntityRef& entity, std::optional<EntityStatus> status) {
    items.push_back({entity.level, entity.id, "", status ? "status" : "daily_budget",
                     status ? std::string(execute::to_text(*status)) : ""});
    operations.emplace_back(
        UpdateEntity{.entity = entity,
                     .daily_budget = status ? std::nullopt : std::optional(usd(90'00)),
                     .status = status});
  };
  const auto ads = *google.list_active(EntityLevel::Ad).result;
  for (const auto& ad : ads) add(ad.ref, EntityStatus::Paused);
  add(first(EntityLevel::AdSet), EntityStatus::Paused);
  add(first(EntityLevel::Campaign), EntityStatus::Paused);
  add(first(EntityLevel::Campaign), std::nullopt);
  const auto batches = execute::plan_batches(items, google.batch_rules());
  EXPECT_EQ(batches.size(), 4u);
  EXPECT_EQ(batches.front().size(), ads.size());
  for (const auto& batch : batches) {
    std::vector<Operation> together;
    for (const auto& operation : batch) {
      ASSERT_EQ(operation.size(), 1u);
      together.push_back(operations[operation.front()]);
    }
    writes_ = 0;
    for (const auto& reply : google.apply_batch(together, ApplyMode::Apply)) {
      EXPECT_TRUE(reply.result);
    }
    EXPECT_EQ(writes_, 1);
  }
}

TEST_F(GoogleTest, ReportsByDayAndHourAgree) {
  control("advance", R"({"hours": 50})");
  app::ReportQuestion question{.first = kTestStart, .last = kTestStart + Days{2}};
  const auto days = reports().report(question, [] { return true; });
  question.hourly = true;
  const auto hours = reports().report(question, [] { return true; });
  ASSERT_TRUE(days.result && hours.result);
  const auto spend = [](const std::vector<app::AdReport>& all) {
    std::int64_t sum = 0;
    for (const auto& row : all) sum += row.spend_minor;
    return sum;
  };
  EXPECT_GT(spend(*days.result), 0);
  EXPECT_EQ(spend(*days.result), spend(*hours.result));
  EXPECT_EQ(hours.result->front().length, Hours{1});
  EXPECT_FALSE(hours.result->front().revenue_minor);
  const auto listed = reports().list(EntityLevel::Ad);
  EXPECT_EQ(listed.result->size(), platform_.accounts[0].market.size());
  EXPECT_EQ(listed.result->front().entity.ref.id, days.result->front().ad_id);
  EXPECT_EQ(reports().list(EntityLevel::Campaign).result->front().objective, "DEMAND_GEN");
}

}  // namespace
}  // namespace gv::google_double
