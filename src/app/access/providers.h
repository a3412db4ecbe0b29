#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>

#include "app/access/credential_text.h"
#include "base/result.h"

namespace gv::app {

/// What a setting may be.
enum class SettingForm {
  Number,  ///< 1 to 20 digits
  Id,      ///< 1 to 64 letters, digits, '-' and '_'
  Word,    ///< the same, without small letters
  Text,    ///< one line of at most 100 bytes
};

struct Setting {
  std::string_view name;  ///< with '_' at its end: one for each country, like "location_AE"
  SettingForm form{SettingForm::Number};
};

/// What may be connected, and what a connection of it is made of.
struct Provider {
  std::string_view name;
  bool runs_ads{false};
  std::string_view account;             ///< what its external id is the number of
  std::span<const Setting> settings{};  ///< that it takes
  /// Secrets that are there whenever any are given: all of one of these lists.
  std::span<const std::span<const std::string_view>> secrets{};
};

/// By name.
[[nodiscard]] std::span<const Provider> providers();
/// Errors: InvalidInput, telling of those that there are.
[[nodiscard]] Result<Provider> find_provider(std::string_view name);
[[nodiscard]] bool is_ad_platform(std::string_view provider);

/// Errors: InvalidInput.
[[nodiscard]] Result<void> check_external_id(const Provider& provider, std::string_view id);
[[nodiscard]] Result<void> check_settings(const Provider& provider,
                                          const std::map<std::string, std::string>& settings);
[[nodiscard]] Result<void> check_secrets(const Provider& provider, const Secrets& secrets);

}  // namespace gv::app
