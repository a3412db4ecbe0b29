#pragma once

#include "io/sql/row.h"

struct sqlite3_stmt;

namespace gv::sql {

/// The row a statement stands on.
class SqliteRow final : public Row {
 public:
  explicit SqliteRow(sqlite3_stmt* statement) : statement_(statement) {}

  [[nodiscard]] bool is_null(int column) const override;
  [[nodiscard]] std::int64_t integer(int column) const override;
  [[nodiscard]] double real(int column) const override;
  [[nodiscard]] bool boolean(int column) const override;
  [[nodiscard]] std::string_view text(int column) const override;
  [[nodiscard]] std::string blob(int column) const override;
  [[nodiscard]] TimePoint time(int column) const override;

 private:
  [[nodiscard]] int type(int column) const;
  sqlite3_stmt* statement_;
};

}  // namespace gv::sql
