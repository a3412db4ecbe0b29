#include "adapters/google_double/catalog.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "adapters/meta_double/schema.h"
#include "core/execute/money_units.h"

namespace gv::google_double {
namespace {

using boost::json::value;

constexpr std::array<std::string_view, 2> kCustomer{"customer.id", "customer.currency_code"};
constexpr std::array<std::string_view, 7> kCampaign{"campaign.resource_name",
                                                    "campaign.id",
                                                    "campaign.name",
                                                    "campaign.status",
                                                    "campaign.advertising_channel_type",
                                                    "campaign.bidding_strategy_system_status",
                                                    "campaign.campaign_budget"};
constexpr std::array<std::string_view, 5> kBudget{
    "campaign_budget.resource_name", "campaign_budget.id", "campaign_budget.name",
    "campaign_budget.amount_micros", "campaign_budget.explicitly_shared"};
constexpr std::array<std::string_view, 5> kAdGroup{"ad_group.resource_name", "ad_group.id",
                                                   "ad_group.name", "ad_group.status",
                                                   "ad_group.campaign"};
constexpr std::array<std::string_view, 7> kAd{"ad_group_ad.resource_name",
                                              "ad_group_ad.status",
                                              "ad_group_ad.ad_group",
                                              "ad_group_ad.ad.id",
                                              "ad_group_ad.ad.name",
                                              "ad_group_ad.policy_summary.approval_status",
                                              "ad_group_ad.policy_summary.review_status"};

template <std::size_t n>
bool among(const std::array<std::string_view, n>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

Kind kind_of_table(std::string_view table) {
  if (table == "ad_group") return Kind::AdSet;
  return table == "ad_group_ad" ? Kind::Ad : Kind::Campaign;
}

/// A list of one text would be another value than the text.
value json_text(std::string_view text) { return boost::json::string(text); }

std::string shown_status(std::string_view status) {
  if (status == "ACTIVE") return "ENABLED";
  return status == "PAUSED" ? "PAUSED" : "REMOVED";
}

value text_at(const boost::json::object& fields, std::string_view name) {
  const auto* const found = fields.if_contains(name);
  return found == nullptr ? value() : *found;
}

const Account& account_of(const Platform& platform, const Object& object) {
  return platform.accounts[object.account];
}

value review_of(const Platform& platform, const Object& ad, std::string_view field) {
  const bool pending = ad.reviewed_at && platform.now < *ad.reviewed_at;
  if (field.ends_with("review_status")) return pending ? "REVIEW_IN_PROGRESS" : "REVIEWED";
  if (pending) return "UNKNOWN";
  return ad.disapproved ? "DISAPPROVED" : "APPROVED";
}

value budget_field(const Platform& platform, const Object& budget, std::string_view name,
                   bool stale) {
  const auto& fields = stale ? budget.fields_before : budget.fields;
  if (name == "resource_name")
    return json_text(resource_name(account_of(platform, budget), budget));
  if (name == "id") return json_text(budget.id);
  if (name == "amount_micros") {
    const auto units = text_at(fields, "daily_budget");
    return json_text(std::to_string(micros_of(platform, units.as_string())));
  }
  return text_at(fields, name);
}

value own_field(Platform& platform, const Object& object, std::string_view name, bool stale) {
  const auto& fields = stale ? object.fields_before : object.fields;
  const auto& account = account_of(platform, object);
  if (name == "resource_name") return json_text(resource_name(account, object));
  if (name == "id" || name == "ad.id") return json_text(object.id);
  if (name == "status") return json_text(shown_status(text_at(fields, "status").as_string()));
  if (name == "ad.name") return text_at(fields, "name");
  if (name == "campaign" || name == "ad_group") {
    const Object* const parent = find_object(platform, object.parent);
    return parent == nullptr ? value() : json_text(resource_name(account, *parent));
  }
  if (name == "campaign_budget") {
    const Object* const budget = find_object(platform, object.text("campaign_budget"));
    return budget == nullptr ? value() : json_text(resource_name(account, *budget));
  }
  if (name == "bidding_strategy_system_status") return "ENABLED";
  if (name.starts_with("policy_summary.")) return review_of(platform, object, name);
  return text_at(fields, name);
}

}  // namespace

std::string_view collection_of(Kind kind) {
  switch (kind) {
    case Kind::Campaign:
      return "campaigns";
    case Kind::AdSet:
      return "adGroups";
    case Kind::Ad:
      return "adGroupAds";
    case Kind::Budget:
      return "campaignBudgets";
    case Kind::Asset:
      return "assets";
    case Kind::Criterion:
      return "campaignCriteria";
    case Kind::Creative:
    case Kind::Video:
    case Kind::Image:
      break;
  }
  return "";
}

std::string resource_name(const Account& account, const Object& object) {
  const auto id = object.kind == Kind::Ad || object.kind == Kind::Criterion
                      ? object.parent + "~" + object.id
                      : object.id;
  return fmt::format("customers/{}/{}/{}", account.id, collection_of(object.kind), id);
}

Object* find_resource(Platform& platform, std::size_t account, Kind kind, std::string_view name) {
  const auto last = name.substr(std::min(name.find_last_of("/~"), name.size() - 1) + 1);
  if (name.empty()) return nullptr;
  Object* const object = find_object(platform, last);
  const bool same = object != nullptr && object->kind == kind && object->account == account &&
                    resource_name(platform.accounts[account], *object) == name;
  return same ? object : nullptr;
}

std::int64_t micros_of(const Platform& platform, std::string_view units) {
  const auto& currency = platform.behaviour.currency;
  const auto minor = execute::from_meta_units(meta_double::whole_text(units), currency, "budget");
  const auto micros = minor ? execute::to_micros(*minor, currency, "budget") : minor;
  return micros.value_or(0);
}

std::string units_of(const Platform& platform, std::int64_t micros) {
  const auto& currency = platform.behaviour.currency;
  const auto minor = execute::from_micros(micros, currency, "budget");
  const auto units = minor ? execute::to_meta_units(*minor, currency, "budget") : minor;
  return std::to_string(units.value_or(0));
}

std::int64_t least_budget(const Platform& platform) {
  return micros_of(platform, std::to_string(platform.behaviour.budget_min_units));
}

std::int64_t budget_step(const Platform& platform) { return micros_of(platform, "1"); }

bool has_field(std::string_view table, std::string_view field) {
  if (among(kCustomer, field)) return true;
  if (table == "customer") return false;
  if (among(kCampaign, field)) return true;
  if (table == "campaign") return among(kBudget, field);
  if (among(kAdGroup, field)) return true;
  return table == "ad_group_ad" && among(kAd, field);
}

value field_of(Platform& platform, const Object& object, std::string_view field, bool stale) {
  const auto dot = field.find('.');
  const auto head = field.substr(0, dot);
  const auto name = field.substr(dot + 1);
  if (field == "customer.id") return json_text(account_of(platform, object).id);
  if (field == "customer.currency_code") return json_text(platform.behaviour.currency.code());
  const auto& campaign = campaign_of(platform, object);
  if (head == "campaign_budget") {
    const Object* const budget = find_object(platform, campaign.text("campaign_budget"));
    return budget == nullptr ? value() : budget_field(platform, *budget, name, stale);
  }
  if (head == "campaign") return own_field(platform, campaign, name, stale);
  if (head == "ad_group" && object.kind == Kind::Ad) {
    const Object* const group = find_object(platform, object.parent);
    return group == nullptr ? value() : own_field(platform, *group, name, stale);
  }
  return own_field(platform, object, name, stale);
}

std::vector<const Object*> rows_of(const Platform& platform, std::size_t account,
                                   std::string_view table) {
  return objects_of(platform, account, kind_of_table(table));
}

}  // namespace gv::google_double
