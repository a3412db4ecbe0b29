#include "adapters/google_double/mutate_one.h"

#include <algorithm>
#include <array>
#include <span>

#include <fmt/format.h>

#include "adapters/google_double/query.h"
#include "adapters/meta_double/call.h"
#include "adapters/meta_double/changes.h"

namespace gv::google_double {
namespace {

using boost::json::object;
using boost::json::value;
using meta_double::text_of;
using Names = std::span<const std::string_view>;

constexpr std::array<std::string_view, 5> kBudgetFields{"resourceName", "name", "amountMicros",
                                                        "deliveryMethod", "explicitlyShared"};
constexpr std::array<std::string_view, 13> kCampaignFields{"resourceName",
                                                           "name",
                                                           "status",
                                                           "campaignBudget",
                                                           "advertisingChannelType",
                                                           "manualCpc",
                                                           "networkSettings",
                                                           "containsEuPoliticalAdvertising",
                                                           "maximizeConversions",
                                                           "targetSpend",
                                                           "startDate",
                                                           "endDate",
                                                           "demandGenCampaignSettings"};
constexpr std::array<std::string_view, 6> kAdGroupFields{"resourceName", "name", "campaign",
                                                         "status",       "type", "cpcBidMicros"};
constexpr std::array<std::string_view, 4> kAdFields{"resourceName", "adGroup", "status", "ad"};
constexpr std::array<std::string_view, 4> kAssetFields{"resourceName", "name", "youtubeVideoAsset",
                                                       "callToActionAsset"};
constexpr std::array<std::string_view, 3> kCriterionFields{"resourceName", "campaign", "location"};

Names fields_of(Kind kind) {
  if (kind == Kind::Budget) return kBudgetFields;
  if (kind == Kind::Campaign) return kCampaignFields;
  if (kind == Kind::AdSet) return kAdGroupFields;
  if (kind == Kind::Asset) return kAssetFields;
  return kind == Kind::Criterion ? Names(kCriterionFields) : Names(kAdFields);
}

const object* object_at(const object& from, std::string_view name) {
  const auto* const found = from.if_contains(name);
  return found == nullptr ? nullptr : found->if_object();
}

std::string text_at(const object& from, std::string_view name) {
  const auto* const found = from.if_contains(name);
  return found == nullptr || found->is_null() ? std::string() : text_of(*found);
}

AdsError not_found(std::string_view name) {
  return {.family = "mutateError",
          .reason = "RESOURCE_NOT_FOUND",
          .message = fmt::format("Resource was not found: {}", name)};
}

std::optional<AdsError> unknown_field(Kind kind, const object& given) {
  const auto known = fields_of(kind);
  for (const auto& [name, one] : given) {
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    return AdsError{.reason = "BAD_RESOURCE_ID",
                    .message = fmt::format("Invalid JSON payload received. Unknown name \"{}\"",
                                           std::string_view(name))};
  }
  return std::nullopt;
}

std::optional<AdsError> lacking(const object& given,
                                std::initializer_list<std::string_view> names) {
  for (const auto name : names) {
    if (text_at(given, name).empty()) {
      return field_error(name, "REQUIRED", "The required field was not present.");
    }
  }
  return std::nullopt;
}

/// "ENABLED" as the market has it.
Ads<std::string> own_status(const std::string& given) {
  if (given == "ENABLED") return "ACTIVE";
  if (given == "PAUSED") return "PAUSED";
  return tl::unexpected(field_error("status", "INVALID_VALUE", "Has to be ENABLED or PAUSED."));
}

Ads<std::string> own_amount(const Platform& platform, const value* given) {
  const auto micros = given == nullptr ? std::nullopt : meta_double::whole_of(*given);
  const auto wrong = [](std::string_view reason, std::string message) {
    return tl::unexpected(AdsError{.family = "campaignBudgetError",
                                   .reason = std::string(reason),
                                   .message = std::move(message),
                                   .path = {{"amount_micros", std::nullopt}}});
  };
  if (!micros || *micros < least_budget(platform)) {
    return wrong("MONEY_AMOUNT_LESS_THAN_CURRENCY_MINIMUM_CPC", "The budget amount is too small.");
  }
  if (*micros % budget_step(platform) != 0) {
    return wrong("NON_MULTIPLE_OF_MINIMUM_CURRENCY_UNIT",
                 "The amount is no multiple of the smallest unit of the currency.");
  }
  return units_of(platform, *micros);
}

/// Whether something of this kind that was not removed has the name.
bool is_taken(const Platform& platform, std::size_t account, Kind kind, const std::string& parent,
              const std::string& name) {
  const auto all = objects_of(platform, account, kind);
  return std::any_of(all.begin(), all.end(), [&](const Object* one) {
    return one->parent == parent && one->text("status") != "DELETED" && one->text("name") == name;
  });
}

AdsError name_taken(Kind kind) {
  if (kind == Kind::Campaign) {
    return {.family = "campaignError",
            .reason = "DUPLICATE_CAMPAIGN_NAME",
            .message = "A campaign of this name exists.",
            .path = {{"name", std::nullopt}}};
  }
  return {.family = "adGroupError",
          .reason = "DUPLICATE_ADGROUP_NAME",
          .message = "An ad group of this name exists.",
          .path = {{"name", std::nullopt}}};
}

/// One operation, with what it is about.
class One {
 public:
  One(Platform& platform, MutateContext& context, Kind kind)
      : platform_(platform), context_(context), kind_(kind) {}

