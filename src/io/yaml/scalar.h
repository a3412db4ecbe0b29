#pragma once

#include <optional>
#include <string_view>

#include "io/json/json.h"

namespace gv::yaml {

/// What an unquoted scalar means, by the core schema of YAML 1.2.2 (section 10.3.2): null,
/// booleans, whole numbers (decimal, 0o octal, 0x hexadecimal), other numbers, else a text. So
/// `yes`, `on` and `12:30` are texts, unlike in YAML 1.1. A whole number beyond 64 bits becomes a
/// double.
///
/// Nothing for what a JSON tree cannot hold: `.inf`, `.nan`, a number too large or too small for a
/// double.
[[nodiscard]] std::optional<json::Value> resolve_plain(std::string_view text);

}  // namespace gv::yaml
