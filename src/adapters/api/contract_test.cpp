// The document and the program say the same: every route of one is in the other, with the same
// types. What differs is printed as JSON Schema, to be written into api/openapi.yaml.

#include <algorithm>
#include <cctype>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include <boost/json/value.hpp>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/api/documents.h"
#include "adapters/api/testing.h"
#include "io/json/serialize.h"

namespace gv::api {
namespace {

using boost::json::array;
using boost::json::object;
using boost::json::value;

/// Words about a type, and limits, which the types in C++ do not carry.
const std::set<std::string_view> kAside{
    "description", "title",           "example",          "examples",      "default",
    "deprecated",  "minimum",         "maximum",          "minItems",      "maxItems",
    "minLength",   "maxLength",       "exclusiveMinimum", "minProperties", "maxProperties",
    "pattern",     "exclusiveMaximum"};

const value* member(const value& in, std::string_view key) {
  return in.is_object() ? in.get_object().if_contains(key) : nullptr;
}

std::string_view text_of(const value& text) { return text.as_string(); }

class Contract : public ::testing::Test {
 protected:
  const value& document{openapi_tree()};
  testing::Bench bench;

  const value& at(std::string_view reference) const {
    const value* found = &document;
    reference.remove_prefix(2);
    while (found != nullptr && !reference.empty()) {
      const auto slash = std::min(reference.find('/'), reference.size());
      found = member(*found, reference.substr(0, slash));
      reference.remove_prefix(std::min(slash + 1, reference.size()));
    }
    EXPECT_NE(found, nullptr) << reference;
    static const value none;
    return found != nullptr ? *found : none;
  }

  /// Without references, asides, `additionalProperties: false` and an order that means nothing;
  /// "type: [string, null]" is written out.
  value normal(const value& schema) const {
    if (const auto* reference = member(schema, "$ref")) return normal(at(reference->as_string()));
    if (schema.is_array()) {
      array list;
      for (const auto& element : schema.get_array()) list.push_back(normal(element));
      return list;
    }
    if (!schema.is_object()) return schema;
    object out;
    for (const auto& entry : schema.get_object()) {
      const std::string_view key = entry.key();
      if (kAside.contains(key) || entry.value() == value(false)) continue;
      out[key] = key == "properties" ? properties(entry.value()) : normal(entry.value());
    }
    for (const auto* list : {"required", "enum"}) {
      if (auto* found = out.if_contains(list)) sort(found->as_array());
    }
    return written_out(std::move(out));
  }
  value properties(const value& all) const {  // their names are no keywords
    object out;
    for (const auto& entry : all.as_object()) out[entry.key()] = normal(entry.value());
    return out;
  }
  static void sort(array& list) {
    std::sort(list.begin(), list.end(),
              [](const value& a, const value& b) { return a.as_string() < b.as_string(); });
  }
  static value written_out(object schema) {
    const auto* type = schema.if_contains("type");
    if (type == nullptr || !type->is_array()) return schema;
    array kinds;
    for (const auto& one : type->get_array()) {
      object kind = one == "null" ? object{} : schema;
      kind["type"] = one;
      kinds.push_back(std::move(kind));
    }
    return object{{"anyOf", std::move(kinds)}};
  }

