#pragma once

#include <set>
#include <string>
#include <vector>

namespace gv::contract {

/// One line of db/tables.txt.
struct Table {
  struct Column {
    std::string name;
    std::string letter;  ///< of the logical type; empty: text
    bool nullable{false};
  };
  std::string name;
  bool of_account{false};
  std::vector<Column> columns;
  /// "PRIMARY KEY (account_id, id)", "UNIQUE (...)", "FOREIGN KEY (...) REFERENCES t(...)".
  std::set<std::string> constraints;
};

[[nodiscard]] std::vector<Table> listed_tables();

}  // namespace gv::contract
