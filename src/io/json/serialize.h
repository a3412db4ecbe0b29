#pragma once

#include <string>

#include "io/json/json.h"

namespace gv::json {

/// RFC 8785 (JCS): no blanks, keys sorted by UTF-16 code units, numbers as ECMAScript writes them.
/// What digests and identities are computed over: config_hash = SHA-256 of it.
///
/// As the RFC has it every number is a double first, so whole numbers beyond 2^53 are rounded.
/// NaN and infinity are bugs of the caller (GV_CHECK). Nothing is normalised: strings that should
/// be NFC have to be before.
[[nodiscard]] std::string canonical(const Value& value);

/// For people: two blanks of indent, keys in their order, whole numbers in full, doubles as short
/// as reads back the same (no trailing zeros). No line end behind the last line. Same bytes
/// everywhere.
[[nodiscard]] std::string pretty(const Value& value);

/// `pretty` on one line and without blanks, for NDJSON.
[[nodiscard]] std::string compact(const Value& value);

/// A finite double as ECMAScript's Number::toString writes it: the shortest digits that read back
/// the same, "0.001", "1e-7", "100", "1e+21", "0" for minus zero.
[[nodiscard]] std::string number_text(double number);

}  // namespace gv::json
