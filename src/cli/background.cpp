#include "cli/background.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include "cli/exit_code.h"
#include "cli/interrupt.h"
#include "cli/log_level.h"
#include "cli/master_key.h"
#include "cli/process_store.h"
#include "cli/service_clock.h"
#include "cli/store_location.h"
#include "cli/video_settings.h"

namespace gv::cli {

Result<void> require_shared_store(const Globals& globals, std::string_view asked) {
  GV_TRY(const auto location, location_of(globals));
  if (location.engine == sql::Engine::Postgres) return {};
  return fail(ErrorCode::InvalidInput, "--db",
              fmt::format("{} needs PostgreSQL: an SQLite file has one process, and `geminivideo "
                          "serve` does its jobs and schedules itself",
                          asked),
              "name a server with --db postgres://...");
}

void add_process_options(CLI::App& command, ProcessOptions& options) {
  command.add_option("--log-level", options.log_level, "debug, info, warn or error")
      ->type_name("L")
      ->capture_default_str();
  command
      .add_option("--meta-url", options.platforms.meta_url,
                  "Where Meta's API is, such as a platform double (default: Meta's own)")
      ->type_name("URL");
  command.add_option("--google-url", options.platforms.google_url, "Likewise, of Google Ads")
      ->type_name("URL");
  command.add_option("--tiktok-url", options.platforms.tiktok_url, "Likewise, of TikTok")
      ->type_name("URL");
  add_clock_option(command, options.clock);
}

int run_in_background(const Session& session, std::string_view command,
                      const ProcessOptions& options, const Roles& roles) {
  const auto level = level_of(options.log_level);
  if (!level) return report(level.error(), Source::Option);
  const auto shared = require_shared_store(session.globals, command);
  if (!shared) return report(shared.error(), Source::Option);
  const auto reachable = check_platforms(options.platforms);
  if (!reachable) return report(reachable.error(), Source::Option);
  auto video = video_settings(session);
  if (!video) return report(video.error(), Source::Configuration);
  ::umask(077);               // what is written here is for its owner
  const Interrupt interrupt;  // before any thread is made
  const auto clock = service_clock(options.clock);
  if (!clock) return report(clock.error(), Source::Option);
  const auto store = ProcessStore::open(session.globals, false, **clock);
  if (!store) return report(store.error(), Source::Option);
  const auto key = master_key((*store)->data_dir());
  if (!key) return report(key.error(), Source::Option);
  Serving process({.level = *level, .video = *std::move(video), .platforms = options.platforms},
                  **store, *key, **clock);
  const auto token = process.prepare();
  if (!token) return report(token.error(), Source::Option);
  const auto started = process.start(roles);
  if (!started) return report(started.error(), Source::Option);
  note(session, fmt::format("{} is at work", command));
  interrupt.wait();
  process.drain();
  return kDone;
}

}  // namespace gv::cli
