#include "adapters/store/table_pages.h"

#include <utility>

#include "base/check.h"

namespace gv::store {
namespace {

const sql::Statement kAccounts{"copy.accounts", "SELECT id FROM accounts ORDER BY id"};

Cell cell_of(const sql::Row& row, int column, char type) {
  if (row.is_null(column)) return std::monostate{};
  switch (type) {
    case 'I':
    case 'L':
    case 'M':
      return row.integer(column);
    case 'F':
      return row.real(column);
    case 'B':
      return row.boolean(column);
    case 'S':
      return row.time(column);
    case 'X':
      return row.blob(column);
    default:
      return std::string(row.text(column));
  }
}

Cells cells_of(const sql::Row& row, std::string_view types) {
  Cells cells;
  cells.reserve(types.size());
  for (std::size_t i = 0; i < types.size(); ++i) {
    cells.push_back(cell_of(row, static_cast<int>(i), types[i]));
  }
  return cells;
}

sql::Param param_of(const Cell& cell, char type) {
  struct Bind {
    char type;
    sql::Param operator()(std::monostate) const { return std::nullopt; }
    sql::Param operator()(const std::string& text) const {
      if (type == 'X') return sql::Blob{text};
      return text;
    }
    sql::Param operator()(std::int64_t value) const { return value; }
    sql::Param operator()(double value) const { return value; }
    sql::Param operator()(bool value) const { return value; }
    sql::Param operator()(TimePoint value) const { return value; }
  };
  return std::visit(Bind{type}, cell);
}

/// The page that follows `last`; the first one when there is none.
Result<std::vector<Cells>> read_page(sql::Database& database, const Page& page, const Cells* last) {
  const StoreTable& table = page.table;
  std::vector<sql::Param> params;
  if (table.of_account) params.emplace_back(page.account);
  params.emplace_back(kPageRows);
  if (last != nullptr) {
    for (const auto place : table.key) {
      params.push_back(param_of((*last)[place], table.types[place]));
    }
  }
  const auto& statement = last == nullptr ? table.first_page : table.next_page;
  return database.read({.account = page.account}, [&](sql::Connection& connection) {
    return connection.all(statement, params,
                          [&](const sql::Row& row) { return cells_of(row, table.types); });
  });
}

Result<void> each_page_of(sql::Database& database, Page page,
                          const std::function<Result<void>(const Page&)>& visit) {
  GV_TRY(page.rows, read_page(database, page, nullptr));
  while (!page.rows.empty()) {
    GV_TRY(visit(page));
    if (page.rows.size() < kPageRows) break;
    const Cells last = std::move(page.rows.back());
    GV_TRY(page.rows, read_page(database, page, &last));
  }
  return {};
}

}  // namespace

Result<void> each_page(sql::Database& database,
                       const std::function<Result<void>(const Page&)>& visit) {
  GV_TRY(const auto accounts, database.read({}, [](sql::Connection& connection) {
    return connection.all(kAccounts, {},
                          [](const sql::Row& row) { return row.get<std::string>(0); });
  }));
  for (const StoreTable& table : store_tables()) {
    if (!table.of_account) {
      GV_TRY(each_page_of(database, {table, {}, {}}, visit));
      continue;
    }
    for (const auto& account : accounts) {
      GV_TRY(each_page_of(database, {table, account, {}}, visit));
    }
  }
  return {};
}

std::vector<sql::Param> params_of(const StoreTable& table, const Cells& cells) {
  GV_CHECK(cells.size() == table.types.size());
  std::vector<sql::Param> params;
  params.reserve(cells.size());
  for (std::size_t i = 0; i < cells.size(); ++i) {
    params.push_back(param_of(cells[i], table.types[i]));
  }
  return params;
}

}  // namespace gv::store
