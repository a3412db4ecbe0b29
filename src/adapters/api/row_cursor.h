#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/time.h"

namespace gv::api {

/// PostgreSQL refuses what is no UUID, SQLite finds no row: whoever asks first finds none on both.
[[nodiscard]] bool is_uuid(std::string_view text);

/// Where a list that goes from new to old, and then by id, goes on.
struct RowCursor {
  TimePoint at{};
  std::string id;
};

[[nodiscard]] std::string row_cursor_of(const RowCursor& last);
/// What `row_cursor_of` wrote, nothing for the first page. Errors: InvalidInput, `where` is
/// "cursor".
[[nodiscard]] Result<std::optional<RowCursor>> row_cursor_in(
    const std::optional<std::string>& cursor);

}  // namespace gv::api
