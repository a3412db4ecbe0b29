#include <algorithm>
#include <array>

#include <boost/json/value.hpp>

#include "adapters/hubspot_double/pattern.h"
#include "adapters/hubspot_double/portal.h"
#include "io/json/field.h"
#include "io/json/json.h"
#include "io/json/serialize.h"

namespace gv::hubspot_double {
namespace {

using boost::json::array;
using boost::json::object;

Response done(const boost::json::value& body = object{{"ok", true}}) {
  return {.status = 200,
          .headers = {{"content-type", "application/json"}},
          .body = json::compact(body)};
}

Response bad(const Error& error) { return {.status = 400, .body = to_string(error)}; }

Result<std::string> text_or(const json::Field& from, std::string_view name, std::string fallback) {
  GV_TRY(const auto field, from.member_if(name));
  if (!field) return fallback;
  GV_TRY(const auto text, field->text());
  return std::string(text);
}

Result<std::int64_t> whole_or(const json::Field& from, std::string_view name,
                              std::int64_t fallback) {
  GV_TRY(const auto field, from.member_if(name));
  if (!field) return fallback;
  return field->whole();
}

Result<std::vector<std::pair<std::string, std::string>>> texts_of(const json::Field& from,
                                                                  std::string_view name) {
  std::vector<std::pair<std::string, std::string>> texts;
  GV_TRY(const auto field, from.member_if(name));
  if (!field) return texts;
  GV_TRY(const auto members, field->members());
  for (const auto& [key, one] : members) {
    GV_TRY(const auto text, one.text());
    texts.emplace_back(key, text);
  }
  return texts;
}

Result<Response> add_fault(World& world, const json::Field& from) {
  GV_TRY(from.allow_only({"match", "action", "times", "status", "delay_ms", "body", "headers"}));
  Fault fault;
  GV_TRY(const auto match, from.member("match"));
  GV_TRY(fault.method, text_or(match, "method", ""));
  GV_TRY(fault.path_regex, text_or(match, "path_regex", ""));
  if (!is_pattern(fault.path_regex)) {
    return fail(ErrorCode::InvalidInput, "match.path_regex",
                "must be an extended regular expression of at most 200 bytes");
  }
  GV_TRY(const auto action, from.member("action"));
  GV_TRY(const auto name, action.text());
  fault.action = name;
  static constexpr std::array<std::string_view, 6> kActions{"status",   "delay",     "drop",
                                                            "truncate", "duplicate", "rate_limit"};
  if (std::find(kActions.begin(), kActions.end(), name) == kActions.end()) {
    return action.refuse("status, delay, drop, truncate, duplicate or rate_limit");
  }
  GV_TRY(const auto times, whole_or(from, "times", 1));
  GV_TRY(const auto status, whole_or(from, "status", 500));
  GV_TRY(const auto delay, whole_or(from, "delay_ms", 0));
  fault.times = static_cast<int>(std::clamp<std::int64_t>(times, 1, 1'000'000));
  fault.status = static_cast<int>(std::clamp<std::int64_t>(status, 200, 599));
  fault.delay = Millis(std::clamp<std::int64_t>(delay, 0, 600'000));
  GV_TRY(fault.body, text_or(from, "body", ""));
  GV_TRY(fault.headers, texts_of(from, "headers"));
  world.faults.push_back(std::move(fault));
  return done();
}

/// {"now_ms": n} or {"advance_ms": n}; the clock never runs backwards.
Result<Response> set_clock(World& world, const json::Field& from) {
  const std::int64_t present = world.now.time_since_epoch().count();
  GV_TRY(const auto advance, whole_or(from, "advance_ms", 0));
  GV_TRY(const auto to, whole_or(from, "now_ms", present + advance));
  if (to < present || to > (std::int64_t{1} << 53)) {
    return fail(ErrorCode::InvalidInput, "now_ms",
                "must not lie before the present " + std::to_string(present));
  }
  world.now = TimePoint(Millis(to));
  return done(object{{"now_ms", to}});
}

Result<Response> reset(World& world, const json::Field& from) {
  GV_TRY(const auto seed, whole_or(from, "seed", static_cast<std::int64_t>(world.seed)));
  world = World(static_cast<std::uint64_t>(seed), world.start, world.behaviour);
  seed_objects(world);
  return done();
}

Result<Response> new_deal(World& world, const json::Field& from) {
  GV_TRY(const auto properties, texts_of(from, "properties"));
  GV_TRY(const auto contact, text_or(from, "contact", ""));
  std::vector<std::string> contacts;
  if (!contact.empty()) contacts.push_back(contact);
  const auto id = create_deal(world, {properties.begin(), properties.end()}, std::move(contacts));
  return done(object{{"id", id}});
}

Result<Response> edit_deal(World& world, std::string_view id, const json::Field& from) {
  GV_TRY(const auto properties, texts_of(from, "properties"));
  for (const auto& [property, value] : properties) {
    if (change_deal(world, id, property, value)) continue;
    return fail(ErrorCode::NotFound, "deal", "no such deal");
  }
  return done();
}

Response recorded(const World& world) {
  array list;
  for (const Request& request : world.requests) {
    object headers;
    for (const auto& [name, value] : request.headers) {
      headers[name] = name == "authorization" ? "redacted" : value;
    }
    list.push_back(object{{"method", request.method},
                          {"target", request.target},
                          {"headers", headers},
                          {"body", request.body}});
  }
  return done(list);
}

Result<Response> post(World& world, const Request& request) {
  GV_TRY(const auto tree, json::parse(request.body.empty() ? "{}" : request.body, "body"));
  const json::Field from(tree);
  const std::string_view path = request.path();
  constexpr std::string_view kDeals = "/__sim/deals";
  if (path == "/__sim/faults") return add_fault(world, from);
  if (path == "/__sim/clock") return set_clock(world, from);
  if (path == "/__sim/reset") return reset(world, from);
  if (path == kDeals) return new_deal(world, from);
  if (path.starts_with("/__sim/deals/")) {
    return edit_deal(world, path.substr(kDeals.size() + 1), from);
  }
  return fail(ErrorCode::NotFound, "path", "no such control");
}

}  // namespace

Response control_answer(World& world, const Request& request) {
  if (request.method == "GET" && request.path() == "/__sim/requests") return recorded(world);
  if (request.method == "DELETE" && request.path().starts_with("/__sim/deals/")) {
    return delete_deal(world, request.path().substr(13)) ? done() : Response{.status = 404};
  }
  if (request.method != "POST") return {.status = 405};
  auto response = post(world, request);
  return response ? *std::move(response) : bad(response.error());
}

}  // namespace gv::hubspot_double
