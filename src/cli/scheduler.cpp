#include <memory>
#include <string>

#include "cli/background.h"
#include "cli/commands.h"

namespace gv::cli {

void add_scheduler(CLI::App& app, Session& session) {
  auto* command =
      add_command(app, "scheduler", "Queue what is due, beside servers with --no-workers",
                  "  geminivideo scheduler --db postgres://gv@db.example/gv\n");
  auto log_level = std::make_shared<std::string>("info");
  command->add_option("--log-level", *log_level, "debug, info, warn or error")
      ->type_name("L")
      ->capture_default_str();
  command->callback([log_level, &session] {
    session.command = [log_level, &session] {
      const Roles roles{.serves = false, .works = false, .schedules = true};
      return run_in_background(session, "scheduler", *log_level, roles);
    };
  });
}

}  // namespace gv::cli
