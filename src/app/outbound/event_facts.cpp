#include "app/outbound/event_facts.h"

#include <algorithm>
#include <charconv>

namespace gv::app {
namespace {

constexpr std::string_view kPersonPrefix = "person.";

void add_line(std::string& text, std::string_view name, std::string_view value) {
  if (!value.empty()) text.append(name).append(" ").append(value).append("\n");
}

Result<std::int64_t> minor_in(std::string_view text) {
  std::int64_t minor = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), minor);
  if (read.ec == std::errc() && read.ptr == text.data() + text.size()) return minor;
  return fail(ErrorCode::UnusableInput, std::string(kOutboxPayload), "has an amount that is none");
}

Result<void> take_line(std::string_view name, std::string_view value, EventFacts& facts) {
  if (name.starts_with(kPersonPrefix)) {
    facts.person[std::string(name.substr(kPersonPrefix.size()))].emplace_back(value);
  }
  if (name == "conversion") facts.conversion_id = value;
  if (name == "source") facts.action_source = value;
  if (name == "url") facts.source_url = value;
  if (name == "currency") facts.currency = value;
  if (name == "custom") facts.custom_data = value;
  if (name == "limited") facts.limited_use = true;
  if (name == "value") {
    GV_TRY(facts.value_minor, minor_in(value));
  }
  return {};
}

}  // namespace

std::string text_of(const EventFacts& facts) {
  std::string text;
  add_line(text, "conversion", facts.conversion_id);
  add_line(text, "source", facts.action_source);
  add_line(text, "url", facts.source_url);
  if (facts.value_minor) add_line(text, "value", std::to_string(*facts.value_minor));
  add_line(text, "currency", facts.currency);
  add_line(text, "custom", facts.custom_data);
  if (facts.limited_use) add_line(text, "limited", "yes");
  for (const auto& [field, values] : facts.person) {
    for (const auto& value : values) add_line(text, std::string(kPersonPrefix) + field, value);
  }
  return text;
}

Result<EventFacts> facts_in(std::string_view text) {
  EventFacts facts;
  while (!text.empty()) {
    const auto line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    const auto blank = std::min(line.find(' '), line.size());
    const auto value = line.substr(std::min(blank + 1, line.size()));
    GV_TRY(take_line(line.substr(0, blank), value, facts));
  }
  return facts;
}

}  // namespace gv::app
