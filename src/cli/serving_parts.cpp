#include "cli/serving_parts.h"

#include <utility>

#include <fmt/format.h>
#include <unistd.h>

#include "app/ports/authentication.h"
#include "cli/setup_token.h"
#include "io/http/trace.h"

namespace gv::cli {
namespace {

/// How long jobs rest when there is nothing to do.
constexpr Millis kJobIdle{500};

}  // namespace

AccessParts::AccessParts(app::Store& store, Repositories& tables, const Clock& clock,
                         const log::Logger& logger, std::string data_dir)
    : access({.store = store,
              .identities = tables.identities,
              .accounts = tables.accounts,
              .audit = tables.audit,
              .passwords = passwords,
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
      portals(store, tables.accounts, tables.connections, clock),
      receive({.store = store,
               .revenue = tables.revenue,
               .jobs = tables.jobs,
               .quarantine = tables.quarantine,
               .portals = portals,
               .settings = book,
               .clock = clock}),
      fold_deal(tables.revenue, tables.conversions, tables.jobs, book),
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

/// An ad account is looked at as soon as it is connected.
Result<void> RevenueParts::begin(app::Transaction& transaction, const app::Connection& connection) {
  if (connection.provider != "meta") return {};
  GV_TRY(sync_schedule.now(transaction));
  return {};
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

DecisionParts::DecisionParts(app::Store& store, Repositories& tables,
                             const app::SettingsSource& settings,
                             const app::ConfigurationRules& rules)
    : store_(store),
      tables_(tables),
      settings_(settings),
      runs(store, tables.decisions, tables.events, documents_, rules),
      observe(store, tables.learning, tables.ads),
      experiments(store, tables.learning, tables.experiments, settings) {}

api::DecisionServices DecisionParts::services() {
  return {.store = store_,
          .decisions = tables_.decisions,
          .ads = tables_.ads,
          .observe = observe,
          .runs = runs,
          .documents = documents_,
          .settings = settings_};
}

JobParts::JobParts(app::Store& store, app::JobQueue& queue, const Clock& clock,
                   const log::Logger& logger, std::vector<app::JobHandler*> handlers, int batch)
    : logger_(logger),
      runner_(store, queue, clock, std::move(handlers),
              {.name = fmt::format("serve:{}", ::getpid()), .batch = batch}) {}

void JobParts::start() {
  const std::lock_guard lock(mutex_);
  loop_ = std::make_unique<app::JobLoop>(runner_, kJobIdle, [this](const Error& error) {
    logger_.write(log::Level::Error, "jobs cannot be claimed", {{"error", to_string(error)}});
  });
}

void JobParts::wake() {
  const std::lock_guard lock(mutex_);
  if (loop_) loop_->wake();
}

void JobParts::request_stop() {
  const std::lock_guard lock(mutex_);
  if (loop_) loop_->request_stop();
}

void JobParts::stop() {
  std::unique_ptr<app::JobLoop> ending;  // outlives the lock: its end waits for the job at hand
  const std::lock_guard lock(mutex_);
  ending.swap(loop_);
}

}  // namespace gv::cli