  static std::string method_of(const ServedRoute& route) {
    std::string name(to_text(route.info.method));
    std::transform(name.begin(), name.end(), name.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return name;
  }
  static std::string name_of(const ServedRoute& route) {
    return std::string(to_text(route.info.method)) + " " + route.path;
  }
  const value* operation(const ServedRoute& route) const {
    const auto* path = member(document.at("paths"), route.path);
    return path != nullptr ? member(*path, method_of(route)) : nullptr;
  }

  void expect_same(const value* written, const value& typed, const std::string& what) const {
    ASSERT_NE(written, nullptr) << what << " has no schema; it is " << json::pretty(typed);
    const value theirs = normal(*written);
    const value ours = normal(typed);
    EXPECT_TRUE(theirs == ours) << what << " is written as\n"
                                << json::pretty(theirs) << "\nand typed as\n"
                                << json::pretty(ours);
  }
};

const value* json_content(const value& of) {
  const auto* content = member(of, "content");
  return content != nullptr ? member(*content, "application/json") : nullptr;
}

TEST_F(Contract, EveryRouteIsWrittenDownWithItsScopeAndSummary) {
  for (const auto& route : bench.api.served()) {
    const auto* written = operation(route);
    ASSERT_NE(written, nullptr) << name_of(route) << " is not in api/openapi.yaml";
    EXPECT_EQ(text_of(written->at("summary")), route.info.summary) << name_of(route);
    const auto* scope = member(*written, "x-scope");
    const std::string_view unscoped = route.info.session ? "session" : "none";
    EXPECT_EQ(scope ? text_of(*scope) : "none",
              route.info.scope ? to_text(*route.info.scope) : unscoped)
        << name_of(route);
    const auto* security = member(*written, "security");
    const bool is_public = security != nullptr && security->as_array().empty();
    EXPECT_EQ(is_public, !route.info.scope && !route.info.session) << name_of(route);
  }
}

TEST_F(Contract, EveryWrittenRouteIsServed) {
  std::set<std::string> served;
  for (const auto& route : bench.api.served()) served.insert(method_of(route) + " " + route.path);
  for (const auto& path : document.at("paths").as_object()) {
    for (const auto& operation : path.value().as_object()) {
      const auto name =
          fmt::format("{} {}", std::string_view(operation.key()), std::string_view(path.key()));
      EXPECT_TRUE(served.contains(name)) << name << " is written down and not served";
    }
  }
}

TEST_F(Contract, AnswersAreOfTheWrittenTypesAndHaveExamples) {
  for (const auto& route : bench.api.served()) {
    const auto* written = operation(route);
    if (written == nullptr) continue;
    const auto status = std::to_string(route.shape.status);
    const auto* answer = member(written->at("responses"), status);
    ASSERT_NE(answer, nullptr) << name_of(route) << " has no answer " << status;
    EXPECT_NE(member(written->at("responses"), "default"), nullptr) << name_of(route);
    if (!route.shape.answer) continue;
    const auto* content = json_content(*answer);
    ASSERT_NE(content, nullptr) << name_of(route);
    EXPECT_NE(member(*content, "example"), nullptr) << name_of(route) << " shows no answer";
    expect_same(member(*content, "schema"), route.shape.answer(route.family),
                "the answer of " + name_of(route));
  }
}

bool is_in_path(std::string_view name, const ServedRoute& route) {
  return route.path.find(fmt::format("{{{}}}", name)) != std::string::npos;
}

/// Takes out of `typed` what comes with the path or, without a body, the query.
object take_parameters(object& typed, const ServedRoute& route) {
  object taken;
  object left;
  const auto method = route.info.method;
  const bool has_body =
      method == http::Method::Post || method == http::Method::Put || method == http::Method::Patch;
  if (!typed.contains("properties")) typed["properties"] = object();  // any object
  for (const auto& entry : typed["properties"].as_object()) {
    const std::string_view name = entry.key();
    (has_body && !is_in_path(name, route) ? left : taken)[name] = entry.value();
  }
  if (auto* required = typed.if_contains("required")) {
    array kept;
    for (const auto& name : required->as_array()) {
      if (left.contains(text_of(name))) kept.push_back(name);
    }
    *required = std::move(kept);
    if (required->as_array().empty()) typed.erase("required");
  }
  typed["properties"] = std::move(left);
  return taken;
}

TEST_F(Contract, RequestsAreOfTheWrittenTypes) {
  for (const auto& route : bench.api.served()) {
    const auto* written = operation(route);
    if (written == nullptr) continue;
    object typed = route.shape.request(route.family);
    const object parameters = take_parameters(typed, route);
    if (!typed["properties"].as_object().empty()) {
      const auto* content = json_content(written->at("requestBody"));
      ASSERT_NE(content, nullptr) << name_of(route);
      expect_same(member(*content, "schema"), typed, "the request of " + name_of(route));
    }
    std::map<std::string, value> told;
    const auto* listed = member(*written, "parameters");
    bool tells_of_key = false;
    for (const auto& parameter : listed ? listed->as_array() : array{}) {
      if (parameter.at("in") == "header") {
        tells_of_key = parameter.at("name") == "Idempotency-Key";
        continue;
      }
      told.emplace(parameter.at("name").as_string(), normal(parameter.at("schema")));
    }
    EXPECT_EQ(tells_of_key, route.info.needs_key) << name_of(route) << ": the Idempotency-Key";
    for (const auto& entry : parameters) {
      const std::string name(entry.key());
      ASSERT_TRUE(told.contains(name)) << name_of(route) << " does not tell of " << name;
      EXPECT_EQ(told[name], normal(entry.value())) << name_of(route) << " " << name;
      told.erase(name);
    }
    // A path may also name what the request does not read: the account.
    std::erase_if(told, [&](const auto& one) { return is_in_path(one.first, route); });
    EXPECT_TRUE(told.empty()) << name_of(route) << " tells of " << told.begin()->first;
  }
}

/// The path of the examples of its parameters.
std::string example_path(const ServedRoute& route, const value& written) {
  std::string path = route.path;
  const auto* listed = member(written, "parameters");
  for (const auto& parameter : listed ? listed->as_array() : array{}) {
    const auto name = fmt::format("{{{}}}", text_of(parameter.at("name")));
    const auto at = path.find(name);
    const auto* example = member(parameter, "example");
    if (at != std::string::npos && example != nullptr) {
      path.replace(at, name.size(), text_of(*example));
    }
  }
  return path;
}

TEST_F(Contract, ExamplesOfRequestsAreAnsweredAsWritten) {
  for (const auto& route : bench.api.served()) {
    // Of an empty installation, and good once: access_routes_test, user_routes_test.
    if (route.path == "/api/v1/setup" || route.path == "/api/v1/auth/link") continue;
    // Of a decision, whose id nobody chooses: change_routes_test.
    if (route.path == "/api/v1/decisions/{id}/dismiss") continue;
    const auto* written = operation(route);
    const auto* body = written != nullptr ? member(*written, "requestBody") : nullptr;
    if (body == nullptr || route.info.raw_body) continue;  // a form is no JSON
    const auto* content = json_content(*body);
    const auto* example = content != nullptr ? member(*content, "example") : nullptr;
    ASSERT_NE(example, nullptr) << name_of(route) << " shows no request";
    const auto path = example_path(route, *written);
    const auto text = json::compact(*example);
    const auto method = to_text(route.info.method);
    const auto answer =
        route.info.session
            ? bench.ask_signed_in(method, path, text)
            : bench.ask(method, path, text, {{"If-Match", "*"}, {"Idempotency-Key", route.path}});
    EXPECT_EQ(answer.status, route.shape.status)
        << name_of(route) << " answers " << http::whole_body(answer);
  }
}

}  // namespace
}  // namespace gv::api
