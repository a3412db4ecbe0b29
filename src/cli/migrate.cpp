#include "io/sql/migrate.h"

#include <functional>
#include <span>
#include <string>

#include <boost/json/value.hpp>
#include <fmt/format.h>

#include "adapters/store/migrations.h"
#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/json_out.h"
#include "cli/store_location.h"
#include "cli/table.h"

namespace gv::cli {
namespace {

void write_status(const Session& session, const sql::SchemaState& state,
                  std::span<const sql::Migration> migrations) {
  const auto sink = standard_output();
  const auto state_of = [&](const sql::Migration& migration) {
    return migration.version < state.applied ? "applied" : "outstanding";
  };
  if (session.globals.output == OutputForm::Json) {
    JsonOut out(sink);
    out.begin_list("migrations");
    for (const auto& migration : migrations) {
      out.item(boost::json::object{{"version", migration.version},
                                   {"name", migration.name},
                                   {"state", state_of(migration)}});
    }
    out.end_list();
    out.close();
    return;
  }
  Table table({"version", "name", "state"});
  for (const auto& migration : migrations) {
    table.row({fmt::format("{:04}", migration.version), std::string(migration.name),
               state_of(migration)});
  }
  session.globals.output == OutputForm::Csv ? table.csv(sink) : table.print(sink);
}

Result<int> status(const Session& session, const StoreLocation& location) {
  GV_TRY(const auto database, open_store(location, Missing::Refuse));
  const auto migrations = store::migrations(location.engine);
  GV_TRY(const auto state, sql::schema_state(*database, migrations));
  write_status(session, state, migrations);
  return kDone;
}

Result<int> up(const Session& session, const StoreLocation& location) {
  GV_TRY(const auto database, open_store(location, Missing::Make));
  GV_TRY(const int ran, migrate_store(*database, location));
  note(session, fmt::format("note: {} migrations ran on {}", ran, location.spoken()));
  return kDone;
}

Result<int> verify(const Session& session, const StoreLocation& location) {
  GV_TRY(const auto database, open_store(location, Missing::Refuse));
  GV_TRY(require_migrated(*database, location));
  note(session, fmt::format("note: all {} migrations have run on {}, none was changed",
                            store::migrations(location.engine).size(), location.spoken()));
  return kDone;
}

using Action = Result<int> (*)(const Session&, const StoreLocation&);

int run(const Session& session, Action action) {
  const auto location = location_of(session.globals);
  if (!location) return report(location.error(), Source::Option);
  const auto code = action(session, *location);
  return code ? *code : report(code.error(), Source::Input);
}

}  // namespace

void add_migrate(CLI::App& app, Session& session) {
  auto* command = add_command(app, "migrate", "Bring the store to the schema of this program",
                              "  geminivideo migrate\n"
                              "  geminivideo migrate status --db postgres://gv@db.example/gv\n");
  command->require_subcommand(0, 1);
  const auto add = [&](const char* name, const char* about, const char* examples, Action action) {
    add_command(*command, name, about, examples)->callback([&session, action] {
      session.command = [&session, action] { return run(session, action); };
    });
  };
  add("status", "List the migrations and which have run",
      "  geminivideo migrate status\n  geminivideo migrate status --json\n", status);
  add("up", "Run what is outstanding, forward only (what migrate alone does)",
      "  geminivideo migrate up\n  geminivideo migrate up --db sqlite:///srv/gv.db\n", up);
  add("verify", "Exit 3 unless all have run, unchanged",
      "  geminivideo migrate verify\n  geminivideo migrate verify --data-dir /srv/gv\n", verify);
  command->callback([command, &session] {
    if (!command->get_subcommands().empty()) return;
    session.command = [&session] { return run(session, up); };
  });
}

}  // namespace gv::cli
