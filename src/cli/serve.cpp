#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include <fmt/format.h>

#include "adapters/api/api.h"
#include "adapters/api/documents.h"
#include "adapters/api/observer.h"
#include "adapters/api/routes.h"
#include "app/ports/in_memory.h"
#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/interrupt.h"
#include "cli/listening.h"
#include "cli/version.h"
#include "io/http/server.h"

namespace gv::cli {
namespace {

constexpr Millis kPatience{8'000};  // containers are killed ten seconds after they are asked to end

struct Options {
  std::string host{"127.0.0.1"};
  std::string port;
  std::string ui_dir;
  std::string log_level{"info"};
  bool no_docs{false};
};

class SystemClock : public Clock {
 public:
  [[nodiscard]] TimePoint now() const override {
    return std::chrono::floor<Millis>(std::chrono::system_clock::now());
  }
};

Result<log::Level> level_of(const std::string& text) {
  if (text == "debug") return log::Level::Debug;
  if (text == "info") return log::Level::Info;
  if (text == "warn") return log::Level::Warn;
  if (text == "error") return log::Level::Error;
  return fail(ErrorCode::InvalidInput, "--log-level",
              "must be debug, info, warn or error, got \"" + text + "\"");
}

/// Everything a server is made of, in the order it depends on each other.
class Serving {
 public:
  Serving(http::ServerConfig config, log::Level level, const Options& options)
      : logger_(clock_, level, log::standard_error()),
        observer_(metrics_, logger_),
        api_(authenticator_, accounts_, clock_),
        build_{.version = kVersion, .schema_version = "0"},
        checks_{{"not_draining", [this] { return not_draining(); }}} {
    api::add_own_pages(pages_);
    api::add_routes(api_, {.build = build_,
                           .started = clock_.now(),
                           .checks = checks_,
                           .metrics = [this] { return metrics_.text(); },
                           .settings = settings_,
                           .pages = pages_,
                           .shows_docs = !options.no_docs});
    server_ = std::make_unique<http::Server>(
        api_.router(), std::move(config),
        [this](const http::Exchange& exchange) { observer_(exchange); });
  }

  Result<void> add_pages(const std::string& directory) { return pages_.add_directory(directory); }
  Result<void> start() { return server_->start(); }
  std::uint16_t port() const { return server_->port(); }

  void drain() {
    draining_ = true;
    logger_.write(log::Level::Info, "draining", {});
    const bool all = server_->drain(kPatience);
    logger_.write(log::Level::Info, "stopped", {{"all_finished", all}});
  }

 private:
  Result<void> not_draining() const {
    if (!draining_) return {};
    return fail(ErrorCode::Unavailable, "server", "the server is shutting down");
  }

  SystemClock clock_;
  metrics::Metrics metrics_;
  log::Logger logger_;
  api::Observer observer_;
  app::InMemoryAuthenticator authenticator_;  // nobody yet: users and keys are not stored yet
  app::InMemoryAccounts accounts_{{}};
  app::InMemorySettings settings_{{}};
  http::Bundle pages_;
  api::Api api_;
  api::Build build_;
  std::vector<api::ReadinessCheck> checks_;
  std::atomic<bool> draining_{false};
  std::unique_ptr<http::Server> server_;
};

void wait_for(const std::stop_token& stop) {
  std::mutex mutex;
  std::unique_lock lock(mutex);
  std::condition_variable_any stopped;
  stopped.wait(lock, stop, [] { return false; });
}

int run(const Session& session, const Options& options) {
  const auto level = level_of(options.log_level);
  if (!level) return report(level.error(), Source::Option);
  const char* const port_variable = std::getenv("PORT");
  const auto port = port_of(options.port, port_variable != nullptr ? port_variable : "");
  if (!port) return report(port.error(), Source::Option);
  const auto allowed = check_host(options.host, [] { return false; });
  if (!allowed) return report(allowed.error(), Source::Option);
  const Interrupt interrupt;  // before any thread is made
  const std::size_t cores = std::max(1u, std::thread::hardware_concurrency());
  Serving serving({.address = options.host, .port = *port, .threads = cores}, *level, options);
  if (!options.ui_dir.empty()) {
    const auto added = serving.add_pages(options.ui_dir);
    if (!added) return report(added.error(), Source::Option);
  }
  const auto started = serving.start();
  if (!started) return report(started.error(), Source::Option);
  note(session, fmt::format("listening on {}", url_of(options.host, serving.port())));
  wait_for(interrupt.token());
  serving.drain();
  return kDone;
}

}  // namespace

void add_serve(CLI::App& app, Session& session) {
  auto* command = add_command(app, "serve", "Serve the interface and the dashboard over HTTP",
                              "  geminivideo serve\n"
                              "  PORT=9000 geminivideo serve --no-docs\n");
  auto options = std::make_shared<Options>();
  command->add_option("--host,--listen", options->host, "Numeric address to listen on")
      ->type_name("A")
      ->capture_default_str();
  command->add_option("--port", options->port, "0: any free one (default: $PORT, else 8080)")
      ->type_name("N");
  command->add_option("--ui-dir", options->ui_dir, "Serve the dashboard from this folder")
      ->type_name("DIR");
  command->add_option("--log-level", options->log_level, "debug, info, warn or error")
      ->type_name("L")
      ->capture_default_str();
  command->add_flag("--no-docs", options->no_docs, "Do not serve /docs");
  command->callback([options, &session] {
    session.command = [options, &session] { return run(session, *options); };
  });
}

}  // namespace gv::cli
