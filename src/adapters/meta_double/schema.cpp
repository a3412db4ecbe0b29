#include "adapters/meta_double/schema.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/check.h"

namespace gv::meta_double {
namespace {

using Names = std::span<const std::string_view>;

constexpr std::array<std::string_view, 12> kCampaignSet{
    "name",         "objective",       "status",
    "daily_budget", "lifetime_budget", "bid_strategy",
    "start_time",   "stop_time",       "special_ad_categories",
    "spend_cap",    "buying_type",     "is_adset_budget_sharing_enabled"};
constexpr std::array<std::string_view, 17> kAdSetSet{"name",
                                                     "campaign_id",
                                                     "status",
                                                     "daily_budget",
                                                     "lifetime_budget",
                                                     "bid_amount",
                                                     "bid_strategy",
                                                     "targeting",
                                                     "start_time",
                                                     "end_time",
                                                     "billing_event",
                                                     "optimization_goal",
                                                     "destination_type",
                                                     "promoted_object",
                                                     "attribution_spec",
                                                     "bid_constraints",
                                                     "pacing_type"};
constexpr std::array<std::string_view, 7> kAdSet{
    "name",           "adset_id",          "status",          "creative",
    "tracking_specs", "conversion_domain", "display_sequence"};
constexpr std::array<std::string_view, 8> kCreativeSet{
    "name",     "object_story_spec", "object_story_id",         "status",
    "url_tags", "asset_feed_spec",   "degrees_of_freedom_spec", "thumbnail_url"};
constexpr std::array<std::string_view, 4> kVideoSet{"name", "title", "description", "file_url"};
constexpr std::array<std::string_view, 1> kImageSet{"name"};

constexpr std::array<std::string_view, 6> kCampaignRead{
    "id", "account_id", "configured_status", "effective_status", "created_time", "updated_time"};
constexpr std::array<std::string_view, 8> kAdSetRead{
    "id",           "account_id",   "configured_status", "effective_status",
    "created_time", "updated_time", "campaign",          "learning_stage_info"};
constexpr std::array<std::string_view, 9> kAdRead{
    "id",           "account_id",   "configured_status", "effective_status",
    "created_time", "updated_time", "campaign",          "adset",
    "campaign_id"};
constexpr std::array<std::string_view, 2> kCreativeRead{"id", "account_id"};
constexpr std::array<std::string_view, 6> kVideoRead{"id",      "status",       "length",
                                                     "picture", "created_time", "updated_time"};
constexpr std::array<std::string_view, 3> kImageRead{"id", "hash", "url"};

constexpr std::array<Schema, 6> kSchemas{
    {{Kind::Campaign, "campaigns", "Campaign", kCampaignSet, kCampaignRead},
     {Kind::AdSet, "adsets", "AdSet", kAdSetSet, kAdSetRead},
     {Kind::Ad, "ads", "Ad", kAdSet, kAdRead},
     {Kind::Creative, "adcreatives", "AdCreative", kCreativeSet, kCreativeRead},
     {Kind::Video, "advideos", "AdVideo", kVideoSet, kVideoRead},
     {Kind::Image, "adimages", "AdImage", kImageSet, kImageRead}}};

constexpr std::array<std::string_view, 4> kStatuses{"ACTIVE", "PAUSED", "ARCHIVED", "DELETED"};
constexpr std::array<std::string_view, 6> kObjectives{
    "OUTCOME_AWARENESS", "OUTCOME_TRAFFIC", "OUTCOME_ENGAGEMENT",
    "OUTCOME_LEADS",     "OUTCOME_SALES",   "OUTCOME_APP_PROMOTION"};
constexpr std::array<std::string_view, 4> kBidStrategies{
    "LOWEST_COST_WITHOUT_CAP", "LOWEST_COST_WITH_BID_CAP", "COST_CAP", "LOWEST_COST_WITH_MIN_ROAS"};
constexpr std::array<std::string_view, 9> kGoals{
    "OFFSITE_CONVERSIONS", "LEAD_GENERATION",    "QUALITY_LEAD",
    "LINK_CLICKS",         "LANDING_PAGE_VIEWS", "REACH",
    "IMPRESSIONS",         "THRUPLAY",           "VALUE"};
constexpr std::array<std::string_view, 3> kBillingEvents{"IMPRESSIONS", "LINK_CLICKS", "THRUPLAY"};
constexpr std::array<std::string_view, 7> kSpecialCategories{"NONE",
                                                             "CREDIT",
                                                             "EMPLOYMENT",
                                                             "FINANCIAL_PRODUCTS_SERVICES",
                                                             "HOUSING",
                                                             "ISSUES_ELECTIONS_POLITICS",
                                                             "ONLINE_GAMBLING_AND_GAMING"};

constexpr std::array<std::string_view, 22> kButtons{
    "APPLY_NOW",        "BOOK_TRAVEL",  "BUY_NOW",   "CALL_NOW",  "CONTACT_US",
    "DONATE_NOW",       "DOWNLOAD",     "GET_OFFER", "GET_QUOTE", "INSTALL_MOBILE_APP",
    "LEARN_MORE",       "MESSAGE_PAGE", "NO_BUTTON", "OPEN_LINK", "ORDER_NOW",
    "SEE_MENU",         "SHOP_NOW",     "SIGN_UP",   "SUBSCRIBE", "WATCH_MORE",
    "WHATSAPP_MESSAGE", "WATCH_VIDEO"};

bool contains(Names names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

const Schema& schema_of(Kind kind) {
  const auto* const found = std::find_if(kSchemas.begin(), kSchemas.end(),
                                         [&](const Schema& one) { return one.kind == kind; });
  GV_CHECK(found != kSchemas.end());
  return *found;
}

const Schema* schema_of_edge(std::string_view edge) {
  const auto* const found = std::find_if(kSchemas.begin(), kSchemas.end(),
                                         [&](const Schema& one) { return one.edge == edge; });
  return found == kSchemas.end() ? nullptr : found;
}

bool is_settable(const Schema& schema, std::string_view field) {
  return contains(schema.settable, field);
}

bool is_readable(const Schema& schema, std::string_view field) {
  return contains(schema.settable, field) || contains(schema.read_only, field);
}

Names choices_of(std::string_view field) {
  if (field == "status") return kStatuses;
  if (field == "objective") return kObjectives;
  if (field == "bid_strategy") return kBidStrategies;
  if (field == "optimization_goal") return kGoals;
  if (field == "billing_event") return kBillingEvents;
  if (field == "special_ad_categories") return kSpecialCategories;
  if (field == "call_to_action_type") return kButtons;
  return {};
}

std::int64_t whole_text(std::string_view text) {
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

}  // namespace gv::meta_double
