#include "adapters/google_ads/publication.h"

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <gtest/gtest.h>

#include "io/json/json.h"

namespace gv::google_ads {
namespace {

using app::Objective;

const app::Creative kShown{.name = "Clip",
                           .message = "Six weeks.",
                           .headline = "Start",
                           .link = "https://gym.example/start",
                           .call_to_action = "WATCH_MORE",
                           .youtube_video_id = "dQw4w9WgXcQ"};
const app::Connection kCustomer{
    .provider = "google",
    .external_id = "7",
    .settings = {{"business_name", "Gym"}, {"logo_asset_id", "88"}, {"location_AE", "2784"}}};
const app::PublicationDraft kWanted{
    .name = "Summer", .daily_budget_minor = 50'00, .audience = {.countries = {"AE"}}};

Result<app::PublicationForm> form(const app::Creative& creative, const app::PublicationDraft& draft,
                                  const app::Connection& connection = kCustomer) {
  return PublicationForms().form(creative, draft, connection, Currency::usd());
}

std::string refusal(const Result<app::PublicationForm>& form) {
  return form ? "none" : form.error().where;
}

TEST(GoogleForms, ACampaignHasTheBudgetAndItsPlaces) {
  const auto made = form(kShown, kWanted);
  ASSERT_TRUE(made) << made.error();
  EXPECT_FALSE(made->uploads_video);
  EXPECT_TRUE(made->campaign_has_budget);
  const auto campaign = *json::parse(made->campaign, "campaign");
  EXPECT_EQ(campaign.at("advertisingChannelType"), "DEMAND_GEN");
  EXPECT_TRUE(campaign.at("maximizeConversions").is_object());
  EXPECT_EQ(campaign.at("criteria").at(0).at("location").at("geoTargetConstant"),
            "geoTargetConstants/2784");
}

TEST(GoogleForms, AnAdBringsItsVideoAndItsButton) {
  const auto fields = *json::parse(form(kShown, kWanted)->ad, "ad");
  const auto& assets = fields.at("assets").as_array();
  ASSERT_EQ(assets.size(), 2u);
  EXPECT_EQ(assets[0].at("youtubeVideoAsset").at("youtubeVideoId"), "dQw4w9WgXcQ");
  EXPECT_EQ(assets[1].at("callToActionAsset").at("callToAction"), "WATCH_NOW");
  const auto& ad = fields.at("ad");
  EXPECT_EQ(ad.at("finalUrls").at(0), "https://gym.example/start");
  EXPECT_TRUE(ad.at("finalUrlSuffix").as_string().ends_with("utm_content={adgroupid}~{creative}"));
  const auto& shown = ad.at("demandGenVideoResponsiveAd");
  EXPECT_EQ(shown.at("videos").at(0).at("asset"), "customers/7/assets/-1");
  EXPECT_EQ(shown.at("logoImages").at(0).at("asset"), "customers/7/assets/88");
  EXPECT_EQ(shown.at("businessName").at("text"), "Gym");
  EXPECT_EQ(shown.at("headlines").at(0).at("text"), "Start");
}

TEST(GoogleForms, SaysWhatTheConnectionLacks) {
  for (const auto* const name : {"business_name", "logo_asset_id", "location_AE"}) {
    auto bare = kCustomer;
    bare.settings.erase(name);
    const auto lacking = form(kShown, kWanted, bare);
    ASSERT_FALSE(lacking);
    EXPECT_EQ(lacking.error().code, ErrorCode::Conflict);
    EXPECT_EQ(lacking.error().where, std::string("connection.settings.") + name);
  }
}

TEST(GoogleForms, WhatGoogleDoesNotTakeIsSaidBefore) {
  auto offline = kShown;
  offline.youtube_video_id.reset();
  EXPECT_EQ(refusal(form(offline, kWanted)), "creative_id");
  auto wordy = kShown;
  wordy.headline = std::string(41, 'x');
  EXPECT_EQ(refusal(form(wordy, kWanted)), "creative_id");
  auto reach = kWanted;
  reach.objective = Objective::Awareness;
  EXPECT_EQ(refusal(form(kShown, reach)), "objective");
  auto young = kWanted;
  young.audience.age_max = 34;
  EXPECT_EQ(refusal(form(kShown, young)), "targeting");
}

}  // namespace
}  // namespace gv::google_ads
