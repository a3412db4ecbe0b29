#include <algorithm>
#include <cstdlib>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <sys/stat.h>

#include "cli/background.h"
#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/interrupt.h"
#include "cli/listening.h"
#include "cli/log_level.h"
#include "cli/master_key.h"
#include "cli/process_store.h"
#include "cli/rate_limits.h"
#include "cli/secret.h"
#include "cli/service_clock.h"
#include "cli/serving.h"
#include "cli/setup_token.h"
#include "cli/video_settings.h"

namespace gv::cli {
namespace {

struct Options {
  std::string host{"127.0.0.1"};
  std::string port;
  std::string public_url;
  std::string ui_dir;
  std::string tls_cert;
  std::string tls_key;
  ProcessOptions process{};
  std::vector<std::string> rate_limits;
  bool no_docs{false};
  bool no_ui{false};
  bool no_workers{false};
  bool auto_migrate{false};
};

std::string variable(const char* name) {
  const char* const value = std::getenv(name);
  return value != nullptr ? value : "";
}

/// Where senders of webhooks are told to post, and what they sign with.
Result<WebhookOptions> webhooks_of(const Options& options, std::uint16_t port) {
  WebhookOptions webhooks{.public_url = options.public_url};
  if (webhooks.public_url.empty()) {
    webhooks.public_url = url_of(options.host, port, !options.tls_cert.empty());
  }
  GV_TRY(auto secret, secret_from_environment("HUBSPOT_CLIENT_SECRET"));
  if (!secret.empty()) webhooks.hubspot_secrets.push_back(std::move(secret));
  GV_TRY(auto capi_secret, secret_from_environment("CAPI_WEBHOOK_SECRET"));
  if (!capi_secret.empty()) webhooks.capi_secrets.push_back(std::move(capi_secret));
  return webhooks;
}

/// Null: in the clear, as it is asked for or behind a proxy.
Result<std::shared_ptr<http::Tls>> tls_of(const Options& options) {
  if (options.tls_cert.empty()) return std::shared_ptr<http::Tls>();
  return http::Tls::open({.certificate = options.tls_cert, .key = options.tls_key});
}

int run(const Session& session, const Options& options) {
  const auto level = level_of(options.process.log_level);
  if (!level) return report(level.error(), Source::Option);
  const auto port = port_of(options.port, variable("PORT"));
  if (!port) return report(port.error(), Source::Option);
  auto webhooks = webhooks_of(options, *port);
  if (!webhooks) return report(webhooks.error(), Source::Option);
  const auto limits = rate_limits_of(options.rate_limits);
  if (!limits) return report(limits.error(), Source::Option);
  const auto reachable = check_platforms(options.process.platforms);
  if (!reachable) return report(reachable.error(), Source::Option);
  auto video = video_settings(session);
  if (!video) return report(video.error(), Source::Configuration);
  const auto tls = tls_of(options);
  if (!tls) return report(tls.error(), Source::Option);
  ::umask(077);  // what is written here is for its owner
  // Before any thread is made.
  const Interrupt interrupt(*tls ? Interrupt::Hangup::Tells : Interrupt::Hangup::Ends);
  const auto clock = service_clock(options.process.clock);
  if (!clock) return report(clock.error(), Source::Option);
  if (options.no_workers) {
    const auto shared = require_shared_store(session.globals, "--no-workers");
    if (!shared) return report(shared.error(), Source::Option);
  }
  const auto store = ProcessStore::open(session.globals, options.auto_migrate, **clock);
  if (!store) return report(store.error(), Source::Option);
  const auto key = master_key((*store)->data_dir());
  if (!key) return report(key.error(), Source::Option);
  const std::size_t cores = std::max(1u, std::thread::hardware_concurrency());
  Serving serving(
      {.server = {.address = options.host, .port = *port, .tls = *tls, .threads = cores},
       .level = *level,
       .shows_docs = !options.no_docs,
       .webhooks = *std::move(webhooks),
       .limits = *limits,
       .video = *std::move(video),
       .platforms = options.process.platforms},
      **store, *key, **clock);
  if (!options.ui_dir.empty()) {
    const auto added = serving.add_pages(options.ui_dir);
    if (!added) return report(added.error(), Source::Option);
  } else if (!options.no_ui) {
    serving.add_dashboard();
  }
  const auto token = serving.prepare();
  if (!token) return report(token.error(), Source::Option);
  const auto allowed = check_host(options.host, [&] { return !token->has_value(); });
  if (!allowed) return report(allowed.error(), Source::Option);
  const auto kept = keep_setup_token((*store)->data_dir(), *token);
  if (!kept) return report(kept.error(), Source::Option);
  const bool works = !options.no_workers;
  const auto started = serving.start({.works = works, .schedules = works});
  if (!started) return report(started.error(), Source::Option);
  const auto url = url_of(options.host, serving.port(), *tls != nullptr);
  note(session, fmt::format("listening on {}", url));
  // In the fragment, which a browser sends to nobody.
  if (*token) note(session, fmt::format("set up the first user at {}/#setup={}", url, **token));
  interrupt.wait([&] { serving.renew(**tls); });
  serving.drain();
  return kDone;
}

void add_tls_options(CLI::App& command, Options& options) {
  auto* const certificate =
      command
          .add_option("--tls-cert", options.tls_cert,
                      "Speak TLS alone, with the certificate and its chain in this PEM file; on "
                      "SIGHUP both files are read again")
          ->type_name("FILE");
  auto* const key = command.add_option("--tls-key", options.tls_key, "The certificate's key, PEM")
                        ->type_name("FILE");
  certificate->needs(key);
  key->needs(certificate);
}

}  // namespace

void add_serve(CLI::App& app, Session& session) {
  auto* command = add_command(app, "serve", "Serve the interface over HTTP",
                              "  geminivideo serve\n"
                              "  geminivideo serve --db postgres://gv@db.example/gv\n");
  auto options = std::make_shared<Options>();
  command->add_option("--host,--listen", options->host, "Numeric address to listen on")
      ->type_name("A")
      ->capture_default_str();
  command->add_option("--port", options->port, "0: any free one (default: $PORT, else 8080)")
      ->type_name("N");
  command->add_flag("--auto-migrate", options->auto_migrate,
                    "Run outstanding migrations on PostgreSQL; SQLite always does");
  command
      ->add_option("--public-url", options->public_url,
                   "Where this server is reached from outside (default: its own address)")
      ->type_name("URL");
  add_tls_options(*command, *options);
  command
      ->add_option("--rate-limit", options->rate_limits,
                   "Requests a minute of a class: webhook=60000[:BURST]; also standard, heavy, "
                   "ingest, login")
      ->type_name("CLASS=N");
  auto* no_ui = command->add_flag("--no-ui", options->no_ui, "Do not serve the dashboard");
  command->add_option("--ui-dir", options->ui_dir, "Serve the dashboard from this folder")
      ->type_name("DIR")
      ->excludes(no_ui);
  add_process_options(*command, options->process);
  command->add_flag("--no-workers", options->no_workers,
                    "Leave jobs and schedules to `worker` and `scheduler`; PostgreSQL only");
  command->add_flag("--no-docs", options->no_docs, "Do not serve /docs");
  command->callback([options, &session] {
    session.command = [options, &session] { return run(session, *options); };
  });
}

}  // namespace gv::cli
