#pragma once

#include <cstdint>

#include "io/sql/row.h"

struct pg_result;

namespace gv::sql {

/// Owns one result of libpq.
class PostgresResult {
 public:
  explicit PostgresResult(pg_result* handle) : handle_(handle) {}
  PostgresResult(PostgresResult&& other) noexcept : handle_(other.handle_) {
    other.handle_ = nullptr;
  }
  PostgresResult& operator=(PostgresResult&&) = delete;
  ~PostgresResult();

  [[nodiscard]] pg_result* get() const { return handle_; }
  [[nodiscard]] bool ok() const;
  [[nodiscard]] int rows() const;
  /// Rows inserted, changed or removed; 0 for a query.
  [[nodiscard]] std::int64_t changed() const;

 private:
  pg_result* handle_;
};

/// One row of it, every value in the text format.
class PostgresRow final : public Row {
 public:
  PostgresRow(const PostgresResult& result, int row) : result_(result), row_(row) {}

  [[nodiscard]] bool is_null(int column) const override;
  [[nodiscard]] std::int64_t integer(int column) const override;
  [[nodiscard]] double real(int column) const override;
  [[nodiscard]] bool boolean(int column) const override;
  [[nodiscard]] std::string_view text(int column) const override;
  [[nodiscard]] std::string blob(int column) const override;
  [[nodiscard]] TimePoint time(int column) const override;

 private:
  const PostgresResult& result_;
  int row_;
};

}  // namespace gv::sql
