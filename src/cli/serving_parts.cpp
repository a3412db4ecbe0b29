#include "cli/serving_parts.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>
#include <unistd.h>

#include "adapters/passwords/hotp.h"
#include "app/access/providers.h"
#include "app/outbound/flush_schedule.h"
#include "app/ports/authentication.h"
#include "cli/setup_token.h"
#include "io/http/trace.h"

namespace gv::cli {
namespace {

/// How long jobs rest when there is nothing to do.
constexpr Millis kJobIdle{500};

/// Workers of several machines share a store.
std::string host_name() {
  std::array<char, 256> name{};
  const bool named = ::gethostname(name.data(), name.size() - 1) == 0;
  return named ? std::string(name.data()) : "localhost";
}

}  // namespace

AccessParts::AccessParts(app::Store& store, Repositories& tables, const app::Sealer& sealer,
                         const Clock& clock, const log::Logger& logger, std::string data_dir)
    : access({.store = store,
              .identities = tables.identities,
              .accounts = tables.accounts,
              .audit = tables.audit,
              .passwords = passwords,
              .sealer = sealer,
              .hotp = passwords::hotp,
              .rules = rules,
              .clock = clock,
              .unreadable =
                  [&logger](const AccountId& account, const Error& error) {
                    logger.write(log::Level::Error, "an account cannot be read",
                                 {{"account_id", std::string_view(account.text())},
                                  {"error", to_string(error)}});
                  },
              .set_up =
                  [folder = std::move(data_dir)] {
                    // Removing does not fail, and the next start would do it again.
                    static_cast<void>(keep_setup_token(folder, std::nullopt));
                  }},
             http::system_random_bytes) {}

RevenueParts::RevenueParts(app::Store& store, Repositories& tables, const app::AccountBook& book,
                           const app::Sealer& sealer, const Clock& clock, WebhookOptions options)
    : store_(store),
      tables_(tables),
      settings_(book),
      secrets_(std::move(options.hubspot_secrets)),
      webhook_(secrets_, {.public_url = std::move(options.public_url)}),
      announce_(tables.outbox, tables.jobs, book, sealer),
      portals(store, tables.accounts, tables.connections, clock),
      receive({.store = store,
               .revenue = tables.revenue,
               .jobs = tables.jobs,
               .quarantine = tables.quarantine,
               .portals = portals,
               .settings = book,
               .clock = clock}),
      fold_deal(tables.revenue, tables.conversions, tables.jobs, book, &announce_),
      sync_schedule(tables.jobs, http::system_random_bytes),
      connect(
          store, tables.connections, tables.audit, sealer,
          [this](std::string_view provider, std::string_view external_id) {
            portals.forget();
            return portals.account_of(provider, external_id);
          },
          [this](const std::string& provider, const std::string& portal) -> Result<void> {
            portals.forget();
            if (provider == webhook_.crm()) GV_TRY(receive.replay(webhook_, portal));
            return {};
          },
          [this](app::Transaction& transaction, const app::Connection& connection) {
            return begin(transaction, connection);
          }) {}

/// An ad account is looked at as soon as it is connected, and told what waited for it.
Result<void> RevenueParts::begin(app::Transaction& transaction, const app::Connection& connection) {
  if (!app::is_ad_platform(connection.provider)) return {};
  GV_TRY(sync_schedule.now(transaction));
  GV_TRY(tables_.outbox.wake(transaction));
  GV_TRY(const auto due, tables_.outbox.next_due(transaction));
  return due ? app::plan_flush(tables_.jobs, transaction, *due) : Result<void>();
}

api::RevenueServices RevenueParts::services() {
  return {.store = store_,
          .revenue = tables_.revenue,
          .jobs = tables_.jobs,
          .board = tables_.board,
          .settings = settings_,
          .receive = receive,
          .hubspot = webhook_,
          .scope_of = app::Authentication::scope_of};
}

std::vector<std::string> RevenueParts::Secrets::active(std::string_view source) const {
  return source == "hubspot" ? hubspot : std::vector<std::string>();
}

DecisionParts::DecisionParts(app::Store& store, Repositories& tables, const app::AccountBook& book,
                             const app::ConfigurationRules& rules)
    : store_(store),
      tables_(tables),
      book_(book),
      runs(store, tables.decisions, tables.events, documents_, rules),
      observe(store, tables.learning, tables.ads),
      experiments(store, tables.learning, tables.experiments, book) {}

api::DecisionServices DecisionParts::services(app::ChangeDesk& changes) {
  return {.store = store_,
          .decisions = tables_.decisions,
          .tree = tables_.tree,
          .observe = observe,
          .runs = runs,
          .documents = documents_,
          .settings = book_,
          .changes = changes,
          .inputs = inputs()};
}

app::AccountInputsPorts DecisionParts::inputs() {
  return {.store = store_,
          .ads = tables_.ads,
          .live = {.ads = tables_.running_ads,
                   .performance = tables_.performance,
                   .revenue = tables_.revenue,
                   .conversions = tables_.conversions,
                   .decisions = tables_.decisions,
                   .ledger = tables_.ledger,
                   .changes = tables_.changes,
                   .holds = tables_.holds,
                   .policies = tables_.policies},
          .pipelines = book_};
}

JobParts::JobParts(app::Store& store, app::JobQueue& queue, const Clock& clock,
                   const log::Logger& logger, std::vector<app::JobHandler*> handlers, int batch,
                   std::vector<app::SharedJobHandler*> shared_handlers)
    : store_(store),
      queue_(queue),
      clock_(clock),
      logger_(logger),
      handlers_(std::move(handlers)),
      batch_(batch),
      shared_handlers_(std::move(shared_handlers)) {}

std::vector<std::string> JobParts::queues() const {
  std::vector<std::string> names;
  for (const auto* handler : handlers_) names.emplace_back(handler->queue());
  for (const auto* handler : shared_handlers_) names.emplace_back(handler->queue());
  return names;
}

void JobParts::start(const Workforce& workforce) {
  const auto is_idle = [&](const auto* handler) {
    const auto& queues = workforce.queues;
    return !queues.empty() &&
           std::find(queues.begin(), queues.end(), handler->queue()) == queues.end();
  };
  auto handlers = handlers_;
  auto shared_handlers = shared_handlers_;
  std::erase_if(handlers, is_idle);
  std::erase_if(shared_handlers, is_idle);
  if (handlers.empty() && shared_handlers.empty()) return;
  runner_ = runner_of(std::move(handlers), std::move(shared_handlers), workforce.on_end);
  const auto step = [this,
                     is_busy = workforce.is_busy](const std::stop_token& stop) -> Result<bool> {
    GV_TRY(const auto done, runner_->step(stop));
    return done.all() > 0 && !(is_busy && is_busy());
  };
  const auto on_trouble = [this](const Error& error) {
    logger_.write(log::Level::Error, "jobs cannot be claimed", {{"error", to_string(error)}});
  };
  const std::lock_guard lock(mutex_);
  for (int i = 0; i < workforce.threads; ++i) {
    loops_.push_back(std::make_unique<app::Loop>(step, kJobIdle, on_trouble));
  }
}

std::unique_ptr<app::JobRunner> JobParts::runner_of(
    std::vector<app::JobHandler*> handlers, std::vector<app::SharedJobHandler*> shared_handlers,
    std::function<void(const app::JobReport&)> on_end) {
  return std::make_unique<app::JobRunner>(
      store_, queue_, clock_, std::move(handlers),
      app::WorkerSettings{.name = fmt::format("{}:{}", host_name(), ::getpid()),
                          .batch = batch_,
                          .on_end = std::move(on_end)},
      std::move(shared_handlers));
}

Result<std::int64_t> JobParts::step() {
  if (!runner_) runner_ = runner_of(handlers_, shared_handlers_, {});
  GV_TRY(const auto count, runner_->step());
  return count.all();
}

void JobParts::wake() {
  const std::lock_guard lock(mutex_);
  for (const auto& loop : loops_) loop->wake();
}

void JobParts::request_stop() {
  const std::lock_guard lock(mutex_);
  for (const auto& loop : loops_) loop->request_stop();
}

void JobParts::stop() {
  request_stop();  // all of them, before the end of the first is waited for
  std::vector<std::unique_ptr<app::Loop>> ending;  // outlives the lock
  const std::lock_guard lock(mutex_);
  ending.swap(loops_);
}

}  // namespace gv::cli
