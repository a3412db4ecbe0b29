#include "adapters/store/manifest.h"

#include <boost/json/value.hpp>

#include "adapters/store/migrations.h"
#include "adapters/store/table_digests.h"
#include "io/json/serialize.h"

namespace gv::store {
namespace {

// Every finding, since SQLite 3.40 has false ones that would hide the others behind its limit of a
// hundred: it takes the columns of a table WITHOUT ROWID in the wrong order when it looks for NULL.
const sql::Statement kIntegrity{"manifest.integrity", "PRAGMA integrity_check(2147483647)",
                                sql::Engine::Sqlite};
constexpr std::string_view kFalseFinding = "NULL value in ";
const sql::Statement kForeignKeys{"manifest.foreign_keys", "PRAGMA foreign_key_check",
                                  sql::Engine::Sqlite};

Result<void> check_file(sql::Database& database) {
  return database.read(
      {.timeout = std::chrono::hours{1}}, [](sql::Connection& connection) -> Result<void> {
        GV_TRY(connection.each(kIntegrity, {}, [](const sql::Row& row) -> Result<void> {
          if (row.text(0) == "ok" || row.text(0).starts_with(kFalseFinding)) return {};
          return fail(ErrorCode::UnusableInput, "integrity",
                      "the store is damaged: " + std::string(row.text(0)));
        }));
        return connection.each(kForeignKeys, {}, [](const sql::Row& row) -> Result<void> {
          return fail(ErrorCode::UnusableInput, row.get<std::string>(0),
                      "a row refers to one that is not there");
        });
      });
}

Result<boost::json::object> last_seqs(sql::Database& database) {
  boost::json::object seqs;
  GV_TRY(each_page(database, [&](const Page& page) -> Result<void> {
    if (page.table.name != "account_event_heads") return {};
    for (const Cells& cells : page.rows) seqs[page.account] = std::get<std::int64_t>(cells[0]);
    return {};
  }));
  return seqs;
}

}  // namespace

Result<std::string> manifest(sql::Database& database, std::string_view file_sha256) {
  if (database.engine() == sql::Engine::Sqlite) GV_TRY(check_file(database));
  GV_TRY(const auto state, sql::schema_state(database, migrations(database.engine())));
  if (!state.outstanding.empty()) {
    return fail(ErrorCode::SchemaMismatch, "schema",
                "the store is of an older version than this program",
                "use the program that made it, or migrate a copy of it");
  }
  boost::json::object tables;
  GV_TRY(const auto digests, digest_tables(database));
  for (const auto& digest : digests) {
    tables[digest.table] = boost::json::object{{"rows", digest.rows}, {"hash", digest.hash()}};
  }
  GV_TRY(auto seqs, last_seqs(database));
  return json::pretty(boost::json::object{{"schema_version", state.applied - 1},
                                          {"file_sha256", file_sha256},
                                          {"last_seqs", std::move(seqs)},
                                          {"tables", std::move(tables)}}) +
         "\n";
}

}  // namespace gv::store
