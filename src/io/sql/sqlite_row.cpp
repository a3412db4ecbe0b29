#include "io/sql/sqlite_row.h"

#include <sqlite3.h>

#include "base/check.h"

namespace gv::sql {

int SqliteRow::type(int column) const {
  GV_CHECK(column >= 0 && column < sqlite3_column_count(statement_));
  return sqlite3_column_type(statement_, column);
}

bool SqliteRow::is_null(int column) const { return type(column) == SQLITE_NULL; }

std::int64_t SqliteRow::integer(int column) const {
  GV_CHECK(type(column) == SQLITE_INTEGER);
  return sqlite3_column_int64(statement_, column);
}

double SqliteRow::real(int column) const {
  // Sums over no fractions, and literals such as 0, come back as integers.
  GV_CHECK(type(column) == SQLITE_FLOAT || type(column) == SQLITE_INTEGER);
  return sqlite3_column_double(statement_, column);
}

bool SqliteRow::boolean(int column) const { return integer(column) != 0; }

std::string_view SqliteRow::text(int column) const {
  GV_CHECK(type(column) == SQLITE_TEXT);
  const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
  return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

std::string SqliteRow::blob(int column) const {
  GV_CHECK(type(column) == SQLITE_BLOB);
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column));
  return size == 0 ? std::string() : std::string(bytes, size);
}

TimePoint SqliteRow::time(int column) const {
  return std::chrono::floor<Millis>(
      std::chrono::sys_time<std::chrono::microseconds>(std::chrono::microseconds(integer(column))));
}

}  // namespace gv::sql
