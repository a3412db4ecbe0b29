#include <algorithm>

#include <boost/json/value.hpp>
#include <fmt/format.h>

#include "adapters/settings/registry.h"
#include "adapters/settings/settings.h"
#include "adapters/settings/stages.h"
#include "base/check.h"
#include "io/json/serialize.h"

namespace gv::settings {
namespace {

using boost::json::array;
using boost::json::object;

object number_schema(const Key& key, std::string_view type) {
  return {{"type", type}, {"minimum", key.min}, {"maximum", key.max}};
}

object type_schema(const Key& key) {
  switch (key.kind) {
    case Kind::Number:
    case Kind::Money:
    case Kind::Percent:
      return number_schema(key, "number");
    case Kind::Whole:
      return number_schema(key, "integer");
    case Kind::Flag:
      return {{"type", "boolean"}};
    case Kind::Choice: {
      array options;
      std::string_view rest = key.choices;
      while (!rest.empty()) {
        const auto option = rest.substr(0, rest.find(','));
        options.emplace_back(option);
        rest.remove_prefix(std::min(rest.size(), option.size() + 1));
      }
      return {{"enum", options}};
    }
    case Kind::Numbers:
      return {{"type", "array"}, {"items", number_schema(key, "number")}};
    case Kind::ClockTime:
      return {{"type", "string"}, {"pattern", "^([01][0-9]|2[0-3]):[0-5][0-9]$"}};
    case Kind::ClockSpan:
      return {{"type", "string"},
              {"pattern", "^([01][0-9]|2[0-3]):[0-5][0-9]-([01][0-9]|2[0-3]):[0-5][0-9]$"}};
    case Kind::Text:
      return {{"type", "string"}, {"minLength", 1}, {"maxLength", 200}};
    case Kind::Terms: {
      std::string categories(key.choices);
      std::replace(categories.begin(), categories.end(), ',', '|');
      return {
          {"type", "array"},
          {"maxItems", 1000},
          {"items", {{"type", "string"}, {"pattern", "^(" + categories + ")(/[^:]+)?: *[^ ]"}}}};
    }
    case Kind::Origins:
      return {
          {"type", "array"},
          {"maxItems", 100},
          {"items",
           {{"type", "string"}, {"pattern", "^https?://[a-z0-9.:[\\]-]+$"}, {"maxLength", 255}}}};
    case Kind::Stages:
      return stages_schema().as_object();
  }
  return {};
}

object key_schema(const Key& key) {
  object schema = type_schema(key);
  schema["title"] = key.title;
  schema["description"] = key.help;
  if (!key.unit.empty()) schema["x-unit"] = key.unit;
  const auto fallback = json::parse(key.fallback, key.path);
  GV_CHECK(fallback);
  // A default amount is in USD; in a schema, which knows no currency, it would mislead.
  if (!fallback->is_null() && key.kind != Kind::Money) schema["default"] = *fallback;
  return schema;
}

object& section_of(object& schema, std::string_view name) {
  auto& properties = schema["properties"].as_object();
  auto& section = properties[name];
  if (!section.is_object()) {
    section = {{"type", "object"}, {"additionalProperties", false}, {"properties", object()}};
  }
  return section.as_object();
}

std::string range_of(const Key& key) {
  const auto number = [](double value) { return json::number_text(value); };
  switch (key.kind) {
    case Kind::Number:
    case Kind::Money:
    case Kind::Percent:
    case Kind::Whole:
    case Kind::Numbers:
      return fmt::format("{} to {}", number(key.min), number(key.max));
    case Kind::Flag:
      return "true, false";
    case Kind::Text:
      return "one line";
    case Kind::Terms:
      return "\"category: words\" or \"category/language: words\" of " + listed(key.choices);
    case Kind::Choice:
      return listed(key.choices);
    case Kind::ClockTime:
      return "HH:MM";
    case Kind::ClockSpan:
      return "HH:MM-HH:MM";
    case Kind::Origins:
      return "list of scheme, host and port";
    case Kind::Stages:
      return "2 to 50 stages";
  }
  return {};
}

std::string default_of(const Key& key) {
  if (key.fallback == "null") return "unset";
  std::string text(key.fallback);
  std::erase(text, '"');
  return key.kind == Kind::Money ? text + " USD" : text;
}

}  // namespace

json::Value schema() {
  object root{{"$schema", "https://json-schema.org/draft/2020-12/schema"},
              {"title", "geminivideo account configuration"},
              {"type", "object"},
              {"additionalProperties", false},
              {"properties", object()}};
  for (const Key& key : keys()) {
    object* section = &root;
    std::string_view rest = key.path;
    for (auto dot = rest.find('.'); dot != std::string_view::npos; dot = rest.find('.')) {
      section = &section_of(*section, rest.substr(0, dot));
      rest.remove_prefix(dot + 1);
    }
    (*section)["properties"].as_object()[rest] = key_schema(key);
  }
  return root;
}

std::string defaults_markdown() {
  std::string text;
  std::string_view section;
  for (const Key& key : keys()) {
    const auto name = key.path.substr(0, key.path.find('.'));
    if (name != section) {
      text += fmt::format(
          "{}### {}\n\n| Key | Default | Accepted | Unit | Meaning |\n"
          "| --- | --- | --- | --- | --- |\n",
          section.empty() ? "" : "\n", name);
      section = name;
    }
    text += fmt::format("| `{}` | {} | {} | {} | {}. {} |\n", key.path, default_of(key),
                        range_of(key), key.unit, key.title, key.help);
  }
  return text;
}

}  // namespace gv::settings
