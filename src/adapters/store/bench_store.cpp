#include "adapters/store/bench_store.h"

#include <cstdlib>

#include "adapters/store/migrations.h"
#include "adapters/store/postgres_schema.h"
#include "base/check.h"
#include "io/sql/postgres.h"
#include "io/sql/sqlite.h"

namespace gv::store {
namespace {

std::unique_ptr<sql::Database> open_file(const std::string& path) {
  auto database = *sql::open_sqlite({.path = path});
  GV_CHECK(migrate_sqlite(*database, path, sql::ManualClock{}, "bench").has_value());
  return database;
}

std::unique_ptr<sql::Database> open_server(const std::string& url) {
  const auto login = *sql::open_postgres({.url = url, .connections_max = 1});
  GV_CHECK(migrate_postgres(*login, sql::ManualClock{}, "bench").has_value());
  return *sql::open_postgres({.url = url, .role = "gv_worker"});
}

}  // namespace

std::optional<std::string> bench_postgres() {
  const char* const url = std::getenv("GV_BENCH_POSTGRES");
  return url == nullptr ? std::nullopt : std::optional<std::string>(url);
}

BenchStore::BenchStore(const std::optional<std::string>& url)
    : database_(url ? open_server(*url) : open_file(folder_.path("store.db"))) {}

}  // namespace gv::store
