#include "adapters/store/copy_store.h"

#include <set>
#include <string>

#include <fmt/format.h>

#include "adapters/store/postgres_schema.h"

namespace gv::store {
namespace {

Result<void> require_empty(sql::Database& to) {
  return each_page(to, [](const Page& page) -> Result<void> {
    return fail(ErrorCode::Conflict, std::string(page.table.name),
                "the store to copy to has rows already, an empty one is expected",
                "name a new file or database");
  });
}

/// Loads pages into a store. Of a monthly table it makes the partitions that its rows belong to:
/// in the default partition they would stand in the way of one made later.
class Loader {
 public:
  explicit Loader(sql::Database& to) : to_(to) {}

  Result<void> operator()(const Page& page) {
    if (page.table.monthly && to_.engine() == sql::Engine::Postgres) GV_TRY(make_months(page));
    std::vector<std::vector<sql::Param>> rows;
    rows.reserve(page.rows.size());
    for (const Cells& cells : page.rows) rows.push_back(params_of(page.table, cells));
    GV_TRY(to_.write({.account = page.account}, [&](sql::Connection& connection) {
      return connection.bulk_load(page.table.load, rows);
    }));
    return {};
  }

 private:
  Result<void> make_months(const Page& page) {
    for (const Cells& cells : page.rows) {
      const auto at = std::get<TimePoint>(cells[page.table.key.back()]);
      if (!months_.insert(format_date(at).substr(0, 7)).second) continue;
      GV_TRY(create_partitions(to_, at, 1));
    }
    return {};
  }

  sql::Database& to_;
  std::set<std::string> months_{};
};

}  // namespace

Result<std::vector<TableDigest>> copy_store(sql::Database& from, sql::Database& to) {
  GV_TRY(require_empty(to));
  Loader loader(to);
  GV_TRY(each_page(from, [&](const Page& page) { return loader(page); }));
  GV_TRY(auto ours, digest_tables(from));
  GV_TRY(const auto theirs, digest_tables(to));
  for (std::size_t i = 0; i < ours.size(); ++i) {
    if (ours[i] == theirs[i]) continue;
    return fail(ErrorCode::Conflict, ours[i].table,
                fmt::format("differs after the copy: {} rows of hash {}, copied {} of hash {}",
                            ours[i].rows, ours[i].hash(), theirs[i].rows, theirs[i].hash()),
                "stop what writes to the store, and copy again into an empty one");
  }
  return ours;
}

}  // namespace gv::store
