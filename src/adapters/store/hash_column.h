#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "base/check.h"
#include "base/hmac.h"
#include "io/sql/param.h"
#include "io/sql/row.h"

/// Columns that hold a digest, and texts whose absence is an empty string in the program.
namespace gv::store {

[[nodiscard]] inline sql::Blob blob_of(const Digest& digest) {
  return {std::string_view(reinterpret_cast<const char*>(digest.data()), digest.size())};
}

/// Precondition (checked): a digest was stored.
[[nodiscard]] inline Digest digest_at(const sql::Row& row, int column) {
  const std::string bytes = row.blob(column);
  Digest digest{};
  GV_CHECK(bytes.size() == digest.size());
  std::copy(bytes.begin(), bytes.end(), digest.begin());
  return digest;
}

/// NULL when empty.
[[nodiscard]] inline sql::Param text_or_null(std::string_view text) {
  return text.empty() ? sql::Param(std::nullopt) : sql::Param(text);
}
[[nodiscard]] inline std::string text_or_empty(const sql::Row& row, int column) {
  return row.get<std::optional<std::string>>(column).value_or("");
}

}  // namespace gv::store
