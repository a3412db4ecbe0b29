#include "adapters/store/postgres_schema.h"

#include <optional>
#include <string>

#include "adapters/store/migrations.h"
#include "base/check.h"

namespace gv::store {
namespace {

const sql::Statement kCreatePartitions{"partitions.create", "SELECT gv_create_partitions($1, $2)",
                                       sql::Engine::Postgres};
const sql::Statement kRole{
    "roles.current",
    "SELECT rolname::text, rolsuper OR rolbypassrls OR EXISTS (SELECT FROM pg_class "
    "WHERE relowner = pg_roles.oid AND relnamespace = 'public'::regnamespace) "
    "FROM pg_roles WHERE rolname = current_user",
    sql::Engine::Postgres};

struct Role {
  std::string name;
  bool is_above_policies;
};

}  // namespace

Result<int> migrate_postgres(sql::Database& database, const Clock& clock,
                             std::string_view program_version) {
  GV_TRY(const int ran,
         sql::migrate(database, migrations(sql::Engine::Postgres), clock, program_version));
  GV_TRY(create_partitions(database, clock.now(), 1 + kPartitionsAhead));
  return ran;
}

Result<int> create_partitions(sql::Database& database, TimePoint from, int months) {
  int made = 0;
  const std::chrono::year_month_day first(std::chrono::floor<Days>(from));
  for (int i = 0; i < months; ++i) {  // a transaction each: rows may have to be moved
    const auto month = first.year() / first.month() / 1 + std::chrono::months(i);
    GV_TRY(const int some, database.write({}, [&](sql::Connection& connection) {
      return create_partitions(connection, TimePoint(std::chrono::sys_days(month)), 1);
    }));
    made += some;
  }
  return made;
}

Result<int> create_partitions(sql::Connection& connection, TimePoint from, int months) {
  GV_TRY(const auto made, connection.first(kCreatePartitions, {format_date(from), months},
                                           [](const sql::Row& row) { return row.get<int>(0); }));
  return *made;
}

Result<void> check_runtime_role(sql::Database& database) {
  GV_TRY(const auto role, database.read({}, [](sql::Connection& connection) {
    return connection.first(kRole, {}, [](const sql::Row& row) {
      return Role{row.get<std::string>(0), row.boolean(1)};
    });
  }));
  GV_CHECK(role.has_value());
  if (!role->is_above_policies) return {};
  return fail(ErrorCode::Refused, "database",
              "the role " + role->name + " owns tables or bypasses row-level security",
              "connect as gv_app or gv_worker, or a login that inherits from one of them");
}

}  // namespace gv::store
