#include "adapters/meta/publication.h"

#include <boost/json/value.hpp>
#include <gtest/gtest.h>

#include "io/json/json.h"

namespace gv::meta {
namespace {

using app::Objective;
using boost::json::value;

const app::Creative kClip{.name = "Clip",
                          .message = "Six \"weeks\".",
                          .headline = "Start",
                          .link = "https://gym.example/start",
                          .call_to_action = "SIGN_UP"};
const app::Connection kConnected{
    .provider = "meta", .external_id = "1", .settings = {{"page_id", "5"}, {"pixel_id", "9"}}};

app::PublicationDraft draft(Objective objective) {
  return {.name = "Summer",
          .objective = objective,
          .daily_budget_minor = 50'00,
          .audience = {.countries = {"AE", "SA"}, .age_min = 21}};
}

value tree(const std::string& text) { return *json::parse(text, "fields"); }

TEST(PublicationForms, ACreativeSpeaksAsThePageAndItsLinkNamesTheAd) {
  const auto form =
      PublicationForms().form(kClip, draft(Objective::Leads), kConnected, Currency::usd());
  ASSERT_TRUE(form) << form.error();
  const auto creative = tree(*form->creative);
  EXPECT_EQ(creative.at("object_story_spec").at("page_id"), "5");
  const auto& video = creative.at("object_story_spec").at("video_data");
  EXPECT_EQ(video.at("message"), "Six \"weeks\".");
  EXPECT_EQ(video.at("call_to_action").at("value").at("link"), "https://gym.example/start");
  EXPECT_NE(std::string(creative.at("url_tags").as_string()).find("utm_content={{ad.id}}"),
            std::string::npos);

  auto named = kClip;
  named.link += "?utm_content={{ad.id}}";
  const auto own =
      PublicationForms().form(named, draft(Objective::Leads), kConnected, Currency::usd());
  EXPECT_FALSE(tree(*own->creative).as_object().contains("url_tags"));
}

TEST(PublicationForms, WhatIsOptimisedFollowsFromTheObjective) {
  const auto adset = [](Objective objective) {
    return tree(
        PublicationForms().form(kClip, draft(objective), kConnected, Currency::usd())->adset);
  };
  EXPECT_EQ(adset(Objective::Leads).at("promoted_object").at("custom_event_type"), "LEAD");
  EXPECT_EQ(adset(Objective::Sales).at("promoted_object").at("custom_event_type"), "PURCHASE");
  EXPECT_EQ(adset(Objective::Traffic).at("optimization_goal"), "LINK_CLICKS");
  EXPECT_FALSE(adset(Objective::Traffic).as_object().contains("promoted_object"));
  EXPECT_EQ(adset(Objective::Awareness).at("promoted_object").at("page_id"), "5");
  EXPECT_EQ(adset(Objective::Engagement).at("optimization_goal"), "THRUPLAY");
  const auto targeting = adset(Objective::Leads).at("targeting");
  EXPECT_EQ(targeting.at("geo_locations").at("countries").as_array().size(), 2u);
  EXPECT_EQ(targeting.at("age_min"), 21);
}

TEST(PublicationForms, SaysWhatTheConnectionLacks) {
  auto bare = kConnected;
  bare.settings.clear();
  const auto no_page =
      PublicationForms().form(kClip, draft(Objective::Traffic), bare, Currency::usd());
  ASSERT_FALSE(no_page);
  EXPECT_EQ(no_page.error().code, ErrorCode::Conflict);
  EXPECT_EQ(no_page.error().where, "connection.settings.page_id");
  bare.settings = {{"page_id", "5"}};
  const auto no_pixel =
      PublicationForms().form(kClip, draft(Objective::Sales), bare, Currency::usd());
  EXPECT_EQ(no_pixel.error().where, "connection.settings.pixel_id");
  EXPECT_TRUE(PublicationForms().form(kClip, draft(Objective::Traffic), bare, Currency::usd()));
}

TEST(PublicationForms, TheVideoIsPutInWhenItIsThere) {
  const auto form =
      PublicationForms().form(kClip, draft(Objective::Leads), kConnected, Currency::usd());
  EXPECT_TRUE(shows_video(*form->creative));
  const auto whole = with_video(*form->creative, "22", "https://m.example/t.jpg");
  ASSERT_TRUE(whole) << whole.error();
  const auto video = tree(*whole).at("object_story_spec").at("video_data");
  EXPECT_EQ(video.at("video_id"), "22");
  EXPECT_EQ(video.at("image_url"), "https://m.example/t.jpg");
  EXPECT_EQ(video.at("title"), "Start");
  EXPECT_FALSE(shows_video(R"({"object_story_spec":{"page_id":"5"}})"));
  EXPECT_FALSE(shows_video("nonsense"));
  EXPECT_FALSE(with_video("[]", "22", "u"));
}

}  // namespace
}  // namespace gv::meta
