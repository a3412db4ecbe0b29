#include "adapters/meta_double/field_rules.h"

#include <algorithm>
#include <initializer_list>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "adapters/meta_double/call.h"
#include "adapters/meta_double/objects.h"
#include "adapters/meta_double/schema.h"

namespace gv::meta_double {
namespace {

using boost::json::object;

constexpr int kTwoBudgets = 1885621;
constexpr int kBudgetTooLow = 1885272;
constexpr int kNoThumbnail = 1443226;

const boost::json::value* member(const object& from, std::string_view name) {
  const auto* const value = from.if_contains(name);
  return value == nullptr || value->is_null() ? nullptr : value;
}

std::string text_at(const object& from, std::string_view name) {
  const auto* const value = member(from, name);
  return value == nullptr ? std::string() : text_of(*value);
}

std::optional<GraphError> missing(const object& fields,
                                  std::initializer_list<std::string_view> names) {
  for (const auto name : names) {
    const auto* const value = member(fields, name);
    if (value == nullptr || (value->is_string() && value->get_string().empty())) {
      return bad_parameter(name, "is required");
    }
  }
  return std::nullopt;
}

std::optional<GraphError> wrong_budget(const Platform& platform, std::string_view field,
                                       const boost::json::value& value) {
  const auto units = whole_of(value);
  if (!units) {
    return bad_parameter(field, "must be an integer in the account's currency sub-units");
  }
  const auto least = platform.behaviour.budget_min_units;
  if (*units >= least) return std::nullopt;
  return bad_parameter(field, fmt::format("must be at least {}", least), kBudgetTooLow);
}

/// The button of a link, which Meta has a list of.
std::optional<GraphError> wrong_button(const object& video) {
  const auto* const button = member(video, "call_to_action");
  if (button == nullptr) return std::nullopt;
  const auto* const fields = button->if_object();
  const auto type = fields == nullptr ? std::string() : text_at(*fields, "type");
  const auto choices = choices_of("call_to_action_type");
  if (std::find(choices.begin(), choices.end(), type) != choices.end()) return std::nullopt;
  return bad_parameter("call_to_action", fmt::format("type must be one of the following values: {}",
                                                     fmt::join(choices, ", ")));
}

bool one_of(std::string_view field, const boost::json::value& value) {
  const auto choices = choices_of(field);
  return std::find(choices.begin(), choices.end(), text_of(value)) != choices.end();
}

std::optional<GraphError> wrong_choice(std::string_view field, const boost::json::value& value) {
  const auto* const list = value.if_array();
  const bool right =
      field == "special_ad_categories"
          ? list != nullptr && std::all_of(list->begin(), list->end(),
                                           [&](const auto& one) { return one_of(field, one); })
          : one_of(field, value);
  if (right) return std::nullopt;
  return bad_parameter(field, fmt::format("must be one of the following values: {}",
                                          fmt::join(choices_of(field), ", ")));
}

/// An object of that kind in the same account that is not deleted.
std::optional<GraphError> no_parent(const Platform& platform, std::size_t account, Kind kind,
                                    std::string_view field, const std::string& id) {
  const Object* const parent = find_object(platform, id);
  if (parent == nullptr || parent->kind != kind || parent->account != account ||
      parent->text("status") == "DELETED") {
    return bad_parameter(
        field, fmt::format("names no {} of this account: {}", schema_of(kind).node_type, id));
  }
  return std::nullopt;
}

bool has_budget(const object& fields) {
  return member(fields, "daily_budget") != nullptr || member(fields, "lifetime_budget") != nullptr;
}

std::optional<GraphError> wrong_set(const Platform& platform, std::size_t account,
                                    const object& fields) {
  if (auto wrong = missing(
          fields, {"name", "campaign_id", "billing_event", "optimization_goal", "targeting"})) {
    return wrong;
  }
  const auto campaign_id = text_at(fields, "campaign_id");
  if (auto wrong = no_parent(platform, account, Kind::Campaign, "campaign_id", campaign_id)) {
    return wrong;
  }
  if (text_at(fields, "optimization_goal") == "OFFSITE_CONVERSIONS") {
    if (auto wrong = missing(fields, {"promoted_object"})) return wrong;
  }
  const bool above = has_budget(find_object(platform, campaign_id)->fields);
  if (above == has_budget(fields)) {
    return bad_parameter("daily_budget",
                         above ? "is owned by the campaign; an ad set may not have one too"
                               : "or lifetime_budget is required, here or on the campaign",
                         kTwoBudgets);
  }
  return std::nullopt;
}

std::optional<GraphError> wrong_ad(const Platform& platform, std::size_t account,
                                   const object& fields) {
  if (auto wrong = missing(fields, {"name", "adset_id", "creative"})) return wrong;
  if (auto wrong =
          no_parent(platform, account, Kind::AdSet, "adset_id", text_at(fields, "adset_id"))) {
    return wrong;
  }
  const auto* const creative = member(fields, "creative")->if_object();
  if (creative == nullptr) return bad_parameter("creative", "must be an object");
  return no_parent(platform, account, Kind::Creative, "creative",
                   text_at(*creative, "creative_id"));
}

std::optional<GraphError> wrong_creative(const Platform& platform, std::size_t account,
                                         const object& fields) {
  if (member(fields, "object_story_id") != nullptr) return std::nullopt;
  if (auto wrong = missing(fields, {"object_story_spec"})) return wrong;
  const auto* const story = member(fields, "object_story_spec")->if_object();
  if (story == nullptr || text_at(*story, "page_id").empty()) {
    return bad_parameter("object_story_spec", "needs a page_id");
  }
  const auto* const video = member(*story, "video_data");
  if (video == nullptr) return std::nullopt;
  if (!video->is_object()) return bad_parameter("video_data", "must be an object");
  const auto& data = video->get_object();
  if (text_at(data, "image_url").empty() && text_at(data, "image_hash").empty()) {
    return bad_parameter("video_data", "needs a thumbnail: image_url or image_hash", kNoThumbnail);
  }
  if (auto wrong = wrong_button(data)) return wrong;
  return no_parent(platform, account, Kind::Video, "video_data", text_at(data, "video_id"));
}

}  // namespace

std::optional<GraphError> wrong_value(const Platform& platform, std::string_view field,
                                      const boost::json::value& value) {
  if (value.is_null()) return bad_parameter(field, "must not be null");
  if (field == "daily_budget" || field == "lifetime_budget") {
    return wrong_budget(platform, field, value);
  }
  if (!choices_of(field).empty()) return wrong_choice(field, value);
  if (field == "name" && (!value.is_string() || value.get_string().empty())) {
    return bad_parameter(field, "must be a text that is not empty");
  }
  return std::nullopt;
}

std::optional<GraphError> wrong_object(const Platform& platform, std::size_t account, Kind kind,
                                       const object& fields) {
  switch (kind) {
    case Kind::Campaign:
      return missing(fields, {"name", "objective", "special_ad_categories"});
    case Kind::AdSet:
      return wrong_set(platform, account, fields);
    case Kind::Ad:
      return wrong_ad(platform, account, fields);
    case Kind::Creative:
      return wrong_creative(platform, account, fields);
    case Kind::Video:
      return missing(fields, {"file_url"});
    case Kind::Image:
      return missing(fields, {"name"});
    case Kind::Budget:
    case Kind::Asset:
    case Kind::Criterion:
      break;  // no edge of Meta makes one
  }
  return std::nullopt;
}

}  // namespace gv::meta_double
