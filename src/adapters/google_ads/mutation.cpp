#include "adapters/google_ads/mutation.h"

#include <algorithm>

#include <fmt/format.h>

#include "adapters/google_ads/entity.h"
#include "core/execute/money_units.h"
#include "io/json/json.h"
#include "io/json/loose.h"

namespace gv::google_ads {
namespace {

using app::CreateEntity;
using app::EntityLevel;
using app::EntityStatus;
using boost::json::array;
using boost::json::object;

// Stand for what is made within the request that makes it.
constexpr std::string_view kNewBudget = "-1";
constexpr std::string_view kNewCampaign = "-2";

// Members of fields that are no fields of the thing: lists of what is made with it.
constexpr std::string_view kCriteria = "criteria";
constexpr std::string_view kAssets = "assets";

Result<std::string> micros_of(const Money& budget, const Currency& currency) {
  if (budget.currency() != currency) {
    return fail(ErrorCode::CurrencyMismatch, "daily_budget",
                fmt::format("must be in {}, the currency of the ad account, got {}",
                            currency.code(), budget.currency().code()));
  }
  GV_TRY(const auto micros, execute::to_micros(budget.minor(), currency, "daily_budget"));
  return std::to_string(micros);
}

Result<void> check_id(std::string_view field, const std::string& id, EntityLevel level) {
  if (is_google_id(id, level)) return {};
  return fail(ErrorCode::InvalidInput, std::string(field),
              level == EntityLevel::Ad ? "must be an ad of Google, {ad group}~{ad}"
                                       : "must be an id of Google: digits");
}

/// The platform's own fields; what this program decides wins over them.
Result<object> given_fields(const std::string& fields) {
  GV_TRY(auto tree, json::parse(fields.empty() ? "{}" : fields, "fields"));
  auto* const members = tree.if_object();
  if (members == nullptr) return fail(ErrorCode::InvalidInput, "fields", "must be an object");
  return std::move(*members);
}

/// Takes a list out of the fields; without one it is empty.
Result<array> taken(object& fields, std::string_view name) {
  auto* const found = fields.if_contains(name);
  if (found == nullptr) return array();
  auto* const list = found->if_array();
  const bool fits = list != nullptr && std::all_of(list->begin(), list->end(),
                                                   [](const auto& one) { return one.is_object(); });
  if (!fits) return fail(ErrorCode::InvalidInput, "fields", std::string(name) + " must be objects");
  auto all = std::move(*list);
  fields.erase(name);
  return all;
}

Result<object> ad_of(const Rest& rest, const CreateEntity& create, object fields) {
  GV_TRY(check_id("ad_group", create.parent_id, EntityLevel::AdSet));
  object ad;
  if (const auto* const given = json::object_of(fields, "ad")) ad = *given;
  ad["name"] = create.name;
  fields["ad"] = std::move(ad);
  fields["adGroup"] = rest.resource("adGroups", create.parent_id);
  return fields;
}

Result<object> ad_group_of(const Rest& rest, const CreateEntity& create, object fields) {
  GV_TRY(check_id("campaign", create.parent_id, EntityLevel::Campaign));
  fields["name"] = create.name;
  fields["campaign"] = rest.resource("campaigns", create.parent_id);
  return fields;
}

}  // namespace

Result<object> status_operation(const Rest& rest, const app::UpdateEntity& update) {
  const auto& [level, id] = update.entity;
  GV_TRY(check_id("id", id, level));
  const bool settable =
      update.status == EntityStatus::Active || update.status == EntityStatus::Paused;
  if (!settable || resources_of(level).empty()) {
    return fail(ErrorCode::InvalidInput, "status",
                "may be active or paused, of a campaign, an ad group or an ad");
  }
  return object{{"update",
                 {{"resourceName", rest.resource(resources_of(level), id)},
                  {"status", status_text(*update.status)}}},
                {"updateMask", "status"}};
}

Result<object> budget_operation(const BudgetPlace& place, const Money& budget,
                                const Currency& currency) {
  if (place.shared) {
    return fail(ErrorCode::InvalidInput, "daily_budget",
                "is of a budget that several campaigns share (explicitlyShared): a change would "
                "move the money of the others too",
                "give the campaign a budget of its own in Google Ads");
  }
  GV_TRY(const auto micros, micros_of(budget, currency));
  return object{{"update", {{"resourceName", place.resource}, {"amountMicros", micros}}},
                {"updateMask", "amountMicros"}};
}

Result<object> create_operation(const Rest& rest, const CreateEntity& create) {
  if (create.level != EntityLevel::AdSet && create.level != EntityLevel::Ad) {
    return fail(ErrorCode::InvalidInput, "level",
                "is not available on Google: creatives are parts of ads, and videos are taken from "
                "YouTube");
  }
  if (create.daily_budget) {
    return fail(ErrorCode::InvalidInput, "daily_budget", "is the campaign's on Google");
  }
  GV_TRY(auto fields, given_fields(create.fields));
  GV_TRY(fields, create.level == EntityLevel::Ad ? ad_of(rest, create, std::move(fields))
                                                 : ad_group_of(rest, create, std::move(fields)));
  fields["status"] = status_text(EntityStatus::Paused);
  return object{{"create", std::move(fields)}};
}

Result<Together> campaign_operations(const Rest& rest, const CreateEntity& create,
                                     const Currency& currency) {
  if (!create.daily_budget) {
    return fail(ErrorCode::InvalidInput, "daily_budget",
                "is required: on Google it is the campaign's");
  }
  GV_TRY(const auto micros, micros_of(*create.daily_budget, currency));
  GV_TRY(auto campaign, given_fields(create.fields));
  GV_TRY(auto criteria, taken(campaign, kCriteria));
  const auto budget_place = rest.resource("campaignBudgets", kNewBudget);
  const auto place = rest.resource("campaigns", kNewCampaign);
  campaign["resourceName"] = place;
  campaign["name"] = create.name;
  campaign["campaignBudget"] = budget_place;
  campaign["status"] = status_text(EntityStatus::Paused);
  const object budget{{"resourceName", budget_place},
                      {"name", create.name},
                      {"amountMicros", micros},
                      {"deliveryMethod", "STANDARD"},
                      {"explicitlyShared", false}};
  array operations{object{{"campaignBudgetOperation", {{"create", budget}}}},
                   object{{"campaignOperation", {{"create", std::move(campaign)}}}}};
  for (auto& criterion : criteria) {
    criterion.get_object()["campaign"] = place;
    operations.push_back(
        object{{"campaignCriterionOperation", {{"create", std::move(criterion)}}}});
  }
  return Together{.operations = std::move(operations), .made = 1};
}

bool brings_assets(const CreateEntity& create) {
  if (create.level != EntityLevel::Ad) return false;
  const auto fields = given_fields(create.fields);
  return fields && fields->contains(kAssets);
}

Result<Together> ad_operations(const Rest& rest, const CreateEntity& create) {
  GV_TRY(auto fields, given_fields(create.fields));
  GV_TRY(auto assets, taken(fields, kAssets));
  GV_TRY(auto ad, ad_of(rest, create, std::move(fields)));
  ad["status"] = status_text(EntityStatus::Paused);
  array operations;
  for (auto& asset : assets) {
    operations.push_back(object{{"assetOperation", {{"create", std::move(asset)}}}});
  }
  operations.push_back(object{{"adGroupAdOperation", {{"create", std::move(ad)}}}});
  const auto last = operations.size() - 1;
  return Together{.operations = std::move(operations), .made = last};
}

}  // namespace gv::google_ads
