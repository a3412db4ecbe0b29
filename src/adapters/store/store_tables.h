#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "io/sql/statement.h"

namespace gv::store {

/// One table of db/tables.txt and the statements that read it page by page, in the order of its
/// key, and load it. Parameters: the account where it is of an account, the most rows, and for
/// every page but the first the key of the row before it.
struct StoreTable {
  std::string_view name;
  std::string_view types;        ///< a letter for each column that is read; T: text
  bool of_account;               ///< rows are read and loaded one account at a time
  bool monthly;                  ///< partitioned on PostgreSQL by the last column of the key
  std::vector<std::size_t> key;  ///< places of the key among the columns; empty: one row
  const sql::Statement& first_page;
  const sql::Statement& next_page;
  const sql::Bulk& load;
};

/// Every table but schema_migrations; what a table refers to comes before it. Written when the
/// build is configured.
[[nodiscard]] std::span<const StoreTable> store_tables();

}  // namespace gv::store