  Ads<std::string> create(const object& given) {
    if (auto wrong = unknown_field(kind_, given)) return tl::unexpected(*std::move(wrong));
    auto fields = kind_ == Kind::Budget      ? budget(given)
                  : kind_ == Kind::Campaign  ? campaign(given)
                  : kind_ == Kind::AdSet     ? ad_group(given)
                  : kind_ == Kind::Asset     ? asset(given)
                  : kind_ == Kind::Criterion ? criterion(given)
                                             : ad(given);
    if (!fields) return tl::unexpected(std::move(fields).error());
    const auto name = text_at(*fields, "name");
    const bool unique = kind_ == Kind::Campaign || kind_ == Kind::AdSet;
    if (unique && is_taken(platform_, context_.account, kind_, parent_, name)) {
      return tl::unexpected(name_taken(kind_));
    }
    const auto temporary = text_at(given, "resourceName");
    if (context_.dry) {
      if (!temporary.empty()) context_.made[temporary] = "";
      return std::string();
    }
    return file(*std::move(fields), temporary);
  }

  Ads<std::string> update(const object& given, const std::string& mask) {
    if (auto wrong = unknown_field(kind_, given)) return tl::unexpected(*std::move(wrong));
    if (mask.empty()) {
      return tl::unexpected(AdsError{.family = "fieldMaskError",
                                     .reason = "FIELD_MASK_MISSING",
                                     .message = "The field mask must be provided for update."});
    }
    const auto name = text_at(given, "resourceName");
    Object* const target = find_resource(platform_, context_.account, kind_, name);
    if (target == nullptr || target->text("status") == "DELETED") {
      return tl::unexpected(not_found(name));
    }
    const auto field = in_camel_case(mask);
    const bool of_budget = field == "amountMicros" && kind_ == Kind::Budget;
    const bool has_status = kind_ == Kind::Campaign || kind_ == Kind::AdSet || kind_ == Kind::Ad;
    if (!of_budget && (field != "status" || !has_status)) {
      return tl::unexpected(field_error(mask, "IMMUTABLE_FIELD", "This is not changed here."));
    }
    auto to = of_budget ? own_amount(platform_, given.if_contains("amountMicros"))
                        : own_status(text_at(given, "status"));
    if (!to) return tl::unexpected(std::move(to).error());
    if (!context_.dry) set(*target, of_budget ? "daily_budget" : "status", *to);
    return name;
  }

  Ads<std::string> remove(const std::string& name) {
    Object* const target = find_resource(platform_, context_.account, kind_, name);
    if (target == nullptr || target->text("status") == "DELETED") {
      return tl::unexpected(not_found(name));
    }
    if (!context_.dry) set(*target, "status", "DELETED");
    return name;
  }

