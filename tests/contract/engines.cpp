#include "contract/engines.h"

#include <cstdlib>
#include <fstream>

#include <fmt/format.h>
#include <unistd.h>

#include "adapters/store/migrations.h"
#include "base/hash.h"
#include "io/sql/postgres.h"
#include "io/sql/sqlite.h"

namespace gv::contract {
namespace {

const sql::Statement kAddAccount{
    "test.add_account",
    "INSERT INTO accounts (id, name, currency, time_zone, status, is_demo, config_version, "
    "created_at) VALUES ($1, $1, 'USD', 'UTC', 'active', $2, 0, $3)"};

/// "postgresql:///postgres?host=..."; empty when there is no server.
std::string server_url() {
  const char* path = std::getenv("GV_TEST_POSTGRES");
  std::string url;
  if (path != nullptr) std::getline(std::ifstream(path), url);
  return url;
}

std::string url_of(const std::string& database) {
  std::string url = server_url();
  const std::string_view maintenance = "/postgres?";
  return url.replace(url.find(maintenance), maintenance.size(), "/" + database + "?");
}

template <class T>
T value_of(Result<T> result) {
  if (!result) throw std::runtime_error(to_string(result.error()));
  return std::move(*result);
}

void on_server(const std::string& command) {
  auto server = value_of(sql::open_postgres({.url = server_url()}));
  const auto done =
      server->bare({}, [&](sql::Connection& connection) { return connection.run_script(command); });
  if (!done) throw std::runtime_error(to_string(done.error()));
}

/// A migrated database that the others are copied from: a copy takes a tenth of the migrations.
const std::string& postgres_template() {
  static const std::string name = [] {
    auto made = fmt::format("gv_template_{}", ::getpid());
    on_server("CREATE DATABASE " + made);
    auto database = value_of(sql::open_postgres({.url = url_of(made)}));
    value_of(sql::migrate(*database, store::migrations(sql::Engine::Postgres), sql::ManualClock{},
                          "test"));
    return made;
  }();
  return name;
}

std::string next_postgres_name() {
  static int made = 0;
  return fmt::format("gv_test_{}_{}", ::getpid(), ++made);
}

}  // namespace

std::vector<sql::Engine> engines() {
  if (server_url().empty()) return {sql::Engine::Sqlite};
  return {sql::Engine::Sqlite, sql::Engine::Postgres};
}

std::string engine_name(const testing::TestParamInfo<sql::Engine>& engine) {
  return std::string(to_text(engine.param));
}

FreshStore::FreshStore(sql::Engine engine) : engine_(engine) {
  if (engine == sql::Engine::Postgres) {
    name_ = next_postgres_name();
    on_server(fmt::format("CREATE DATABASE {} TEMPLATE {}", name_, postgres_template()));
    database_ = open_as("gv_worker");
    return;
  }
  const auto path = folder_.path("store.db");
  database_ = value_of(sql::open_sqlite({.path = path}));
  value_of(store::migrate_sqlite(*database_, path, sql::ManualClock{}, "test"));
}

FreshStore::~FreshStore() {
  database_.reset();
  if (!name_.empty()) on_server("DROP DATABASE " + name_ + " WITH (FORCE)");
}

std::unique_ptr<sql::Database> FreshStore::open_as(std::string_view role) const {
  if (engine_ == sql::Engine::Sqlite) {
    return value_of(sql::open_sqlite({.path = folder_.path("store.db")}));
  }
  return value_of(sql::open_postgres({.url = url_of(name_), .role = std::string(role)}));
}

Contract::Contract() : fresh_(GetParam()), store_(fresh_.database(), clock_) {
  for (const std::string account : {"alpha", "beta"}) {
    value_of(fresh_.database().write({}, [&](sql::Connection& connection) {
      return connection.execute(kAddAccount, {account, false, clock_.now()});
    }));
  }
}

std::string Contract::new_id() {
  ++ids_;
  return uuid_v7(clock_.now(), ids_ >> 32U, ids_);
}

}  // namespace gv::contract
