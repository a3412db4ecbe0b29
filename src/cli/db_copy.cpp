#include <memory>
#include <string>
#include <vector>

#include <boost/json/value.hpp>
#include <fmt/format.h>

#include "adapters/store/copy_store.h"
#include "adapters/store/migrations.h"
#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/json_out.h"
#include "cli/store_location.h"
#include "cli/table.h"
#include "io/sql/migrate.h"

namespace gv::cli {
namespace {

struct Options {
  std::string from;
  std::string to;
};

void write(const Session& session, const std::vector<store::TableDigest>& digests) {
  const auto sink = standard_output();
  if (session.globals.output == OutputForm::Json) {
    JsonOut out(sink);
    out.begin_list("tables");
    for (const auto& digest : digests) {
      out.item(boost::json::object{
          {"table", digest.table}, {"rows", digest.rows}, {"hash", digest.hash()}});
    }
    out.end_list();
    out.close();
    return;
  }
  Table table({"table", "rows", "hash"});
  for (const auto& digest : digests) {
    table.row({digest.table, std::to_string(digest.rows), digest.hash()});
  }
  session.globals.output == OutputForm::Csv ? table.csv(sink) : table.print(sink);
}

/// An empty place gets the schema; one of another version is not ours to change on the way.
Result<void> prepare(sql::Database& to, const StoreLocation& location) {
  GV_TRY(const auto state, sql::schema_state(to, store::migrations(to.engine())));
  if (state.applied > 0) return require_migrated(to, location);
  GV_TRY(migrate_store(to, location));
  return {};
}

class Copy {
 public:
  explicit Copy(const Session& session) : session_(session) {}

  Result<int> run(const Options& options) {
    GV_TRY(const auto from, parse_location("--from", options.from));
    GV_TRY(const auto to, parse_location("--to", options.to));
    if (from.path == to.path && from.url == to.url) {
      return fail(ErrorCode::InvalidInput, "--to", "must be another store than --from");
    }
    source_ = Source::Input;
    GV_TRY(const auto source, open_store(from, Missing::Refuse));
    GV_TRY(require_migrated(*source, from));
    GV_TRY(const auto target, open_store(to, Missing::Make));
    GV_TRY(prepare(*target, to));
    GV_TRY(const auto digests, store::copy_store(*source, *target));
    write(session_, digests);
    note(session_, fmt::format("note: {} holds what {} holds", to.spoken(), from.spoken()));
    return kDone;
  }

  [[nodiscard]] Source source() const { return source_; }

 private:
  const Session& session_;
  Source source_{Source::Option};
};

}  // namespace

void add_db(CLI::App& app, Session& session) {
  auto* command = add_command(
      app, "db", "Move the store from SQLite to PostgreSQL, or back",
      "  geminivideo db copy --from sqlite:///data/gv.db --to postgres://gv@db.example/gv\n"
      "  geminivideo db copy --from postgres://gv@db.example/gv --to sqlite:gv.db\n");
  command->require_subcommand(1);
  auto* copy = add_command(
      *command, "copy", "Copy every table into an empty store and compare; stop serve before",
      "  geminivideo db copy --from sqlite:///data/gv.db --to postgres://gv@db.example/gv\n"
      "  geminivideo db copy --from sqlite:gv.db --to sqlite:other.db --json\n");
  auto options = std::make_shared<Options>();
  copy->add_option("--from", options->from, "sqlite:///path, sqlite:path or postgres://...")
      ->type_name("URL")
      ->required();
  copy->add_option("--to", options->to, "The same; made and migrated where there is nothing")
      ->type_name("URL")
      ->required();
  copy->callback([options, &session] {
    session.command = [options, &session] {
      Copy copy_run(session);
      const auto code = copy_run.run(*options);
      return code ? *code : report(code.error(), copy_run.source());
    };
  });
}

}  // namespace gv::cli
