#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json/value.hpp>

#include "adapters/settings/settings.h"

namespace gv::settings {

/// Everything there is to say about a configuration document.
struct Validation {
  std::optional<Settings> settings;   ///< when there are no errors
  std::vector<Error> errors;          ///< all of them, each with its key in `where`
  std::vector<std::string> warnings;  ///< amounts that were converted from USD
};

/// Checks a document as an account stores it: nested sections, what is not set left out or null.
/// Keys against each other are checked once each of them is fine by itself.
[[nodiscard]] Validation validate(const json::Value& document, Currency currency);

/// RFC 7396: members of `patch` replace those of `target`, null removes them (the key falls back to
/// its default), objects are merged.
[[nodiscard]] json::Value merge_patch(json::Value target, const json::Value& patch);

/// A patched document, and what came of it. It may be stored when there are no errors.
struct Patched {
  json::Value document;
  std::vector<std::string> changed;  ///< keys whose value in the document differs, in order
  Validation validation;
};
[[nodiscard]] Patched apply_patch(const json::Value& document, const json::Value& patch,
                                  Currency currency);

/// Keys that differ between two documents; null is the same as not being there.
[[nodiscard]] std::vector<std::string> changed_keys(const json::Value& before,
                                                    const json::Value& after);

/// SHA-256 of the RFC 8785 form of a document, 64 hex digits.
[[nodiscard]] std::string document_hash(const json::Value& document);

/// Values in use and where each comes from ("account", "preset", "derived", "default"), as objects
/// by key. Errors: as `validate`, the first one.
struct EffectiveView {
  json::Value effective;  ///< nested
  json::Value sources;    ///< {"decision.min_roas": "default", ...}
};
[[nodiscard]] Result<EffectiveView> effective_view(const json::Value& document, Currency currency);

/// What an account starts with.
struct AccountTemplate {
  json::Value document;                 ///< every amount written down, never converted again
  std::vector<std::string> to_confirm;  ///< amounts that were converted, for a person to look at
};

/// The document of a preset in the account's currency. Amounts are given in USD (a preset's order
/// value in the preset's own currency) and rounded to two significant digits. `rate`, units of
/// `currency` for a dollar, is the one entered or of the day; else the shipped table's.
/// Errors: UnknownKey for an unknown preset; ConfigRange as `load`, or a rate that is none.
[[nodiscard]] Result<AccountTemplate> account_template(std::string_view preset, Currency currency,
                                                       std::optional<double> rate = std::nullopt);

}  // namespace gv::settings
