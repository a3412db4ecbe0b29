#include "adapters/tiktok/publication.h"

#include <boost/json/value.hpp>
#include <gtest/gtest.h>

#include "io/json/json.h"

namespace gv::tiktok {
namespace {

using app::Objective;

const app::Creative kPublished{.name = "Clip",
                               .message = "Six weeks.",
                               .headline = "Start",
                               .link = "https://gym.example/start",
                               .call_to_action = "DOWNLOAD"};
const app::Connection kAdvertiser{.provider = "tiktok",
                                  .external_id = "7",
                                  .settings = {{"identity_id", "55"},
                                               {"pixel_id", "9"},
                                               {"lead_event", "FORM"},
                                               {"sale_event", "SHOPPING"},
                                               {"location_AE", "290557"},
                                               {"location_SA", "102358"}}};

app::PublicationDraft wanted(Objective objective) {
  return {.name = "Summer",
          .objective = objective,
          .daily_budget_minor = 50'00,
          .audience = {.countries = {"AE", "SA"}, .age_min = 25, .age_max = 54}};
}

boost::json::value read(const std::string& text) { return *json::parse(text, "fields"); }

Result<app::PublicationForm> form(const app::Creative& creative, const app::PublicationDraft& draft,
                                  const app::Connection& connection = kAdvertiser) {
  return PublicationForms().form(creative, draft, connection, Currency::usd());
}

std::string refusal(const Result<app::PublicationForm>& form) {
  return form ? "none" : form.error().where;
}

TEST(TiktokForms, AnAdSpeaksAsTheIdentityAndItsLinkNamesIt) {
  const auto made = form(kPublished, wanted(Objective::Leads));
  ASSERT_TRUE(made) << made.error();
  EXPECT_FALSE(made->creative);
  const auto ad = read(made->ad);
  EXPECT_EQ(ad.at("ad_text"), "Six weeks.");
  EXPECT_EQ(ad.at("identity_id"), "55");
  EXPECT_EQ(ad.at("identity_type"), "CUSTOMIZED_USER");
  EXPECT_EQ(ad.at("call_to_action"), "DOWNLOAD_NOW");
  EXPECT_EQ(ad.at("landing_page_url"), "https://gym.example/start");
  EXPECT_EQ(ad.at("utm_params").as_array().back().at("value"), "__CID__");
  auto own = kPublished;
  own.link += "?utm_content=summer";
  EXPECT_FALSE(read(form(own, wanted(Objective::Leads))->ad).as_object().contains("utm_params"));
}

TEST(TiktokForms, WhatIsOptimisedFollowsFromTheObjective) {
  const auto group = [](Objective objective) {
    return read(form(kPublished, wanted(objective))->adset);
  };
  EXPECT_EQ(group(Objective::Leads).at("optimization_event"), "FORM");
  EXPECT_EQ(group(Objective::Sales).at("optimization_event"), "SHOPPING");
  EXPECT_EQ(group(Objective::Sales).at("pixel_id"), "9");
  EXPECT_EQ(group(Objective::Traffic).at("optimization_goal"), "CLICK");
  EXPECT_FALSE(group(Objective::Traffic).as_object().contains("pixel_id"));
  EXPECT_EQ(group(Objective::Leads).at("location_ids"), (boost::json::array{"290557", "102358"}));
  EXPECT_EQ(group(Objective::Leads).at("age_groups"),
            (boost::json::array{"AGE_25_34", "AGE_35_44", "AGE_45_54"}));
  EXPECT_EQ(read(form(kPublished, wanted(Objective::Awareness))->campaign).at("objective_type"),
            "REACH");
}

TEST(TiktokForms, SaysWhatTheConnectionLacks) {
  for (const auto* const name : {"identity_id", "pixel_id", "lead_event", "location_SA"}) {
    auto bare = kAdvertiser;
    bare.settings.erase(name);
    const auto lacking = form(kPublished, wanted(Objective::Leads), bare);
    ASSERT_FALSE(lacking);
    EXPECT_EQ(lacking.error().code, ErrorCode::Conflict);
    EXPECT_EQ(lacking.error().where, std::string("connection.settings.") + name);
  }
  auto bare = kAdvertiser;
  bare.settings.erase("location_SA");
  EXPECT_EQ(form(kPublished, wanted(Objective::Leads), bare).error().message,
            "The connection tiktok:7 does not say which of its locations SA is.");
  bare = kAdvertiser;
  bare.settings.erase("pixel_id");
  EXPECT_TRUE(form(kPublished, wanted(Objective::Traffic), bare));
}

TEST(TiktokForms, WhatTiktokDoesNotTakeIsSaidBefore) {
  auto young = wanted(Objective::Leads);
  young.audience.age_min = 21;
  EXPECT_EQ(refusal(form(kPublished, young)), "targeting");
  auto wordy = kPublished;
  wordy.message = std::string(101, 'x');
  EXPECT_EQ(refusal(form(wordy, wanted(Objective::Leads))), "creative_id");
  wordy.message.clear();
  for (int i = 0; i < 100; ++i) wordy.message += "\xd8\xa7";  // an Arabic letter is two bytes
  EXPECT_EQ(refusal(form(wordy, wanted(Objective::Leads))), "none");
  auto named = kPublished;
  named.name = std::string(85, 'n');
  EXPECT_EQ(refusal(form(named, wanted(Objective::Leads))), "creative_id");
  auto macros = kPublished;
  macros.link += "?ad={{ad.id}}";
  EXPECT_EQ(refusal(form(macros, wanted(Objective::Leads))), "creative_id");
  const auto fils = PublicationForms().form(
      kPublished, {.daily_budget_minor = 12'345, .audience = {.countries = {"AE"}}}, kAdvertiser,
      *Currency::parse("KWD", "test"));
  EXPECT_EQ(refusal(fils), "budget");
}

}  // namespace
}  // namespace gv::tiktok
