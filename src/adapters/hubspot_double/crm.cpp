#include <algorithm>
#include <set>

#include <boost/json/value.hpp>
#include <fmt/format.h>

#include "adapters/hubspot_double/portal.h"
#include "io/json/json.h"
#include "io/json/serialize.h"

namespace gv::hubspot_double {
namespace {

using boost::json::array;
using boost::json::object;
using boost::json::value;

/// Query parameters; repeated keys and comma-joined values are the same.
using Query = std::vector<std::pair<std::string, std::string>>;

Query read_query(std::string_view text) {
  Query query;
  while (!text.empty()) {
    const std::string_view pair = text.substr(0, text.find('&'));
    text.remove_prefix(std::min(text.size(), pair.size() + 1));
    const auto equals = std::min(pair.find('='), pair.size());
    std::string_view values = pair.substr(std::min(pair.size(), equals + 1));
    while (true) {
      const std::string_view one = values.substr(0, values.find(','));
      query.emplace_back(pair.substr(0, equals), one);
      if (one.size() == values.size()) break;
      values.remove_prefix(one.size() + 1);
    }
  }
  return query;
}

std::set<std::string> all_of(const Query& query, std::string_view name) {
  std::set<std::string> values;
  for (const auto& [key, one] : query) {
    if (key == name) values.insert(one);
  }
  return values;
}

std::vector<std::string_view> segments(std::string_view path) {
  std::vector<std::string_view> parts;
  path.remove_prefix(1);
  while (true) {
    parts.push_back(path.substr(0, path.find('/')));
    if (parts.back().size() == path.size()) return parts;
    path.remove_prefix(parts.back().size() + 1);
  }
}

Response ok(const value& body, int status = 200) {
  return {.status = status,
          .headers = {{"content-type", "application/json"}},
          .body = json::compact(body)};
}

/// "2026-11-02T10:30:00.000Z".
std::string stamp(TimePoint time) {
  std::string text = format_time(time);
  text.erase(text.size() - 4, 3);
  return text;
}

value value_or_null(const CrmObject& from, const std::string& property) {
  const auto held = from.value(property);
  return held ? value(*held) : value(nullptr);
}

object shown(const CrmObject& from, const std::set<std::string>& wanted,
             const std::set<std::string>& with_history = {}) {
  object properties{{"hs_object_id", from.id}, {"hs_lastmodifieddate", stamp(from.updated)}};
  for (const std::string& property : wanted) properties[property] = value_or_null(from, property);
  object result{{"id", from.id},
                {"properties", properties},
                {"createdAt", stamp(from.created)},
                {"updatedAt", stamp(from.updated)},
                {"archived", from.archived}};
  if (with_history.empty()) return result;
  object histories;
  for (const std::string& property : with_history) {
    array history;
    const auto found = from.properties.find(property);
    if (found != from.properties.end()) {
      for (auto one = found->second.rbegin(); one != found->second.rend(); ++one) {
        history.push_back(object{{"value", one->value},
                                 {"timestamp", stamp(one->at)},
                                 {"sourceType", "CRM_UI"},
                                 {"sourceId", "userId:1"}});
      }
    }
    histories[property] = history;
  }
  result["propertiesWithHistory"] = histories;
  return result;
}

const CrmObject* find(const Objects& objects, std::string_view id, const Query& query) {
  const auto by_property = all_of(query, "idProperty");
  if (by_property.contains("email")) {
    for (const auto& [key, one] : objects) {
      if (!one.archived && one.value("email") == id) return &one;
    }
    return nullptr;
  }
  const auto found = objects.find(id);
  return found == objects.end() || found->second.archived ? nullptr : &found->second;
}

Response get_object(World& world, const Objects& objects, std::string_view id, const Query& query) {
  const CrmObject* const found = find(objects, id, query);
  if (found == nullptr) {
    return refusal(world, 404, "OBJECT_NOT_FOUND",
                   fmt::format("Object not found. objectId {}", id));
  }
  object body = shown(*found, all_of(query, "properties"), all_of(query, "propertiesWithHistory"));
  if (all_of(query, "associations").contains("contacts") && !found->contacts.empty()) {
    array results;
    for (const auto& contact : found->contacts) {
      results.push_back(object{{"id", contact}, {"type", "deal_to_contact"}});
    }
    body["associations"] = object{{"contacts", object{{"results", results}}}};
  }
  return ok(body);
}

Response associations(World& world, std::string_view id) {
  const CrmObject* const deal = find(world.deals, id, {});
  if (deal == nullptr) return refusal(world, 404, "OBJECT_NOT_FOUND", "Object not found.");
  array results;
  for (const auto& contact : deal->contacts) {
    const object type{{"category", "HUBSPOT_DEFINED"}, {"typeId", 3}, {"label", nullptr}};
    results.push_back(
        object{{"toObjectId", std::stoll(contact)}, {"associationTypes", array{type}}});
  }
  return ok(object{{"results", results}});
}

Response pipelines(const World& world) {
  array stages;
  int order = 0;
  for (const Stage& stage : world.stages) {
    const object metadata{{"isClosed", stage.closed ? "true" : "false"},
                          {"probability", stage.probability}};
    stages.push_back(object{{"id", stage.id},
                            {"label", stage.label},
                            {"displayOrder", order++},
                            {"metadata", metadata}});
  }
  const object pipeline{
      {"id", "default"}, {"label", "Sales pipeline"}, {"displayOrder", 0}, {"stages", stages}};
  return ok(object{{"results", array{pipeline}}});
}

std::set<std::string> texts(const object& from, std::string_view name) {
  std::set<std::string> result;
  const auto* const list = from.if_contains(name);
  if (list == nullptr || !list->is_array()) return result;
  for (const auto& one : list->get_array()) {
    if (one.is_string()) result.emplace(one.get_string());
  }
  return result;
}

/// The value of a search's only filter: {"hs_lastmodifieddate" GTE ms}.
std::optional<TimePoint> since_of(const object& body) {
  try {
    const auto& filter = body.at("filterGroups").at(0).at("filters").at(0);
    if (filter.at("propertyName") != "hs_lastmodifieddate" || filter.at("operator") != "GTE") {
      return std::nullopt;
    }
    return TimePoint(Millis(std::stoll(std::string(filter.at("value").as_string()))));
  } catch (const std::exception&) {
    return std::nullopt;
  }
}

Response search(World& world, const object& body) {
  const auto since = since_of(body);
  const auto* const limit_given = body.if_contains("limit");
  const std::int64_t limit =
      limit_given != nullptr && limit_given->is_int64() ? limit_given->get_int64() : 10;
  if (!since || limit < 1 || limit > 200) {
    return refusal(world, 400, "VALIDATION_ERROR", "There was a problem with the request.");
  }
  std::vector<const CrmObject*> met;
  for (const auto& [id, deal] : world.deals) {
    if (!deal.archived && deal.updated >= *since) met.push_back(&deal);
  }
  std::stable_sort(met.begin(), met.end(),
                   [](const CrmObject* a, const CrmObject* b) { return a->updated < b->updated; });
  std::size_t at = 0;
  if (const auto* const after = body.if_contains("after"); after != nullptr && after->is_string()) {
    at = std::min<std::size_t>(std::strtoull(after->get_string().c_str(), nullptr, 10), met.size());
  }
  const std::size_t end = std::min(met.size(), at + static_cast<std::size_t>(limit));
  array results;
  for (std::size_t i = at; i < end; ++i) {
    results.push_back(shown(*met[i], texts(body, "properties")));
  }
  object page{{"total", met.size()}, {"results", results}};
  if (end < met.size()) page["paging"] = object{{"next", object{{"after", std::to_string(end)}}}};
  return ok(page);
}

Response batch_read(World& world, const Objects& objects, const object& body) {
  const auto* const inputs = body.if_contains("inputs");
  if (inputs == nullptr || !inputs->is_array() || inputs->get_array().size() > 100) {
    return refusal(world, 400, "VALIDATION_ERROR", "inputs must be a list of at most 100");
  }
  array results;
  array errors;
  for (const auto& input : inputs->get_array()) {
    const auto* const one = input.if_object();
    const auto* const id = one == nullptr ? nullptr : one->if_contains("id");
    const std::string text = id != nullptr && id->is_string() ? std::string(id->get_string()) : "";
    const CrmObject* const found = find(objects, text, {});
    if (found != nullptr) {
      results.push_back(shown(*found, texts(body, "properties")));
    } else {
      errors.push_back(object{{"status", "error"},
                              {"category", "OBJECT_NOT_FOUND"},
                              {"message", "Could not get some objects: " + text}});
    }
  }
  object answer{{"status", "COMPLETE"},
                {"results", results},
                {"startedAt", stamp(world.now)},
                {"completedAt", stamp(world.now)}};
  if (errors.empty()) return ok(answer);
  answer["numErrors"] = errors.size();
  answer["errors"] = errors;
  return ok(answer, 207);
}

Response update(World& world, std::string_view id, const object& body) {
  const auto* const properties = body.if_contains("properties");
  if (properties == nullptr || !properties->is_object()) {
    return refusal(world, 400, "VALIDATION_ERROR", "properties must be an object");
  }
  std::set<std::string> changed;
  for (const auto& one : properties->get_object()) {
    const std::string text = one.value().is_string() ? std::string(one.value().get_string())
                                                     : json::compact(one.value());
    if (!change_deal(world, id, std::string(one.key()), text)) {
      return refusal(world, 404, "OBJECT_NOT_FOUND", "Object not found.");
    }
    changed.emplace(one.key());
  }
  const CrmObject* const deal = find(world.deals, id, {});
  if (deal == nullptr) return refusal(world, 404, "OBJECT_NOT_FOUND", "Object not found.");
  return ok(shown(*deal, changed));
}

Response token(World& world, const Request& request) {
  const Query form = read_query(request.body);
  if (!all_of(form, "grant_type").contains("refresh_token") ||
      all_of(form, "client_secret") != std::set<std::string>{world.behaviour.client_secret} ||
      all_of(form, "refresh_token").empty()) {
    return refusal(world, 400, "BAD_REFRESH_TOKEN", "missing or invalid refresh token");
  }
  return ok(object{{"access_token", world.behaviour.access_token},
                   {"refresh_token", *all_of(form, "refresh_token").begin()},
                   {"expires_in", 1800},
                   {"token_type", "bearer"}});
}

/// Requests with a body of JSON.
Response with_body(World& world, const Request& request, const std::vector<std::string_view>& parts,
                   const Objects& objects) {
  if (!request.header("content-type").starts_with("application/json")) {
    return refusal(world, 415, "VALIDATION_ERROR", "Content-Type must be application/json");
  }
  const auto tree = json::parse(request.body, "body");
  const auto* const body = tree ? tree->if_object() : nullptr;
  if (body == nullptr) return refusal(world, 400, "VALIDATION_ERROR", "Invalid input JSON");
  if (request.method == "PATCH" && parts.size() == 5 && parts[3] == "deals") {
    return update(world, parts[4], *body);
  }
  if (request.method == "POST" && parts.size() == 5 && parts[4] == "search" &&
      parts[3] == "deals") {
    return search(world, *body);
  }
  if (request.method == "POST" && parts.size() == 6 && parts[4] == "batch" && parts[5] == "read") {
    return batch_read(world, objects, *body);
  }
  return refusal(world, 405, "VALIDATION_ERROR", "HTTP 405 Method Not Allowed");
}

}  // namespace

Response crm_answer(World& world, const Request& request) {
  if (request.path() == "/oauth/v1/token" && request.method == "POST") {
    return token(world, request);
  }
  if (request.header("authorization") != "Bearer " + world.behaviour.access_token) {
    return refusal(world, 401, "INVALID_AUTHENTICATION",
                   "Authentication credentials not found or invalid.");
  }
  const auto parts = segments(request.path());
  const bool get = request.method == "GET";
  if (get && request.path() == "/crm/v3/pipelines/deals") return pipelines(world);
  const bool objects_path = parts.size() >= 5 && parts[0] == "crm" && parts[2] == "objects";
  if (objects_path && get && parts[1] == "v4" && parts.size() == 7 && parts[3] == "deals" &&
      parts[5] == "associations" && parts[6] == "contacts") {
    return associations(world, parts[4]);
  }
  const bool known =
      objects_path && parts[1] == "v3" && (parts[3] == "deals" || parts[3] == "contacts");
  if (!known) return refusal(world, 404, "OBJECT_NOT_FOUND", "resource not found");
  const Objects& objects = parts[3] == "deals" ? world.deals : world.contacts;
  if (get && parts.size() == 5) {
    return get_object(world, objects, parts[4], read_query(request.query()));
  }
  return with_body(world, request, parts, objects);
}

}  // namespace gv::hubspot_double
