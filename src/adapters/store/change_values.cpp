#include "adapters/store/change_values.h"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include "base/check.h"
#include "io/json/json.h"
#include "io/json/serialize.h"

namespace gv::store {
namespace {

using boost::json::object;
using boost::json::value;

value document_of(std::string_view json) {
  auto parsed = json::parse(json, "row");
  GV_CHECK(parsed.has_value());
  return *std::move(parsed);
}

std::string member_text(const object& from, std::string_view key) {
  const auto* found = from.if_contains(key);
  return found != nullptr && found->is_string() ? std::string(found->as_string()) : std::string();
}

int member_number(const object& from, std::string_view key) {
  const auto* found = from.if_contains(key);
  return found != nullptr && found->is_number() ? found->to_number<int>() : 0;
}

object new_entity_json(const app::NewEntity& entity) {
  object out{{"name", entity.name},
             {"parent_id", entity.parent_id},
             {"parent_change", entity.parent_change},
             {"creative_id", entity.creative_id},
             {"creative_change", entity.creative_change},
             {"fields", entity.fields},
             {"asset_id", entity.asset_id},
             {"our_creative", entity.our_creative}};
  if (entity.daily_budget_minor) out["daily_budget_minor"] = *entity.daily_budget_minor;
  return out;
}

app::NewEntity entity_of(const object& from) {
  app::NewEntity entity{.name = member_text(from, "name"),
                        .parent_id = member_text(from, "parent_id"),
                        .parent_change = member_text(from, "parent_change"),
                        .creative_id = member_text(from, "creative_id"),
                        .creative_change = member_text(from, "creative_change"),
                        .fields = member_text(from, "fields"),
                        .asset_id = member_text(from, "asset_id"),
                        .our_creative = member_text(from, "our_creative")};
  if (const auto* budget = from.if_contains("daily_budget_minor"); budget != nullptr) {
    entity.daily_budget_minor = budget->to_number<std::int64_t>();
  }
  return entity;
}

value json_of(const app::ChangeValue& change) {
  if (const auto* budget = std::get_if<std::int64_t>(&change)) return *budget;
  if (const auto* status = std::get_if<app::EntityStatus>(&change)) {
    return boost::json::string(execute::to_text(*status));
  }
  if (const auto* entity = std::get_if<app::NewEntity>(&change)) return new_entity_json(*entity);
  return nullptr;
}

}  // namespace

std::string text_of(const app::ChangeValue& value) { return json::compact(json_of(value)); }

app::ChangeValue change_value_of(std::string_view json) {
  const auto parsed = document_of(json);
  if (parsed.is_null()) return std::monostate{};
  if (parsed.is_number()) return parsed.to_number<std::int64_t>();
  if (parsed.is_object()) return entity_of(parsed.as_object());
  GV_CHECK(parsed.is_string());
  const auto status =
      execute::parse_entity_status(std::string_view(parsed.as_string()), "change value");
  GV_CHECK(status.has_value());
  return *status;
}

std::string text_of(const app::ChangeTrouble& trouble) {
  return json::compact(object{{"reason", trouble.reason},
                              {"message", trouble.message},
                              {"code", trouble.code},
                              {"subcode", trouble.subcode},
                              {"trace_id", trouble.trace_id}});
}

app::ChangeTrouble change_trouble_of(std::string_view json) {
  const auto parsed = document_of(json);
  GV_CHECK(parsed.is_object());
  const auto& from = parsed.as_object();
  return {.reason = member_text(from, "reason"),
          .message = member_text(from, "message"),
          .code = member_number(from, "code"),
          .subcode = member_number(from, "subcode"),
          .trace_id = member_text(from, "trace_id")};
}

std::string text_of(const std::vector<std::string>& ids) {
  boost::json::array list;
  for (const auto& id : ids) list.emplace_back(id);
  return json::compact(list);
}

std::vector<std::string> ids_of(std::string_view json) {
  const auto parsed = document_of(json);
  GV_CHECK(parsed.is_array());
  std::vector<std::string> ids;
  for (const auto& id : parsed.as_array()) ids.emplace_back(id.as_string());
  return ids;
}

}  // namespace gv::store