 private:
  /// A budget's amount is that of the campaigns that point to it, too.
  void set(Object& target, std::string_view field, const std::string& to) {
    const auto change = [&](Object& one) {
      one.fields_before = one.fields;
      one.fields[field] = to;
      one.updated = platform_.now;
    };
    change(target);
    if (kind_ != Kind::Budget) return;
    for (auto& [id, one] : platform_.objects) {
      if (one.kind == Kind::Campaign && one.text("campaign_budget") == target.id) change(one);
    }
  }

  /// The id of what a field names, made earlier or in this request.
  Ads<std::string> named(const object& given, std::string_view field, Kind kind) {
    const auto name = text_at(given, field);
    if (const auto made = context_.made.find(name); made != context_.made.end()) {
      return made->second;
    }
    const Object* const found = find_resource(platform_, context_.account, kind, name);
    if (found == nullptr || found->text("status") == "DELETED") {
      return tl::unexpected(not_found(name));
    }
    return found->id;
  }

  Ads<object> budget(const object& given) {
    if (auto wrong = lacking(given, {"amountMicros"})) return tl::unexpected(*std::move(wrong));
    auto amount = own_amount(platform_, given.if_contains("amountMicros"));
    if (!amount) return tl::unexpected(std::move(amount).error());
    return object{{"name", text_at(given, "name")},
                  {"status", "ACTIVE"},
                  {"daily_budget", *std::move(amount)},
                  {"explicitly_shared", text_at(given, "explicitlyShared") != "false"}};
  }

  Ads<object> campaign(const object& given) {
    if (auto wrong = lacking(given, {"name", "campaignBudget", "advertisingChannelType"})) {
      return tl::unexpected(*std::move(wrong));
    }
    if (text_at(given, "advertisingChannelType") == "DEMAND_GEN") {
      if (auto wrong = lacking(given, {"containsEuPoliticalAdvertising"})) {
        return tl::unexpected(*std::move(wrong));
      }
    }
    auto status = status_in(given);
    if (!status) return tl::unexpected(std::move(status).error());
    const auto budget_id = named(given, "campaignBudget", Kind::Budget);
    if (!budget_id) return tl::unexpected(budget_id.error());
    const Object* const pays = find_object(platform_, *budget_id);
    return object{{"name", text_at(given, "name")},
                  {"status", *std::move(status)},
                  {"advertising_channel_type", text_at(given, "advertisingChannelType")},
                  {"campaign_budget", *budget_id},
                  {"daily_budget", pays == nullptr ? std::string() : pays->text("daily_budget")}};
  }

  Ads<object> ad_group(const object& given) {
    if (auto wrong = lacking(given, {"name", "campaign"})) return tl::unexpected(*std::move(wrong));
    auto status = status_in(given);
    if (!status) return tl::unexpected(std::move(status).error());
    auto above = named(given, "campaign", Kind::Campaign);
    if (!above) return tl::unexpected(std::move(above).error());
    parent_ = *std::move(above);
    return object{{"name", text_at(given, "name")}, {"status", *std::move(status)}};
  }

  Ads<object> ad(const object& given) {
    if (auto wrong = lacking(given, {"adGroup", "ad"})) return tl::unexpected(*std::move(wrong));
    const auto* const own = given.at("ad").if_object();
    const auto* const links = own == nullptr ? nullptr : own->if_contains("finalUrls");
    if (links == nullptr || !links->is_array() || links->get_array().empty()) {
      return tl::unexpected(
          field_error("final_urls", "REQUIRED", "The required field was not present."));
    }
    auto status = status_in(given);
    if (!status) return tl::unexpected(std::move(status).error());
    auto above = named(given, "adGroup", Kind::AdSet);
    if (!above) return tl::unexpected(std::move(above).error());
    parent_ = *std::move(above);
    object fields{{"name", text_at(*own, "name")}, {"status", *std::move(status)}};
    if (const auto* const shown = object_at(*own, "demandGenVideoResponsiveAd")) {
      if (auto wrong = add_video(*shown, fields)) return tl::unexpected(*std::move(wrong));
    }
    return fields;
  }

