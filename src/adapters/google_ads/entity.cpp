#include "adapters/google_ads/entity.h"

#include <fmt/format.h>

#include "adapters/google_ads/rest.h"
#include "core/execute/money_units.h"
#include "io/json/loose.h"

namespace gv::google_ads {
namespace {

using app::EntityLevel;
using app::EntityStatus;
using boost::json::object;

constexpr std::string_view kCampaignFields =
    "campaign.resource_name, campaign.id, campaign.name, campaign.status, "
    "campaign.advertising_channel_type, campaign.bidding_strategy_system_status, "
    "campaign_budget.amount_micros, campaign_budget.explicitly_shared, customer.currency_code";
constexpr std::string_view kAdGroupFields =
    "ad_group.resource_name, ad_group.id, ad_group.name, ad_group.status, campaign.id, "
    "campaign.status";
constexpr std::string_view kAdFields =
    "ad_group_ad.resource_name, ad_group_ad.ad.id, ad_group_ad.ad.name, ad_group_ad.status, "
    "ad_group_ad.policy_summary.approval_status, ad_group_ad.policy_summary.review_status, "
    "ad_group.id, ad_group.status, campaign.id, campaign.status";

std::string_view fields_of(EntityLevel level) {
  if (level == EntityLevel::Campaign) return kCampaignFields;
  return level == EntityLevel::AdSet ? kAdGroupFields : kAdFields;
}

/// The part of a row that tells of one thing; an empty one where there is none.
const object& part(const object& row, std::string_view name) {
  static const object kNothing;
  const auto* const found = json::object_of(row, name);
  return found == nullptr ? kNothing : *found;
}

EntityStatus status_of(std::string_view text) {
  if (text == "ENABLED") return EntityStatus::Active;
  return text == "REMOVED" ? EntityStatus::Deleted : EntityStatus::Paused;
}

/// What the status comes to under review and under its parents', in the words that other platforms
/// have for it.
std::string effective_of(const object& row, EntityLevel level, EntityStatus own) {
  const auto above = [&](std::string_view name) {
    return status_of(json::text_of(part(row, name), "status"));
  };
  if (own == EntityStatus::Deleted) return "DELETED";
  if (level == EntityLevel::Ad) {
    const auto& review = part(part(row, "adGroupAd"), "policySummary");
    if (json::text_of(review, "approvalStatus") == "DISAPPROVED") return "DISAPPROVED";
    if (json::text_of(review, "reviewStatus") == "REVIEW_IN_PROGRESS") return "PENDING_REVIEW";
  }
  if (own == EntityStatus::Paused) return "PAUSED";
  if (level != EntityLevel::Campaign && above("campaign") != EntityStatus::Active) {
    return "CAMPAIGN_PAUSED";
  }
  if (level == EntityLevel::Ad && above("adGroup") != EntityStatus::Active) return "ADSET_PAUSED";
  return "ACTIVE";
}

bool is_removed_above(const object& row, EntityLevel level) {
  const auto removed = [&](std::string_view name) {
    return json::text_of(part(row, name), "status") == "REMOVED";
  };
  if (level == EntityLevel::Campaign) return false;
  return removed("campaign") || (level == EntityLevel::Ad && removed("adGroup"));
}

Result<void> read_budget(const object& row, const Currency& currency, app::PlatformEntity& entity) {
  const auto& budget = part(row, "campaignBudget");
  const auto micros = json::whole_of(budget, "amountMicros");
  if (!micros || *micros == 0 || json::flag_of(budget, "explicitlyShared")) return {};
  const auto code = json::text_of(part(row, "customer"), "currencyCode");
  Currency held = currency;
  if (!code.empty()) {
    GV_TRY(held, Currency::parse(code, "customer.currency_code"));
  }
  GV_TRY(const auto minor, execute::from_micros(*micros, held, "campaign_budget.amount_micros"));
  entity.daily_budget = Money(minor, held);
  return {};
}

}  // namespace

std::string_view resources_of(EntityLevel level) {
  switch (level) {
    case EntityLevel::Campaign:
      return "campaigns";
    case EntityLevel::AdSet:
      return "adGroups";
    case EntityLevel::Ad:
      return "adGroupAds";
    case EntityLevel::Creative:
    case EntityLevel::Video:
      break;
  }
  return "";
}

std::string_view table_of(EntityLevel level) {
  if (level == EntityLevel::Campaign) return "campaign";
  return level == EntityLevel::AdSet ? "ad_group" : "ad_group_ad";
}

std::string query_of(EntityLevel level, std::string_view condition) {
  return fmt::format("SELECT {} FROM {} WHERE {}", fields_of(level), table_of(level), condition);
}

std::string still_there(EntityLevel level) {
  std::string condition = "campaign.status IN ('ENABLED', 'PAUSED')";
  if (level == EntityLevel::Campaign) return condition;
  condition += " AND ad_group.status IN ('ENABLED', 'PAUSED')";
  if (level == EntityLevel::Ad) condition += " AND ad_group_ad.status IN ('ENABLED', 'PAUSED')";
  return condition;
}

std::string quoted(std::string_view text) {
  std::string out = "'";
  for (const char letter : text) {
    if (letter == '\'' || letter == '\\') out += '\\';
    out += letter;
  }
  return out + "'";
}

std::string_view status_text(EntityStatus status) {
  switch (status) {
    case EntityStatus::Active:
      return "ENABLED";
    case EntityStatus::Paused:
      return "PAUSED";
    case EntityStatus::Archived:
    case EntityStatus::Deleted:
      break;
  }
  return "REMOVED";
}

Result<app::ListedEntity> read_entity(const boost::json::value& value, EntityLevel level,
                                      const Currency& currency) {
  const auto* const row = value.if_object();
  if (row == nullptr) return fail(ErrorCode::InvalidInput, "results", "must be objects");
  const bool is_ad = level == EntityLevel::Ad;
  const auto& own = part(*row, is_ad                         ? "adGroupAd"
                               : level == EntityLevel::AdSet ? "adGroup"
                                                             : "campaign");
  app::ListedEntity listed;
  auto& entity = listed.entity;
  entity.ref = {level, id_of_resource(json::text_of(own, "resourceName"))};
  if (!is_google_id(entity.ref.id, level)) {
    return fail(ErrorCode::InvalidInput, std::string(table_of(level)) + ".resource_name",
                "has no id");
  }
  const auto& named = is_ad ? part(own, "ad") : own;
  entity.name = json::text_of(named, "name");
  if (is_ad && entity.name.empty()) entity.name = "ad " + json::text_of(named, "id");
  entity.status = status_of(json::text_of(own, "status"));
  if (is_removed_above(*row, level)) entity.status = EntityStatus::Deleted;
  entity.effective_status = effective_of(*row, level, entity.status);
  if (level != EntityLevel::Campaign) {
    entity.campaign_id = json::text_of(part(*row, "campaign"), "id");
  }
  if (is_ad) entity.adset_id = json::text_of(part(*row, "adGroup"), "id");
  if (level == EntityLevel::Campaign) {
    listed.objective = json::text_of(own, "advertisingChannelType");
    entity.learning = json::text_of(own, "biddingStrategySystemStatus").starts_with("LEARNING");
    GV_TRY(read_budget(*row, currency, entity));
  }
  return listed;
}

}  // namespace gv::google_ads
