#include "app/ports/publication_forms.h"

#include <algorithm>

#include <fmt/format.h>

namespace gv::app {

std::string setting_of(const Connection& connection, const std::string& name) {
  const auto found = connection.settings.find(name);
  return found == connection.settings.end() ? std::string() : found->second;
}

Result<std::string> needed_setting(const Connection& connection, const std::string& name,
                                   std::string_view what) {
  auto text = setting_of(connection, name);
  if (!text.empty()) return text;
  const auto& provider = connection.provider;
  const auto& external_id = connection.external_id;
  return fail(
      ErrorCode::Conflict, "connection.settings." + name,
      fmt::format("The connection {}:{} does not say {}.", provider, external_id, what),
      fmt::format(
          R"(PUT /api/v1/accounts/{{id}}/connections/{}/{} {{"settings": {{"{}": "..."}}}})",
          provider, external_id, name));
}

Result<std::vector<std::string>> locations_of(const Connection& connection,
                                              const Audience& audience) {
  std::vector<std::string> locations;
  for (const auto& country : audience.countries) {
    GV_TRY(auto location, needed_setting(connection, "location_" + country,
                                         "which of its locations " + country + " is"));
    locations.push_back(std::move(location));
  }
  return locations;
}

std::size_t characters_in(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;  // one that begins a character
  }));
}

Result<void> check_characters(std::string_view field, std::string_view text, std::size_t most,
                              std::string_view platform) {
  const auto characters = characters_in(text);
  if (characters <= most) return {};
  return fail(ErrorCode::InvalidInput, "creative_id",
              fmt::format("must have a {} of at most {} characters to be published on {}, got {}",
                          field, most, platform, characters));
}

Result<void> check_no_macros(std::string_view link, std::string_view platform) {
  if (link.find("{{") == std::string_view::npos) return {};
  return fail(ErrorCode::InvalidInput, "creative_id",
              fmt::format("must have a link without macros of Meta to be published on {}, got {}",
                          platform, link));
}

}  // namespace gv::app
