#include "adapters/tiktok/publication.h"

#include <algorithm>
#include <array>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <fmt/format.h>

#include "adapters/tiktok/amount.h"
#include "adapters/tiktok/video.h"
#include "io/json/serialize.h"

namespace gv::tiktok {
namespace {

using app::Objective;
using boost::json::array;
using boost::json::object;

constexpr std::size_t kAdTextMax = 100;
/// The name of a video has 100, and it is found again by the 16 at its end.
constexpr std::size_t kVideoNameMax = 84;
constexpr std::string_view kName = "TikTok";

struct Aim {
  std::string_view objective;
  std::string_view goal;
  std::string_view billing;
  const char* event_setting{nullptr};  ///< what names the event of the pixel; null: none is counted
};

Aim aim_of(Objective objective) {
  switch (objective) {
    case Objective::Awareness:
      return {"REACH", "REACH", "CPM"};
    case Objective::Traffic:
      return {"TRAFFIC", "CLICK", "CPC"};
    case Objective::Engagement:
      return {"VIDEO_VIEWS", "ENGAGED_VIEW", "CPV"};
    case Objective::Leads:
      return {"LEAD_GENERATION", "CONVERT", "OCPM", "lead_event"};
    case Objective::Sales:
      break;
  }
  return {"WEB_CONVERSIONS", "CONVERT", "OCPM", "sale_event"};
}

struct AgeGroup {
  int youngest;
  int oldest;
  std::string_view name;
};
constexpr std::array<AgeGroup, 6> kAges{{{13, 17, "AGE_13_17"},
                                         {18, 24, "AGE_18_24"},
                                         {25, 34, "AGE_25_34"},
                                         {35, 44, "AGE_35_44"},
                                         {45, 54, "AGE_45_54"},
                                         {55, 65, "AGE_55_100"}}};

Result<array> age_groups(const app::Audience& audience) {
  array groups;
  bool begins = false;
  bool ends = false;
  for (const auto& [youngest, oldest, name] : kAges) {
    begins = begins || youngest == audience.age_min;
    ends = ends || oldest == audience.age_max;
    if (youngest >= audience.age_min && oldest <= audience.age_max) groups.emplace_back(name);
  }
  if (begins && ends) return groups;
  return fail(ErrorCode::InvalidInput, "targeting",
              fmt::format("must have an age_min of 13, 18, 25, 35, 45 or 55 and an age_max of 17, "
                          "24, 34, 44, 54 or 65 on TikTok, got {} and {}",
                          audience.age_min, audience.age_max));
}

/// Buttons that TikTok calls otherwise than Meta.
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kButtons{
    {{"BOOK_TRAVEL", "BOOK_NOW"},
     {"BUY_NOW", "SHOP_NOW"},
     {"DOWNLOAD", "DOWNLOAD_NOW"},
     {"GET_OFFER", "VIEW_NOW"},
     {"SEE_MENU", "VIEW_NOW"},
     {"WATCH_MORE", "WATCH_NOW"}}};

std::string_view button_of(std::string_view ours) {
  const auto* const other = std::find_if(kButtons.begin(), kButtons.end(),
                                         [&](const auto& one) { return one.first == ours; });
  return other == kButtons.end() ? ours : other->second;
}

/// What TikTok adds to the link, so that a click tells its ad.
array ad_in_link() {
  return {object{{"key", "utm_source"}, {"value", "tiktok"}},
          object{{"key", "utm_medium"}, {"value", "paid"}},
          object{{"key", "utm_campaign"}, {"value", "__CAMPAIGN_ID__"}},
          object{{"key", "utm_content"}, {"value", "__CID__"}}};
}

Result<object> ad_of(const app::Creative& creative, const app::Connection& connection) {
  GV_TRY(app::check_characters("name", creative.name, kVideoNameMax, kName));
  GV_TRY(app::check_characters("message", creative.message, kAdTextMax, kName));
  GV_TRY(app::check_no_macros(creative.link, kName));
  GV_TRY(const auto identity,
         app::needed_setting(connection, "identity_id", "as which identity its ads speak"));
  const auto type = app::setting_of(connection, "identity_type");
  object ad{{"ad_text", creative.message},
            {"call_to_action", button_of(creative.call_to_action)},
            {"landing_page_url", creative.link},
            {"identity_id", identity},
            {"identity_type", type.empty() ? "CUSTOMIZED_USER" : type}};
  if (creative.link.find("utm_content=") == std::string::npos) ad["utm_params"] = ad_in_link();
  return ad;
}

Result<void> add_conversions(const app::Connection& connection, const Aim& aim, object& group) {
  GV_TRY(group["pixel_id"],
         app::needed_setting(connection, "pixel_id",
                             "which pixel sees the conversions of this objective"));
  GV_TRY(group["optimization_event"],
         app::needed_setting(connection, aim.event_setting,
                             "which event of its pixel this objective counts"));
  return {};
}

Result<object> group_of(const app::PublicationDraft& draft, const app::Connection& connection,
                        const Aim& aim) {
  array locations;
  GV_TRY(const auto ids, app::locations_of(connection, draft.audience));
  for (const auto& id : ids) locations.emplace_back(id);
  GV_TRY(auto ages, age_groups(draft.audience));
  object group{{"billing_event", aim.billing},
               {"optimization_goal", aim.goal},
               {"bid_type", "BID_TYPE_NO_BID"},
               {"pacing", "PACING_MODE_SMOOTH"},
               {"schedule_type", "SCHEDULE_FROM_NOW"},
               {"promotion_type", "WEBSITE"},
               {"placement_type", "PLACEMENT_TYPE_NORMAL"},
               {"placements", array{"PLACEMENT_TIKTOK"}},
               {"location_ids", std::move(locations)},
               {"age_groups", std::move(ages)}};
  if (aim.event_setting != nullptr) GV_TRY(add_conversions(connection, aim, group));
  return group;
}

}  // namespace

Result<app::PublicationForm> PublicationForms::form(const app::Creative& creative,
                                                    const app::PublicationDraft& draft,
                                                    const app::Connection& connection,
                                                    Currency currency) const {
  GV_TRY(write_amount(Money(draft.daily_budget_minor, currency), currency, "budget"));
  const auto aim = aim_of(draft.objective);
  GV_TRY(const auto ad, ad_of(creative, connection));
  GV_TRY(const auto group, group_of(draft, connection, aim));
  return app::PublicationForm{.video_bytes_max = kVideoBytesMax,
                              .campaign = json::compact(object{{"objective_type", aim.objective}}),
                              .adset = json::compact(group),
                              .ad = json::compact(ad)};
}

}  // namespace gv::tiktok
