#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "adapters/store/table_pages.h"
#include "base/result.h"
#include "io/sql/database.h"

namespace gv::store {

/// What a table holds, equal on both engines when the rows mean the same: JSON counts by its value
/// and not by its spelling, rows in any order.
struct TableDigest {
  std::string table;
  std::int64_t rows{0};
  /// Sum over the rows of two independent XXH64. Tells accidents, not forgeries.
  std::uint64_t high{0};
  std::uint64_t low{0};

  [[nodiscard]] std::string hash() const;  ///< 32 hexadecimal digits
  bool operator==(const TableDigest&) const = default;
};

/// Digests every table in the order of `store_tables`. O(rows); reads the store once.
/// Errors: those of the database; UnusableInput for a JSON column that holds none.
Result<std::vector<TableDigest>> digest_tables(sql::Database& database);

}  // namespace gv::store
