#pragma once

#include <string>
#include <string_view>

#include "base/time.h"
#include "io/sql/param.h"

namespace gv::sql {

/// A bound value in PostgreSQL's text format. NULL has none: precondition, not std::monostate.
[[nodiscard]] std::string postgres_text(const Param& param);

/// The same as a field of COPY's text format, `\N` for NULL.
void append_copy_field(const Param& param, std::string& line);

/// "2025-01-31 08:00:00.123456+00", as the server prints under TimeZone=UTC, DateStyle=ISO;
/// floored to milliseconds. What the server cannot have printed is a bug.
[[nodiscard]] TimePoint postgres_time(std::string_view text);

/// "\x00ff" as bytes.
[[nodiscard]] std::string postgres_bytes(std::string_view text);

}  // namespace gv::sql