  /// What a video of YouTube has to come with, as far as it is known here.
  std::optional<AdsError> add_video(const object& shown, object& fields) {
    for (const auto* const list :
         {"headlines", "longHeadlines", "descriptions", "logoImages", "videos"}) {
      const auto* const found = shown.if_contains(list);
      if (found != nullptr && found->is_array() && !found->get_array().empty()) continue;
      return field_error(list, "REQUIRED", "The required field was not present.");
    }
    if (object_at(shown, "businessName") == nullptr) {
      return field_error("business_name", "REQUIRED", "The required field was not present.");
    }
    const auto& videos = shown.at("videos").get_array();
    const auto* const first = videos.front().if_object();
    const auto video = named(first == nullptr ? object() : *first, "asset", Kind::Asset);
    if (!video) return video.error();
    const Object* const asset = find_object(platform_, *video);
    if (asset != nullptr) fields["youtube_video_id"] = asset->text("youtube_video_id");
    return std::nullopt;
  }

  Ads<object> asset(const object& given) {
    const auto* const video = object_at(given, "youtubeVideoAsset");
    const auto* const button = object_at(given, "callToActionAsset");
    if ((video == nullptr) == (button == nullptr)) {
      return tl::unexpected(field_error("type", "REQUIRED", "An asset is a video or a button."));
    }
    const std::string_view field = video != nullptr ? "youtubeVideoId" : "callToAction";
    const auto& own = video != nullptr ? *video : *button;
    if (auto wrong = lacking(own, {field})) return tl::unexpected(*std::move(wrong));
    return object{{video != nullptr ? "youtube_video_id" : "call_to_action", text_at(own, field)}};
  }

  Ads<object> criterion(const object& given) {
    auto above = named(given, "campaign", Kind::Campaign);
    if (!above) return tl::unexpected(std::move(above).error());
    const auto* const location = object_at(given, "location");
    const auto place = location == nullptr ? "" : text_at(*location, "geoTargetConstant");
    if (!place.starts_with("geoTargetConstants/")) {
      return tl::unexpected(field_error("location", "REQUIRED", "Has to name a place."));
    }
    parent_ = *std::move(above);
    return object{{"location", place}};
  }

  /// What comes without a status runs.
  static Ads<std::string> status_in(const object& given) {
    const auto status = text_at(given, "status");
    return own_status(status.empty() ? "ENABLED" : status);
  }

  std::string file(object fields, const std::string& temporary) {
    Object& made =
        add_object(platform_, context_.account, kind_, std::move(parent_), std::move(fields));
    if (!temporary.empty()) context_.made[temporary] = made.id;
    if (kind_ == Kind::Ad) send_to_review(platform_, made);
    return resource_name(platform_.accounts[context_.account], made);
  }

  Platform& platform_;
  MutateContext& context_;
  Kind kind_;
  std::string parent_{};
};

}  // namespace

Ads<std::string> mutate_one(Platform& platform, MutateContext& context, Kind kind,
                            const value& operation) {
  const auto* const given = operation.if_object();
  const auto* const made = given == nullptr ? nullptr : given->if_contains("create");
  const auto* const changed = given == nullptr ? nullptr : given->if_contains("update");
  const auto* const removed = given == nullptr ? nullptr : given->if_contains("remove");
  One one(platform, context, kind);
  if (made != nullptr && made->is_object() && given->size() == 1) {
    return one.create(made->get_object());
  }
  if (changed != nullptr && changed->is_object()) {
    return one.update(changed->get_object(), text_at(*given, "updateMask"));
  }
  if (removed != nullptr && removed->is_string() && given->size() == 1) {
    return one.remove(std::string(removed->get_string()));
  }
  return tl::unexpected(AdsError{.family = "mutateError",
                                 .reason = "OPERATION_NOT_SET",
                                 .message = "An operation creates, updates or removes."});
}

}  // namespace gv::google_double
