#include "adapters/settings/given.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "adapters/settings/origin.h"
#include "adapters/settings/registry.h"
#include "adapters/settings/stages.h"
#include "adapters/settings/term.h"
#include "base/nearest.h"
#include "base/text.h"
#include "core/execute/active_hours.h"
#include "io/json/field.h"
#include "io/json/serialize.h"

namespace gv::settings {
namespace {

constexpr std::size_t kTextMax = 200;
constexpr std::size_t kTermsMax = 1000;
constexpr std::size_t kOriginsMax = 100;

std::string range_text(const Key& key) {
  return fmt::format("in [{}, {}]", json::number_text(key.min), json::number_text(key.max));
}

bool in_range(const Key& key, double value) { return value >= key.min && value <= key.max; }

Result<boost::json::value> number(const Key& key, const json::Field& field) {
  const auto value = field.number();
  if (!value || !in_range(key, *value)) {
    return field.refuse("a number " + range_text(key), ErrorCode::ConfigRange);
  }
  return boost::json::value(*value);
}

Result<boost::json::value> whole(const Key& key, const json::Field& field) {
  const auto value = field.whole();
  if (!value || !in_range(key, static_cast<double>(*value))) {
    return field.refuse("a whole number " + range_text(key), ErrorCode::ConfigRange);
  }
  return boost::json::value(*value);
}

/// Ascending numbers, as many as the default has.
Result<boost::json::value> numbers(const Key& key, const json::Field& field) {
  const auto count =
      static_cast<std::size_t>(std::count(key.fallback.begin(), key.fallback.end(), ',')) + 1;
  const auto refuse = [&] {
    return field.refuse(fmt::format("{} ascending numbers {}", count, range_text(key)),
                        ErrorCode::ConfigRange);
  };
  const auto elements = field.elements();
  if (!elements || elements->size() != count) return refuse();
  boost::json::array list;
  double last = 0.0;
  for (const auto& element : *elements) {
    const auto value = element.number();
    if (!value || !in_range(key, *value)) return refuse();
    if (!list.empty() && *value <= last) return refuse();
    last = *value;
    list.emplace_back(*value);
  }
  return boost::json::value(std::move(list));
}

/// Whether "a,b,c" names `option`.
bool holds(std::string_view choices, std::string_view option) {
  while (!choices.empty()) {
    const auto one = choices.substr(0, choices.find(','));
    if (one == option) return true;
    choices.remove_prefix(std::min(choices.size(), one.size() + 1));
  }
  return false;
}

Result<boost::json::value> choice(const Key& key, const json::Field& field) {
  const auto text = field.text();
  if (text && holds(key.choices, *text)) return boost::json::value(*text);
  return field.refuse("one of " + listed(key.choices), ErrorCode::ConfigRange);
}

bool is_clock(std::string_view text) {
  const auto digit = [&](std::size_t i, char most) { return text[i] >= '0' && text[i] <= most; };
  return text.size() == 5 && text[2] == ':' && digit(0, '2') &&
         digit(1, text[0] == '2' ? '3' : '9') && digit(3, '5') && digit(4, '9');
}

Result<boost::json::value> clock(const json::Field& field) {
  const auto text = field.text();
  if (text && is_clock(*text)) return boost::json::value(*text);
  return field.refuse("a time of day such as \"08:00\"", ErrorCode::ConfigRange);
}

Result<boost::json::value> clock_span(const json::Field& field) {
  const auto text = field.text();
  if (text && execute::parse_active_hours(*text, "")) return boost::json::value(*text);
  return field.refuse("hours such as \"08:00-20:00\" that begin and end at different times",
                      ErrorCode::ConfigRange);
}

/// One line for people or machines, without control characters.
Result<boost::json::value> text(const json::Field& field) {
  const auto line = field.text();
  if (line && !line->empty() && line->size() <= kTextMax && printable(*line) == *line) {
    return boost::json::value(*line);
  }
  return field.refuse(fmt::format("one line of at most {} bytes", kTextMax),
                      ErrorCode::ConfigRange);
}

Result<boost::json::value> terms(const Key& key, const json::Field& field) {
  const auto refuse = [&](const json::Field& at) {
    return at.refuse("a list of texts such as \"tobacco: cheap cigars\", with a category of " +
                         listed(key.choices),
                     ErrorCode::ConfigRange);
  };
  const auto elements = field.elements();
  if (!elements || elements->size() > kTermsMax) return refuse(field);
  boost::json::array list;
  for (const auto& element : *elements) {
    const auto line = element.text();
    if (!line || line->size() > kTextMax || printable(*line) != *line) return refuse(element);
    const auto term = split_term(*line);
    if (!term || !holds(key.choices, term->category)) return refuse(element);
    list.emplace_back(*line);
  }
  return boost::json::value(std::move(list));
}

Result<boost::json::value> origins(const json::Field& field) {
  const auto refuse = [](const json::Field& at) {
    return at.refuse(
        "a list of origins such as \"https://www.example.com\": scheme, host in lower case, port "
        "if "
        "it is not the usual one, nothing behind it",
        ErrorCode::ConfigRange);
  };
  const auto elements = field.elements();
  if (!elements || elements->size() > kOriginsMax) return refuse(field);
  boost::json::array list;
  for (const auto& element : *elements) {
    const auto origin = element.text();
    if (!origin || !is_origin(*origin)) return refuse(element);
    list.emplace_back(*origin);
  }
  return boost::json::value(std::move(list));
}

Result<boost::json::value> read_value(const Key& key, const json::Field& field) {
  switch (key.kind) {
    case Kind::Number:
    case Kind::Money:
    case Kind::Percent:
      return number(key, field);
    case Kind::Whole:
      return whole(key, field);
    case Kind::Flag: {
      const auto flag = field.boolean();
      if (!flag) return field.refuse("true or false", ErrorCode::ConfigRange);
      return boost::json::value(*flag);
    }
    case Kind::Choice:
      return choice(key, field);
    case Kind::Numbers:
      return numbers(key, field);
    case Kind::ClockTime:
      return clock(field);
    case Kind::ClockSpan:
      return clock_span(field);
    case Kind::Text:
      return text(field);
    case Kind::Terms:
      return terms(key, field);
    case Kind::Origins:
      return origins(field);
    case Kind::Stages:
      return read_stages(field);
  }
  return boost::json::value();
}

std::string_view last_part(std::string_view path) { return path.substr(path.rfind('.') + 1); }

/// A key of the right name in the wrong section is what was meant, however far the section is.
tl::unexpected<Error> unknown(const std::string& path) {
  std::vector<std::string_view> all;
  std::vector<std::string_view> namesakes;
  for (const auto& key : keys()) {
    all.push_back(key.path);
    all.push_back(key.path.substr(0, key.path.find('.')));
    if (last_part(key.path) == last_part(path)) namesakes.push_back(key.path);
  }
  std::string message = "is no configuration key";
  if (namesakes.size() == 1) {
    message += "; the key of that name is " + std::string(namesakes.front());
  } else if (!namesakes.empty()) {
    message += fmt::format("; the keys of that name are {}", fmt::join(namesakes, ", "));
  } else if (const auto close = nearest(path, std::span<const std::string_view>(all))) {
    message += "; the nearest is " + std::string(close->name);
  }
  return fail(ErrorCode::UnknownKey, path, std::move(message),
              "geminivideo config defaults  lists every key");
}

void read_section(const json::Field& section, Given& into) {
  if (section.is_null()) return;
  const auto members = section.members();
  if (!members) {
    into.errors.push_back(section.refuse("a section with keys", ErrorCode::ConfigRange).value());
    return;
  }
  for (const auto& [name, field] : *members) {
    const std::string& path = field.path();
    if (const Key* const key = find_key(path)) {
      if (field.is_null()) continue;
      auto value = read_value(*key, field);
      if (value) {
        into.values.emplace(path, *std::move(value));
      } else {
        into.errors.push_back(value.error());
      }
    } else if (is_section(path)) {
      read_section(field, into);
    } else {
      into.errors.push_back(unknown(path).value());
    }
  }
}

}  // namespace

Given read_all(const json::Field& document) {
  Given given;
  read_section(document, given);
  return given;
}

Result<Values> read_given(const yaml::Document& document) {
  Given given = read_all(document.field());
  if (!given.errors.empty()) return tl::unexpected<Error>(given.errors.front());
  return std::move(given.values);
}

}  // namespace gv::settings
