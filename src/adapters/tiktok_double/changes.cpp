#include "adapters/tiktok_double/changes.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "adapters/meta_double/changes.h"
#include "adapters/meta_double/objects.h"
#include "adapters/tiktok_double/budgets.h"

namespace gv::tiktok_double {
namespace {

using boost::json::array;
using boost::json::object;
using boost::json::value;

constexpr std::size_t kListMax = 20;
constexpr std::array<std::string_view, 8> kObjectives{
    "LEAD_GENERATION", "WEB_CONVERSIONS", "TRAFFIC",       "REACH",
    "VIDEO_VIEWS",     "ENGAGEMENT",      "APP_PROMOTION", "PRODUCT_SALES"};

std::string id_field(Kind kind) { return fmt::format("{}_id", word_of(kind)); }
std::string name_field(Kind kind) { return fmt::format("{}_name", word_of(kind)); }

std::string text_in(const object& from, std::string_view name) {
  const auto* const found = from.if_contains(name);
  return found == nullptr || found->is_null() ? std::string() : meta_double::text_of(*found);
}

std::optional<ApiError> lacks(const object& from, std::initializer_list<std::string_view> names) {
  for (const auto name : names) {
    if (text_in(from, name).empty()) return missing_field(name);
  }
  return std::nullopt;
}

/// A thing of the account that is not deleted; null: there is none.
Object* thing_of(Platform& platform, std::size_t account, Kind kind, std::string_view id) {
  Object* const thing = meta_double::find_object(platform, id);
  const bool there = thing != nullptr && thing->kind == kind && thing->account == account &&
                     thing->text("status") != "DELETED";
  return there ? thing : nullptr;
}

Api<std::string> status_of(std::string_view operation) {
  if (operation == "ENABLE") return "ACTIVE";
  if (operation == "DISABLE") return "PAUSED";
  if (operation == "DELETE") return "DELETED";
  return tl::unexpected(bad_field("operation_status", "Not a valid choice."));
}

/// TikTok remembers who asked for what: the same request makes nothing twice.
std::optional<ApiError> made_before(const Platform& platform, std::size_t account, Kind kind,
                                    const std::string& request_id) {
  if (request_id.empty()) return std::nullopt;
  const auto things = meta_double::objects_of(platform, account, kind);
  const bool known = std::any_of(things.begin(), things.end(), [&](const Object* one) {
    return one->text("request_id") == request_id;
  });
  if (!known) return std::nullopt;
  return ApiError{.code = 40050, .message = "Duplicated request: " + request_id};
}

std::optional<ApiError> wrong_campaign(const Call& call) {
  if (auto wrong = lacks(call.params, {"campaign_name", "objective_type"})) return wrong;
  const auto objective = text_in(call.params, "objective_type");
  if (std::find(kObjectives.begin(), kObjectives.end(), objective) != kObjectives.end()) {
    return std::nullopt;
  }
  return bad_field("objective_type", "Not a valid choice.");
}

std::optional<ApiError> wrong_group(const Call& call, const Object* campaign) {
  if (auto wrong = lacks(call.params, {"campaign_id", "adgroup_name", "billing_event",
                                       "optimization_goal", "pacing", "schedule_start_time"})) {
    return wrong;
  }
  if (campaign == nullptr) return bad_field("campaign_id", "The campaign does not exist.");
  if (!owns_budget(*campaign)) {
    if (auto wrong = lacks(call.params, {"budget_mode", "budget"})) return wrong;
    if (text_in(call.params, "budget_mode") == "BUDGET_MODE_INFINITE") {
      return bad_field("budget_mode", "Not a valid choice.");
    }
  }
  if (text_in(call.params, "optimization_goal") == "CONVERT") {
    return lacks(call.params, {"pixel_id"});
  }
  return std::nullopt;
}

/// What is kept of a campaign or ad group as it came.
void keep(const Call& call, object& fields) {
  for (const auto* const name : {"billing_event", "optimization_goal", "pixel_id", "location_ids",
                                 "budget_optimize_on", "request_id"}) {
    if (const auto* const given = call.find(name)) fields[name] = *given;
  }
  if (const auto objective = call.text("objective_type")) fields["objective"] = *objective;
}

Api<object> fields_of_ad(Platform& platform, std::size_t account, const value& creative) {
  const auto* const given = creative.if_object();
  if (given == nullptr) return tl::unexpected(bad_field("creatives", "Not a valid object."));
  if (auto wrong = lacks(*given, {"ad_name", "ad_format", "ad_text", "identity_type", "identity_id",
                                  "video_id"})) {
    return tl::unexpected(*std::move(wrong));
  }
  if (text_in(*given, "ad_format") != "SINGLE_VIDEO") {
    return tl::unexpected(bad_field("ad_format", "Not a valid choice."));
  }
  if (thing_of(platform, account, Kind::Video, text_in(*given, "video_id")) == nullptr) {
    return tl::unexpected(bad_field("video_id", "The video does not exist."));
  }
  const auto operation = text_in(*given, "operation_status");
  auto status = status_of(operation.empty() ? "ENABLE" : operation);
  if (!status) return tl::unexpected(std::move(status).error());
  object fields = *given;
  fields["name"] = text_in(*given, "ad_name");
  fields["status"] = *status;
  return fields;
}

}  // namespace

Api<Done> create_thing(Platform& platform, std::size_t account, Kind kind, const Call& call) {
  const Object* const campaign =
      thing_of(platform, account, Kind::Campaign, text_in(call.params, "campaign_id"));
  if (auto wrong = kind == Kind::Campaign ? wrong_campaign(call) : wrong_group(call, campaign)) {
    return tl::unexpected(*std::move(wrong));
  }
  if (auto twice = made_before(platform, account, kind, text_in(call.params, "request_id"))) {
    return tl::unexpected(*std::move(twice));
  }
  const bool shared = kind == Kind::AdSet && owns_budget(*campaign);
  auto fields = shared ? Api<object>(object()) : budget_fields(platform, call);
  if (!fields) return tl::unexpected(std::move(fields).error());
  auto status = status_of(call.text("operation_status").value_or("ENABLE"));
  if (!status) return tl::unexpected(std::move(status).error());
  (*fields)["name"] = text_in(call.params, name_field(kind));
  (*fields)["status"] = *status;
  keep(call, *fields);
  auto parent = kind == Kind::AdSet ? campaign->id : std::string();
  const auto& made =
      meta_double::add_object(platform, account, kind, std::move(parent), *std::move(fields));
  return Done{object{{id_field(kind), made.id}}};
}

Api<Done> create_ads(Platform& platform, std::size_t account, const Call& call) {
  if (auto wrong = lacks(call.params, {"adgroup_id", "creatives"})) {
    return tl::unexpected(*std::move(wrong));
  }
  const auto group = text_in(call.params, "adgroup_id");
  if (thing_of(platform, account, Kind::AdSet, group) == nullptr) {
    return tl::unexpected(bad_field("adgroup_id", "The ad group does not exist."));
  }
  const auto request_id = text_in(call.params, "request_id");
  if (auto twice = made_before(platform, account, Kind::Ad, request_id)) {
    return tl::unexpected(*std::move(twice));
  }
  const auto* const creatives = call.find("creatives")->if_array();
  if (creatives == nullptr || creatives->empty() || creatives->size() > kListMax) {
    return tl::unexpected(bad_field("creatives", "Must be a list of 1 to 20."));
  }
  std::vector<object> ads;
  for (const auto& creative : *creatives) {
    auto fields = fields_of_ad(platform, account, creative);
    if (!fields) return tl::unexpected(std::move(fields).error());
    if (!request_id.empty()) (*fields)["request_id"] = request_id;
    ads.push_back(*std::move(fields));
  }
  array ids;
  for (auto& fields : ads) {
    Object& ad = meta_double::add_object(platform, account, Kind::Ad, group, std::move(fields));
    meta_double::send_to_review(platform, ad);
    ids.emplace_back(ad.id);
  }
  return Done{object{{"ad_ids", std::move(ids)}}};
}

Api<Done> update_thing(Platform& platform, std::size_t account, Kind kind, const Call& call) {
  const auto id = text_in(call.params, id_field(kind));
  if (id.empty()) return tl::unexpected(missing_field(id_field(kind)));
  Object* const thing = thing_of(platform, account, kind, id);
  if (thing == nullptr) return tl::unexpected(bad_field(id_field(kind), "It does not exist."));
  object changed;
  for (const auto& [name, given] : call.params) {
    if (name == "advertiser_id" || name == id_field(kind)) continue;
    if (name == name_field(kind)) {
      changed["name"] = given;
    } else if (name == "budget") {
      const auto edit = budget_edit(platform, *thing, given);
      if (!edit) return tl::unexpected(edit.error());
      changed[edit->field] = edit->units;
    } else {
      return tl::unexpected(bad_field(name, "Unknown field."));
    }
  }
  const bool same = std::all_of(changed.begin(), changed.end(), [&](const auto& one) {
    return thing->text(one.key()) == meta_double::text_of(one.value());
  });
  if (same) return tl::unexpected(ApiError{.code = 40012, .message = "No data to update."});
  thing->fields_before = thing->fields;
  for (const auto& [name, given] : changed) thing->fields[name] = given;
  thing->updated = platform.now;
  return Done{object{{id_field(kind), id}}};
}

Api<Done> set_status(Platform& platform, std::size_t account, Kind kind, const Call& call) {
  const auto list = fmt::format("{}_ids", word_of(kind));
  const auto ids = ids_of(call.params, list, kListMax);
  if (!ids) return tl::unexpected(ids.error());
  if (ids->empty()) return tl::unexpected(missing_field(list));
  const auto status = status_of(call.text("operation_status").value_or(""));
  if (!status) return tl::unexpected(status.error());
  array done;
  for (const auto& id : *ids) {
    Object* const thing = thing_of(platform, account, kind, id);
    if (thing == nullptr) continue;
    thing->fields_before = thing->fields;
    thing->fields["status"] = *status;
    thing->updated = platform.now;
    done.emplace_back(id);
  }
  if (done.empty()) return tl::unexpected(bad_field(list, "None of them exists."));
  const int code = done.size() == ids->size() ? 0 : 20001;
  return Done{object{{list, std::move(done)}, {"status", *call.text("operation_status")}}, code};
}

}  // namespace gv::tiktok_double
