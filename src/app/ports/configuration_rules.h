#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/ports/settings_source.h"
#include "base/currency.h"
#include "base/error.h"
#include "base/result.h"

namespace gv::app {

/// A patched document and everything there is to say about it.
struct PatchedConfiguration {
  std::string document;               ///< JSON
  std::string hash;                   ///< SHA-256 of its canonical form, hex
  std::vector<std::string> changed;   ///< keys, in order
  std::vector<Error> errors;          ///< the key in `where`; it may be stored when there are none
  std::vector<std::string> warnings;  ///< amounts that were converted from USD
};

/// Values in use and where each comes from, as JSON.
struct EffectiveConfiguration {
  std::string effective;
  std::string sources;
};

/// What a configuration may say. Documents are JSON text. Pure; thread-safe.
class ConfigurationRules {
 public:
  virtual ~ConfigurationRules() = default;

  /// The document of a preset. Errors: UnknownKey, ConfigRange.
  [[nodiscard]] virtual Result<PatchedConfiguration> initial(std::string_view preset,
                                                             Currency currency) const = 0;
  /// `patch` (RFC 7396) laid over `document`. Errors: UnusableInput: one of them is no JSON.
  [[nodiscard]] virtual Result<PatchedConfiguration> patch(std::string_view document,
                                                           std::string_view patch,
                                                           Currency currency) const = 0;
  /// The settings of a stored document. Errors: the first thing that is wrong with it.
  [[nodiscard]] virtual Result<AccountSettings> settings(std::string_view document,
                                                         Currency currency) const = 0;
  /// Errors: as `settings`.
  [[nodiscard]] virtual Result<EffectiveConfiguration> effective(std::string_view document,
                                                                 Currency currency) const = 0;
  /// Keys whose values differ. Errors: UnusableInput.
  [[nodiscard]] virtual Result<std::vector<std::string>> changed(std::string_view before,
                                                                 std::string_view after) const = 0;
  /// Whether the IANA database of this machine has a zone of this name; "UTC" it always has.
  [[nodiscard]] virtual bool knows_zone(std::string_view name) const = 0;
  /// JSON Schema of a document.
  [[nodiscard]] virtual std::string schema() const = 0;
};

}  // namespace gv::app
