#include "adapters/meta/publication.h"

#include <optional>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "core/execute/money_units.h"
#include "io/json/json.h"
#include "io/json/serialize.h"

namespace gv::meta {
namespace {

using app::Objective;
using boost::json::object;

constexpr std::string_view kAdInLink =
    "utm_source=meta&utm_medium=paid&utm_campaign={{campaign.id}}&utm_content={{ad.id}}";

struct Aim {
  std::string_view objective;
  std::string_view goal;
  std::string_view event{};  ///< of the pixel that is counted; empty: none is
};

Aim aim_of(Objective objective) {
  switch (objective) {
    case Objective::Awareness:
      return {"OUTCOME_AWARENESS", "REACH"};
    case Objective::Traffic:
      return {"OUTCOME_TRAFFIC", "LINK_CLICKS"};
    case Objective::Engagement:
      return {"OUTCOME_ENGAGEMENT", "THRUPLAY"};
    case Objective::Leads:
      return {"OUTCOME_LEADS", "OFFSITE_CONVERSIONS", "LEAD"};
    case Objective::Sales:
      break;
  }
  return {"OUTCOME_SALES", "OFFSITE_CONVERSIONS", "PURCHASE"};
}

object story_of(const app::Creative& creative, const app::Connection& connection) {
  object story{{"page_id", app::setting_of(connection, "page_id")},
               {"video_data",
                {{"message", creative.message},
                 {"title", creative.headline},
                 {"call_to_action",
                  {{"type", creative.call_to_action}, {"value", {{"link", creative.link}}}}}}}};
  const auto instagram = app::setting_of(connection, "instagram_user_id");
  if (!instagram.empty()) story["instagram_user_id"] = instagram;
  return story;
}

object targeting_of(const app::Audience& audience) {
  boost::json::array countries;
  for (const auto& country : audience.countries) countries.emplace_back(country);
  return {{"geo_locations", {{"countries", std::move(countries)}}},
          {"age_min", audience.age_min},
          {"age_max", audience.age_max}};
}

/// The object below `story` that says which video is shown; none: it shows none.
object* video_data(boost::json::value& fields) {
  auto* const all = fields.if_object();
  auto* const story = all == nullptr ? nullptr : all->if_contains("object_story_spec");
  auto* const spec = story == nullptr ? nullptr : story->if_object();
  auto* const video = spec == nullptr ? nullptr : spec->if_contains("video_data");
  return video == nullptr ? nullptr : video->if_object();
}

}  // namespace

Result<app::PublicationForm> PublicationForms::form(const app::Creative& creative,
                                                    const app::PublicationDraft& draft,
                                                    const app::Connection& connection,
                                                    Currency currency) const {
  GV_TRY(execute::to_meta_units(draft.daily_budget_minor, currency, "budget"));
  GV_TRY(const auto page,
         app::needed_setting(connection, "page_id", "as which page its ads speak"));
  const auto aim = aim_of(draft.objective);
  object fields{{"object_story_spec", story_of(creative, connection)}};
  if (creative.link.find("utm_content=") == std::string::npos) fields["url_tags"] = kAdInLink;
  const object campaign{{"objective", aim.objective},
                        {"special_ad_categories", boost::json::array()},
                        {"is_adset_budget_sharing_enabled", false}};
  object adset{{"billing_event", "IMPRESSIONS"},
               {"optimization_goal", aim.goal},
               {"bid_strategy", "LOWEST_COST_WITHOUT_CAP"},
               {"targeting", targeting_of(draft.audience)}};
  if (!aim.event.empty()) {
    GV_TRY(const auto pixel,
           app::needed_setting(connection, "pixel_id",
                               "which pixel sees the conversions of this objective"));
    adset["promoted_object"] = {{"pixel_id", pixel}, {"custom_event_type", aim.event}};
  } else if (draft.objective == Objective::Awareness) {
    adset["promoted_object"] = {{"page_id", page}};
  }
  return app::PublicationForm{.creative = json::compact(fields),
                              .campaign = json::compact(campaign),
                              .adset = json::compact(adset)};
}

bool shows_video(std::string_view creative_fields) {
  auto fields = json::parse(creative_fields, "fields");
  return fields && video_data(*fields) != nullptr;
}

Result<std::string> with_video(std::string_view creative_fields, const std::string& video_id,
                               const std::string& picture_url) {
  GV_TRY(auto fields, json::parse(creative_fields, "fields"));
  auto* const video = video_data(fields);
  if (video == nullptr) return fail(ErrorCode::InvalidInput, "fields", "show no video");
  (*video)["video_id"] = video_id;
  (*video)["image_url"] = picture_url;
  return json::compact(fields);
}

}  // namespace gv::meta
