#pragma once

#include "adapters/settings/given.h"
#include "base/currency.h"
#include "io/json/json.h"

namespace gv::settings {

/// Keys as nested sections: "a.b" -> {"a": {"b": ...}}.
[[nodiscard]] json::Value nested(const Values& values);
/// The same with the currency beside them: 100 of what?
[[nodiscard]] json::Value nested(const Values& values, Currency currency);

/// Without the keys that decide nothing and those of later releases that stand at their default,
/// see `decides` and `Key::since`.
[[nodiscard]] Values telling(const Values& values);

/// The default of a key as it stands in the registry.
[[nodiscard]] boost::json::value fallback_of(std::string_view path);

}  // namespace gv::settings
