#include "cli/program.h"

#include <cstdio>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/help_topics.h"
#include "cli/json_out.h"
#include "cli/usage.h"
#include "cli/version.h"

namespace gv::cli {
namespace {

constexpr std::int64_t kSeedMax = (std::int64_t{1} << 53) - 1;

/// The global options as text, before they are checked.
struct GlobalOptions {
  std::string config;
  std::string data_dir;
  std::string db;
  std::string output{"table"};
  std::string seed{"0"};
  std::string now;
  bool json{false};
  bool quiet{false};
  bool no_color{false};  ///< accepted for scripts; nothing is coloured
};

void add_global_options(CLI::App& app, GlobalOptions& options) {
  app.set_version_flag("--version", std::string("geminivideo ") + kVersion);
  app.set_help_flag("-h,--help", "Print this help and stop");
  app.add_option("--config", options.config, "Account thresholds, YAML")->type_name("FILE");
  app.add_option("--data-dir", options.data_dir,
                 "Of the store (default: $XDG_DATA_HOME/geminivideo)")
      ->type_name("DIR");
  app.add_option("--db", options.db,
                 "The store: sqlite:///path or postgres://... (default: $DATABASE_URL)")
      ->type_name("URL");
  app.add_option("--output", options.output, "table, json or csv")
      ->type_name("FORM")
      ->capture_default_str();
  app.add_flag("--json", options.json, "Short for --output json");
  app.add_option("--seed", options.seed, "Of all random numbers, below 2^53")
      ->type_name("N")
      ->capture_default_str();
  app.add_option("--now", options.now, "The present, RFC 3339 (default: the newest data)")
      ->type_name("TIME");
  app.add_flag("-q,--quiet", options.quiet, "No notes on stderr");
  app.add_flag("--no-color", options.no_color, "No colours");
}

Result<Globals> check(const GlobalOptions& options) {
  Globals globals;
  globals.config = options.config;
  globals.data_dir = options.data_dir;
  globals.db = options.db;
  globals.quiet = options.quiet;
  if (options.json || options.output == "json") {
    globals.output = OutputForm::Json;
  } else if (options.output == "csv") {
    globals.output = OutputForm::Csv;
  } else if (options.output != "table") {
    return fail(ErrorCode::InvalidInput, "--output",
                "must be table, json or csv, got \"" + options.output + "\"");
  }
  GV_TRY(const auto seed, whole_option("--seed", options.seed, 0, kSeedMax));
  globals.seed = static_cast<std::uint64_t>(seed);
  if (!options.now.empty()) {
    GV_TRY(globals.now, parse_time(options.now, "--now"));
  }
  return globals;
}

void add_commands(CLI::App& app, Session& session) {
  app.require_subcommand(0, 1);
  add_decide(app, session);
  add_explain(app, session);
  add_fatigue(app, session);
  add_kills(app, session);
  add_optimize(app, session);
  add_predict(app, session);
  add_replay(app, session);
  add_simulate(app, session);
  add_evaluate(app, session);
  add_config(app, session);
  add_analyze(app, session);
  add_hooks(app, session);
  add_cta(app, session);
  add_storyboard(app, session);
  add_serve(app, session);
  add_worker(app, session);
  add_scheduler(app, session);
  add_demo(app, session);
  add_migrate(app, session);
  add_backup(app, session);
  add_restore(app, session);
  add_db(app, session);
  add_rebuild(app, session);
  add_publish(app, session);
  add_stop(app, session);
  add_help(app, session);
}

/// A full disk or a closed pipe must not pass for success.
int finish(int exit_code) {
  if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return exit_code;
  std::fputs("error: cannot write the result to standard output\n", stderr);
  return kUnexpected;
}

}  // namespace

int run_program(int argc, const char* const* argv) {
  Session session;
  GlobalOptions options;
  CLI::App app("Shares an ad budget by what ads will earn, and sees what video ads show.",
               "geminivideo");
  add_global_options(app, options);
  add_commands(app, session);
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& wanted) {  // --help, --version
    if (const auto exit_code = report_helpless(app, arguments)) return *exit_code;
    app.exit(wanted);
    return finish(kDone);
  } catch (const CLI::ParseError& error) {
    return report_misuse(app, error, arguments);
  }
  auto globals = check(options);
  if (!globals) return report(globals.error(), Source::Option);
  session.globals = *std::move(globals);
  if (!session.command) {
    standard_output()(overview_text());
    return finish(kDone);
  }
  return finish(session.command());
}

}  // namespace gv::cli
