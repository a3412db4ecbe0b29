#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <variant>
#include <vector>

#include "adapters/store/store_tables.h"
#include "base/result.h"
#include "base/time.h"
#include "io/sql/database.h"

namespace gv::store {

/// A value as both engines understand it. Text holds U, D, J and X too.
using Cell = std::variant<std::monostate, std::int64_t, double, bool, std::string, TimePoint>;
/// The columns of `StoreTable::types`, without the account.
using Cells = std::vector<Cell>;

/// Some rows of one table; of one account where the table is.
struct Page {
  const StoreTable& table;
  std::string account;  ///< empty where the table is of none
  std::vector<Cells> rows;
};

/// Shows every row of the store, table by table and at most `kPageRows` at a time. Each page is
/// read in a transaction of its own, so what changes meanwhile may be seen or not.
/// Errors: those of the database and of `visit`, which ends it.
Result<void> each_page(sql::Database& database,
                       const std::function<Result<void>(const Page&)>& visit);

/// The cells as parameters; they point into `cells`.
[[nodiscard]] std::vector<sql::Param> params_of(const StoreTable& table, const Cells& cells);

inline constexpr std::size_t kPageRows = 1'000;

}  // namespace gv::store
