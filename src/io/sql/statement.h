#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "io/sql/engine.h"

namespace gv::sql {

/// SQL that stands in the source. It cannot be made from a value at run time, so no input ever
/// becomes part of a statement.
class Literal {
 public:
  // Implicit, so that a statement is written as a plain literal.
  consteval Literal(const char* text) : text_(text) {}  // NOLINT(google-explicit-constructor)
  [[nodiscard]] constexpr std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

/// One named statement; what a `Connection` runs. A namespace-scope constant beside the code that
/// uses it:
///
///   const sql::Statement kByKey{"accounts.by_key", "SELECT name FROM accounts WHERE id = $1"};
///
/// Placeholders are `$1`, `$2`, ... on both engines, each as often as wanted. No `now()` (bind the
/// clock), no implicit casts, times as parameters already added up. A statement that only one
/// engine understands names it. Construction enters the statement into the registry, whose every
/// entry a test parses: on account tables it has to say `account_id = $n`.
class Statement {
 public:
  Statement(Literal name, Literal text, std::optional<Engine> only = std::nullopt);
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  [[nodiscard]] std::string_view name() const { return name_; }
  [[nodiscard]] std::string_view text() const { return text_; }
  [[nodiscard]] std::optional<Engine> only() const { return only_; }
  /// Dense, from 0: an index into a connection's cache of prepared statements.
  [[nodiscard]] std::size_t id() const { return id_; }

 private:
  std::string_view name_;
  std::string_view text_;
  std::optional<Engine> only_;
  std::size_t id_;
};

/// What happens to a row of a bulk load whose key is there already.
enum class OnConflict {
  Fail,  ///< the whole load fails with Conflict
  Skip,  ///< the row is left out and not counted
};

/// A table that many rows are loaded into at once, and the columns they carry. With `account_id`
/// among them it comes first, and the connection fills it from the transaction: rows do not carry
/// it.
class Bulk {
 public:
  Bulk(Literal name, Literal table, std::vector<std::string_view> columns,
       OnConflict on_conflict = OnConflict::Fail);
  Bulk(const Bulk&) = delete;
  Bulk& operator=(const Bulk&) = delete;

  [[nodiscard]] std::string_view name() const { return name_; }
  [[nodiscard]] std::string_view table() const { return table_; }
  [[nodiscard]] bool of_account() const { return columns_.front() == "account_id"; }
  [[nodiscard]] const std::vector<std::string_view>& columns() const { return columns_; }
  [[nodiscard]] OnConflict on_conflict() const { return on_conflict_; }
  /// "account_id, seq, type".
  [[nodiscard]] std::string column_list() const;

 private:
  std::string_view name_;
  std::string_view table_;
  std::vector<std::string_view> columns_;
  OnConflict on_conflict_;
};

/// Every statement and bulk load of the program, in no particular order. Complete once `main` runs.
[[nodiscard]] const std::vector<const Statement*>& registered_statements();
[[nodiscard]] const std::vector<const Bulk*>& registered_bulk_loads();

}  // namespace gv::sql
