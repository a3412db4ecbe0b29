#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>

#include "app/access/credential_text.h"
#include "base/result.h"

namespace gv::app {

/// What may be connected, and what a connection of it is made of.
struct Provider {
  std::string_view name;
  bool runs_ads{false};
  std::string_view account;  ///< what its external id is the number of
  /// Settings that it takes, all of them ids of its own: digits.
  std::span<const std::string_view> settings{};
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
