#include <memory>

#include "cli/background.h"
#include "cli/commands.h"

namespace gv::cli {

void add_scheduler(CLI::App& app, Session& session) {
  auto* command =
      add_command(app, "scheduler", "Queue what is due, beside servers with --no-workers",
                  "  geminivideo scheduler --db postgres://gv@db.example/gv\n");
  auto options = std::make_shared<ProcessOptions>();
  add_process_options(*command, *options);
  command->callback([options, &session] {
    session.command = [options, &session] {
      const Roles roles{.serves = false, .works = false, .schedules = true};
      return run_in_background(session, "scheduler", *options, roles);
    };
  });
}

}  // namespace gv::cli
