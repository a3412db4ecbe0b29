#include "adapters/api/row_cursor.h"

#include "adapters/api/collection.h"

namespace gv::api {

bool is_uuid(std::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    const char c = text[i];
    const bool hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    if (dash ? c != '-' : !hex) return false;
  }
  return true;
}

std::string row_cursor_of(const RowCursor& last) {
  return cursor_of({format_time(last.at), last.id});
}

Result<std::optional<RowCursor>> row_cursor_in(const std::optional<std::string>& cursor) {
  if (!cursor) return std::optional<RowCursor>();
  GV_TRY(const auto keys, keys_of(*cursor, 2));
  GV_TRY(const auto at, parse_time(keys[0], "cursor"));
  if (!is_uuid(keys[1])) return fail(ErrorCode::InvalidInput, "cursor", "is none of ours");
  return RowCursor{at, keys[1]};
}

}  // namespace gv::api
