#include "adapters/google_ads/publication.h"

#include <algorithm>
#include <array>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <fmt/format.h>

#include "core/execute/money_units.h"
#include "io/json/serialize.h"

namespace gv::google_ads {
namespace {

using app::Objective;
using boost::json::array;
using boost::json::object;

constexpr std::string_view kGoogle = "Google";
constexpr std::size_t kHeadlineMax = 40;
constexpr std::size_t kDescriptionMax = 90;
constexpr std::size_t kBusinessNameMax = 25;
/// With the ad group's number, as a click is found by both.
constexpr std::string_view kAdInLink =
    "utm_source=google&utm_medium=paid&utm_campaign={campaignid}&utm_content={adgroupid}~{"
    "creative}";

/// Buttons that Google calls otherwise than Meta; empty: it has none, and chooses one itself.
constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kButtons{
    {{"BOOK_TRAVEL", "BOOK_NOW"},
     {"GET_OFFER", ""},
     {"SEE_MENU", "SEE_MORE"},
     {"WATCH_MORE", "WATCH_NOW"}}};

std::string_view button_of(std::string_view ours) {
  const auto* const other = std::find_if(kButtons.begin(), kButtons.end(),
                                         [&](const auto& one) { return one.first == ours; });
  return other == kButtons.end() ? ours : other->second;
}

Result<object> bidding_of(Objective objective) {
  switch (objective) {
    case Objective::Traffic:
      return object{{"targetSpend", object()}};
    case Objective::Leads:
    case Objective::Sales:
      return object{{"maximizeConversions", object()}};
    case Objective::Awareness:
    case Objective::Engagement:
      break;
  }
  return fail(ErrorCode::InvalidInput, "objective", "must be traffic, leads or sales on Google");
}

Result<void> check_ages(const app::Audience& audience) {
  const app::Audience all;
  if (audience.age_min == all.age_min && audience.age_max == all.age_max) return {};
  return fail(ErrorCode::InvalidInput, "targeting",
              "must be without age_min and age_max on Google, where ages are not chosen");
}

Result<object> campaign_of(const app::PublicationDraft& draft, const app::Connection& connection) {
  GV_TRY(check_ages(draft.audience));
  GV_TRY(auto campaign, bidding_of(draft.objective));
  GV_TRY(const auto locations, app::locations_of(connection, draft.audience));
  array criteria;
  for (const auto& location : locations) {
    criteria.push_back(
        object{{"location", {{"geoTargetConstant", "geoTargetConstants/" + location}}}});
  }
  campaign["criteria"] = std::move(criteria);
  campaign["advertisingChannelType"] = "DEMAND_GEN";
  // Places would be each ad group's otherwise.
  campaign["demandGenCampaignSettings"] = {{"upgradedTargeting", false}};
  campaign["containsEuPoliticalAdvertising"] = "DOES_NOT_CONTAIN_EU_POLITICAL_ADVERTISING";
  return campaign;
}

Result<void> check_words(const app::Creative& creative, const app::Connection& connection) {
  GV_TRY(app::check_characters("headline", creative.headline, kHeadlineMax, kGoogle));
  GV_TRY(app::check_characters("message", creative.message, kDescriptionMax, kGoogle));
  GV_TRY(app::check_no_macros(creative.link, kGoogle));
  GV_TRY(const auto business,
         app::needed_setting(connection, "business_name", "for which business its ads speak"));
  if (app::characters_in(business) <= kBusinessNameMax) return {};
  return fail(
      ErrorCode::Conflict, "connection.settings.business_name",
      fmt::format("must have at most {} characters, got \"{}\"", kBusinessNameMax, business));
}

array text_list(const std::string& text) { return {object{{"text", text}}}; }
array asset_list(const std::string& name) { return {object{{"asset", name}}}; }

Result<object> ad_of(const app::Creative& creative, const app::Connection& connection) {
  GV_TRY(check_words(creative, connection));
  if (!creative.youtube_video_id) {
    return fail(ErrorCode::InvalidInput, "creative_id",
                "must have a youtube_video_id to be published on Google, which takes its videos "
                "from YouTube");
  }
  GV_TRY(const auto logo, app::needed_setting(connection, "logo_asset_id",
                                              "which of its images is the logo of its ads"));
  const auto resource = [&](std::string_view id) {
    return fmt::format("customers/{}/assets/{}", connection.external_id, id);
  };
  array assets{object{{"resourceName", resource("-1")},
                      {"youtubeVideoAsset", {{"youtubeVideoId", *creative.youtube_video_id}}}}};
  object shown{{"headlines", text_list(creative.headline)},
               {"longHeadlines", text_list(creative.headline)},
               {"descriptions", text_list(creative.message)},
               {"businessName", {{"text", app::setting_of(connection, "business_name")}}},
               {"logoImages", asset_list(resource(logo))},
               {"videos", asset_list(resource("-1"))}};
  const auto button = button_of(creative.call_to_action);
  if (!button.empty()) {
    assets.push_back(object{{"resourceName", resource("-2")},
                            {"callToActionAsset", {{"callToAction", button}}}});
    shown["callToActions"] = asset_list(resource("-2"));
  }
  object ad{{"finalUrls", array{boost::json::string(creative.link)}},
            {"demandGenVideoResponsiveAd", std::move(shown)}};
  if (creative.link.find("utm_content=") == std::string::npos) ad["finalUrlSuffix"] = kAdInLink;
  return object{{"ad", std::move(ad)}, {"assets", std::move(assets)}};
}

}  // namespace

Result<app::PublicationForm> PublicationForms::form(const app::Creative& creative,
                                                    const app::PublicationDraft& draft,
                                                    const app::Connection& connection,
                                                    Currency currency) const {
  GV_TRY(execute::to_micros(draft.daily_budget_minor, currency, "budget"));
  GV_TRY(const auto ad, ad_of(creative, connection));
  GV_TRY(const auto campaign, campaign_of(draft, connection));
  return app::PublicationForm{.uploads_video = false,
                              .campaign = json::compact(campaign),
                              .ad = json::compact(ad),
                              .campaign_has_budget = true};
}

}  // namespace gv::google_ads
