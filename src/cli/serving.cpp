#include "cli/serving.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>
#include <malloc.h>

#include "adapters/api/access_routes.h"
#include "adapters/api/actuals.h"
#include "adapters/api/asset_routes.h"
#include "adapters/api/campaign_routes.h"
#include "adapters/api/change_routes.h"
#include "adapters/api/config_preview.h"
#include "adapters/api/connections.h"
#include "adapters/api/decision_routes.h"
#include "adapters/api/documents.h"
#include "adapters/api/loop_lags.h"
#include "adapters/api/publish_routes.h"
#include "adapters/api/revenue_routes.h"
#include "adapters/api/routes.h"
#include "adapters/api/schedules.h"
#include "adapters/api/search.h"
#include "adapters/api/stages.h"
#include "adapters/api/stream.h"
#include "app/execute/change_schedule.h"
#include "app/ports/authentication.h"
#include "base/check.h"
#include "cli/dashboard.h"
#include "cli/version.h"
#include "io/file/byte_source.h"

namespace gv::cli {
namespace {

/// How often the event stream looks for news: what another process commits is as old at most.
constexpr Millis kFeedEvery{200};
/// How often accounts and configurations are looked at that another process may have changed.
constexpr Millis kWatchEvery{1'000};
/// Counting what waits reads all of it, and giving memory back looks at all that is free.
constexpr int kLooksBetweenCounts = 15;
/// Accounts whose changes are sent at once: a platform that answers one of them late keeps no more
/// than its own waiting.
constexpr int kChangeThreads = 4;
constexpr Millis kPatience{8'000};  // containers are killed ten seconds after they are asked to end

std::string unpacked(const PackedFile& file) {
  const auto source =
      file::inflate(file::from_text(std::string(file.gzip)), std::string(file.path));
  std::string bytes;
  std::array<char, 65'536> block;
  for (;;) {
    const auto size = source->read(block);
    GV_CHECK(size.has_value());  // our own bytes
    if (*size == 0) return bytes;
    bytes.append(block.data(), *size);
  }
}

}  // namespace

Serving::Serving(ServingOptions options, ProcessStore& store, const app::Sealer& sealer,
                 const Clock& clock)
    : clock_(clock),
      store_(store.store()),
      process_metrics_(metrics_, kVersion, clock.now()),
      logger_(clock, options.level, log::standard_error()),
      observer_(metrics_, logger_),
      access_(store.store(), tables_, sealer, clock, logger_, store.data_dir()),
      revenue_(store.store(), tables_, access_.access.book, sealer, clock, options.webhooks),
      decisions_(store.store(), tables_, access_.access.book, access_.rules),
      media_(store.store(), tables_, store.data_dir(), std::move(options.video), clock, logger_),
      tracking_(store.store(), tables_, access_.access.book, revenue_.fold_deal, sealer, clock,
                options.webhooks.capi_secrets),
      platforms_(store.store(), tables_, access_.access.book, sealer, revenue_.sync_schedule, clock,
                 options.platforms),
      outbound_(store.store(), tables_, access_.access.book, platforms_.accounts, sealer, clock),
      execution_(store.store(), tables_, access_.access.book, platforms_.accounts, clock),
      publish_(store.store(), tables_, execution_, platforms_.accounts, media_.objects()),
      schedules_(store.store(), tables_, decisions_, media_, execution_.desk, access_.access.book,
                 logger_),
      jobs_(store.store(), tables_.jobs, clock, logger_,
            {&revenue_.fold_deal, &tracking_.forget_expired, &tracking_.match_inbound,
             &schedules_.review_budgets, &schedules_.fade_experiments,
             &schedules_.promote_experiments},
            10, {&schedules_.maintain}),
      media_jobs_(store.store(), tables_.jobs, clock, logger_, {&media_.analyze}, 1),
      sync_jobs_(store.store(), tables_.jobs, clock, logger_, {&platforms_.sync, &execution_.drift},
                 1),
      change_jobs_(store.store(), tables_.jobs, clock, logger_, {&execution_.changes}, 1),
      stop_jobs_(store.store(), tables_.jobs, clock, logger_, {&execution_.stop}, 1),
      upload_jobs_(store.store(), tables_.jobs, clock, logger_, {&publish_.uploads}, 1),
      outbound_jobs_(store.store(), tables_.jobs, clock, logger_, {&outbound_.send}, 1),
      feed_(store.store(), tables_.events, tables_.board, access_.access.authenticator),
      api_(access_.access.authenticator, access_.access.book, clock, options.limits),
      build_{.version = kVersion, .schema_version = store.schema_version()},
      checks_(store.checks()),
      is_alone_(store.database().engine() == sql::Engine::Sqlite) {
  checks_.push_back({"not_draining", [this] { return not_draining(); }});
  add_routes(store.store(), options.shows_docs, clock.now());
  server_ = std::make_unique<http::Server>(
      api_.router(), std::move(options.server),
      [this](const http::Exchange& exchange) { observer_(exchange); });
}

void Serving::add_routes(app::Store& store, bool shows_docs, TimePoint started) {
  api_.allow_origins(access_.access.book);
  api::add_own_pages(pages_);
  api::add_routes(
      api_,
      {.build = build_,
       .started = started,
       .checks = checks_,
       .metrics =
           [this] { return process_metrics_.text(feed_.listeners(), server_->connections()); },
       .settings = access_.access.book,
       .pages = pages_,
       .shows_docs = shows_docs});
  api_.keep_answers(store, tables_.idempotency);
  api::add_access_routes(api_, access_.access);
  api::add_connection_routes(api_, revenue_.connect);
  api::add_revenue_routes(api_, revenue_.services());
  api::add_tracking_routes(api_, tracking_.services(outbound_.desk));
  api::add_stage_routes(api_, access_.access);
  api::add_decision_routes(api_, decisions_.services(execution_.desk));
  api::add_change_routes(api_, execution_.services());
  api::add_campaign_routes(api_, {.store = store,
                                  .tree = tables_.tree,
                                  .performance = tables_.performance,
                                  .decisions = tables_.decisions,
                                  .changes = execution_.desk,
                                  .settings = access_.access.book});
  api::add_publish_routes(api_, publish_.services());
  api::add_actuals_routes(api_, platforms_.actuals);
  api::add_config_preview_routes(api_, access_.access, decisions_.services(execution_.desk),
                                 revenue_.services());
  api::add_experiment_routes(api_, decisions_.experiments);
  api::add_schedule_routes(api_, schedules_.desk);
  api::add_loop_routes(api_, {store, tables_.loop_times});
  api::add_demo_routes(api_, {store, tables_.events, tables_.accounts});
  api::add_search_routes(api_, {store, tables_.search, access_.rules});
  api::add_stream_routes(api_, feed_, app::Authentication::scope_of);
  api::add_asset_routes(api_, media_.services([this] { media_jobs_.wake(); }));
}

Result<void> Serving::add_pages(const std::string& directory) {
  GV_TRY(pages_.add_directory(directory));
  route_scripts();
  return {};
}

void Serving::add_dashboard() {
  for (const auto& file : dashboard_files()) pages_.add(std::string(file.path), unpacked(file));
  route_scripts();
}

void Serving::route_scripts() {
  // A page keeps its scripts where the interface has `/assets/{id}`: its own files come first.
  for (const auto& path : pages_.paths()) {
    if (!path.starts_with("/assets/")) continue;
    http::Route route;
    route.pattern = path;
    route.label = "/";
    route.handle = [this](const http::Request& request) { return pages_.serve(request); };
    api_.router().add(std::move(route));
  }
}

Result<std::optional<std::string>> Serving::prepare() {
  if (is_alone_) GV_TRY(schedules_.recover());
  GV_TRY(access_.access.book.catch_up());
  return access_.access.setup.offer();
}

Result<void> Serving::start(const Roles& roles) {
  GV_TRY(check_queues(roles.workforce));
  if (roles.serves) {
    GV_TRY(server_->start());
    const auto step = [this](const std::stop_token&) { return feed_.step(); };
    feeding_ = std::make_unique<app::Loop>(step, kFeedEvery, [this](const Error& error) {
      logger_.write(log::Level::Warn, "events cannot be read", {{"error", to_string(error)}});
    });
  }
  watch();
  if (roles.works) {
    Workforce workforce = roles.workforce;
    workforce.on_end = [this](const app::JobReport& report) { process_metrics_.count(report); };
    Workforce patient = workforce;
    patient.is_busy = [this] { return server_->is_busy(); };
    jobs_.start(patient);
    patient.threads = workforce.threads = 1;
    media_jobs_.start(patient);
    sync_jobs_.start(patient);
    Workforce many = workforce;
    many.threads = kChangeThreads;
    change_jobs_.start(many);
    stop_jobs_.start(many);
    upload_jobs_.start(workforce);
    outbound_jobs_.start(workforce);
    media_.start();
  }
  if (roles.schedules) schedules_.start();
  return {};
}

void Serving::watch() {
  const auto step = [this](const std::stop_token&) -> Result<bool> {
    GV_TRY(look_around());
    return false;
  };
  watching_ = std::make_unique<app::Loop>(step, kWatchEvery, [this](const Error& error) {
    logger_.write(log::Level::Warn, "accounts cannot be read", {{"error", to_string(error)}});
  });
}

Result<void> Serving::look_around() {
  if (!is_alone_) GV_TRY(access_.access.book.catch_up());
  if (looks_++ % kLooksBetweenCounts != 0) return {};
  GV_TRY(const auto depths, store_.read_shared([&](app::SharedTransaction& transaction) {
    return tables_.jobs.depths(transaction);
  }));
  process_metrics_.set_queues(depths, clock_.now());
  // What runs over a whole account free is kept in the heap of each of their threads otherwise, and
  // is more with every deal.
  ::malloc_trim(0);
  return {};
}

Result<void> Serving::check_queues(const Workforce& workforce) const {
  auto known = jobs_.queues();
  for (const auto* jobs :
       {&media_jobs_, &sync_jobs_, &change_jobs_, &stop_jobs_, &upload_jobs_, &outbound_jobs_}) {
    for (auto& name : jobs->queues()) known.push_back(std::move(name));
  }
  for (const auto& name : workforce.queues) {
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    return fail(ErrorCode::InvalidInput, "--queues",
                fmt::format("must be some of {}, got \"{}\"", fmt::join(known, ", "), name));
  }
  return {};
}

Result<void> Serving::work_off() {
  for (;;) {
    std::int64_t done = 0;
    for (auto* jobs : {&jobs_, &sync_jobs_, &change_jobs_, &stop_jobs_, &upload_jobs_,
                       &outbound_jobs_, &media_jobs_}) {
      GV_TRY(const auto count, jobs->step());
      done += count;
    }
    if (done == 0) return {};
  }
}

Result<std::optional<TimePoint>> Serving::next_change() {
  return store_.read_shared([&](app::SharedTransaction& transaction) {
    return tables_.jobs.next_start(transaction, app::kChangeQueue);
  });
}

Result<std::string> Serving::sign_in_code(const std::string& email) {
  return access_.access.sign_in.make_link(email);
}

Result<void> Serving::sync_platforms(const AccountId& account) {
  const auto scope = app::AccountScope::of_system(account, app::SystemTask::Maintenance);
  return store_.write(scope, [&](app::Transaction& transaction) -> Result<void> {
    GV_TRY(revenue_.sync_schedule.now(transaction));
    return {};
  });
}

Result<void> Serving::keep_demo_day(const AccountId& account, const api::DemoDay& day) {
  const auto scope = app::AccountScope::of_system(account, app::SystemTask::Maintenance);
  const auto event = api::demo_day_event(day, clock_.now());
  return store_.write(scope, [&](app::Transaction& transaction) -> Result<void> {
    GV_TRY(auto found, tables_.accounts.find(transaction));
    if (!found) return fail(ErrorCode::NotFound, "account", "there is no " + account.text());
    if (!found->is_demo) {
      found->is_demo = true;
      GV_TRY(tables_.accounts.update(transaction, *found));
    }
    GV_TRY(tables_.events.append(transaction, {&event, 1}));
    return {};
  });
}

void Serving::renew(http::Tls& tls) const {
  const auto read = tls.reload();
  if (read) {
    logger_.write(log::Level::Info, "certificate read again",
                  {{"expires", format_time(tls.expires())}});
  } else {
    logger_.write(log::Level::Error, "certificate cannot be read again, the old one stays",
                  {{"error", to_string(read.error())}});
  }
}

void Serving::drain() {
  draining_ = true;
  logger_.write(log::Level::Info, "draining", {});
  schedules_.stop();
  const bool all = server_->drain(kPatience);
  feeding_.reset();
  watching_.reset();
  media_jobs_.request_stop();  // first: the analysis that ends next is then no failed attempt
  media_.stop();
  upload_jobs_.request_stop();
  publish_.uploads.stop();
  sync_jobs_.request_stop();
  change_jobs_.request_stop();
  outbound_jobs_.request_stop();
  jobs_.stop();
  media_jobs_.stop();
  sync_jobs_.stop();
  change_jobs_.stop();
  stop_jobs_.stop();
  upload_jobs_.stop();
  outbound_jobs_.stop();
  logger_.write(log::Level::Info, "stopped", {{"all_finished", all}});
}

Result<void> Serving::not_draining() const {
  if (!draining_) return {};
  return fail(ErrorCode::Unavailable, "server", "the server is shutting down");
}

}  // namespace gv::cli
