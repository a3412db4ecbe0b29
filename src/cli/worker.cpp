#include <memory>
#include <string>
#include <vector>

#include "cli/background.h"
#include "cli/commands.h"

namespace gv::cli {
namespace {

struct Options {
  std::vector<std::string> queues;
  int concurrency{1};
  ProcessOptions process{};
};

}  // namespace

void add_worker(CLI::App& app, Session& session) {
  auto* command = add_command(app, "worker", "Do jobs, beside servers with --no-workers",
                              "  geminivideo worker --db postgres://gv@db.example/gv\n"
                              "  geminivideo worker --queues video-analysis\n");
  auto options = std::make_shared<Options>();
  command->add_option("--queues", options->queues, "Only these, separated by commas (default: all)")
      ->delimiter(',')
      ->type_name("Q,...");
  command->add_option("--concurrency", options->concurrency, "Jobs at once; of videos, one")
      ->check(CLI::Range(1, 64))
      ->type_name("N")
      ->capture_default_str();
  add_process_options(*command, options->process);
  command->callback([options, &session] {
    session.command = [options, &session] {
      const Roles roles{.serves = false,
                        .works = true,
                        .schedules = false,
                        .workforce = {options->queues, options->concurrency}};
      return run_in_background(session, "worker", options->process, roles);
    };
  });
}

}  // namespace gv::cli
