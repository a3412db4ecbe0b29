#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/api/decision_routes.h"
#include "adapters/api/experiment_routes.h"
#include "adapters/api/revenue_routes.h"
#include "adapters/hubspot/webhook_source.h"
#include "adapters/passwords/argon2.h"
#include "adapters/run_file/run_documents.h"
#include "adapters/settings/configuration_rules.h"
#include "adapters/store/accounts.h"
#include "adapters/store/ad_changes.h"
#include "adapters/store/ad_policies.h"
#include "adapters/store/ad_states.h"
#include "adapters/store/ad_tree.h"
#include "adapters/store/analyses.h"
#include "adapters/store/assets.h"
#include "adapters/store/audit_log.h"
#include "adapters/store/connections.h"
#include "adapters/store/conversion_outbox.h"
#include "adapters/store/conversions.h"
#include "adapters/store/decisions.h"
#include "adapters/store/event_log.h"
#include "adapters/store/execution_ledger.h"
#include "adapters/store/experiments.h"
#include "adapters/store/holds.h"
#include "adapters/store/idempotency_keys.h"
#include "adapters/store/identities.h"
#include "adapters/store/job_board.h"
#include "adapters/store/job_queue.h"
#include "adapters/store/learning_log.h"
#include "adapters/store/loop_times.h"
#include "adapters/store/performance.h"
#include "adapters/store/quarantine.h"
#include "adapters/store/revenue_store.h"
#include "adapters/store/running_ads.h"
#include "adapters/store/search.h"
#include "adapters/store/uploads.h"
#include "app/access/access.h"
#include "app/access/connect.h"
#include "app/experiment_desk.h"
#include "app/fold_deal.h"
#include "app/loop.h"
#include "app/observe_ad.h"
#include "app/outbound/announce_deal.h"
#include "app/portal_accounts.h"
#include "app/ports/sealer.h"
#include "app/receive_crm_events.h"
#include "app/run_book.h"
#include "app/run_jobs.h"
#include "app/sync/sync_platforms.h"
#include "base/time.h"
#include "io/log/log.h"

namespace gv::cli {

/// The tables, each behind its repository. They have no state: a transaction brings it.
struct Repositories {
  store::Accounts accounts{};
  store::AdPolicies policies{};
  store::AdStates ads{};
  store::Analyses analyses{};
  store::Assets assets{};
  store::AuditLog audit{};
  store::Connections connections{};
  store::ConversionOutbox outbox{};
  store::Conversions conversions{};
  store::Decisions decisions{};
  store::EventLog events{};
  store::Experiments experiments{};
  store::AdChanges changes{};
  store::Holds holds{};
  store::IdempotencyKeys idempotency{};
  store::Identities identities{};
  store::JobBoard board{};
  store::JobQueue jobs{};
  store::LearningLog learning{};
  store::LoopTimes loop_times{};
  store::ExecutionLedger ledger{};
  store::Performance performance{};
  store::Quarantine quarantine{};
  store::RevenueStore revenue{};
  store::RunningAds running_ads{};
  store::Search search{};
  store::AdTree tree{};
  store::Uploads uploads{};
};

/// Who may do what: users, keys, accounts, their configurations. The setup token in `data_dir` goes
/// when there is a first user.
struct AccessParts {
  AccessParts(app::Store& store, Repositories& tables, const app::Sealer& sealer,
              const Clock& clock, const log::Logger& logger, std::string data_dir);

  passwords::Argon2 passwords{};
  settings::ConfigurationRules rules{};
  app::Access access;
};

/// How this installation is called by CRMs.
struct WebhookOptions {
  std::string public_url;                      ///< as senders see it, without a path
  std::vector<std::string> hubspot_secrets{};  ///< that are active; none: every delivery is refused
  std::vector<std::string> capi_secrets{};     ///< likewise, of conversion events
};

/// What CRMs tell of deals, from their webhook to the ledger.
struct RevenueParts {
  RevenueParts(app::Store& store, Repositories& tables, const app::AccountBook& book,
               const app::Sealer& sealer, const Clock& clock, WebhookOptions options);

  /// For the routes.
  [[nodiscard]] api::RevenueServices services();

 private:
  struct Secrets final : app::WebhookSecrets {
    explicit Secrets(std::vector<std::string> active) : hubspot(std::move(active)) {}
    [[nodiscard]] std::vector<std::string> active(std::string_view source) const override;
    const std::vector<std::string> hubspot;
  };

  Result<void> begin(app::Transaction& transaction, const app::Connection& connection);

  app::Store& store_;
  Repositories& tables_;
  const app::SettingsSource& settings_;
  Secrets secrets_;
  hubspot::WebhookSource webhook_;
  app::AnnounceDeal announce_;

 public:
  app::PortalAccounts portals;
  app::ReceiveCrmEvents receive;
  app::FoldDeal fold_deal;
  app::SyncSchedule sync_schedule;
  app::Connect connect;
};

/// Runs of the decision core, what is known of ads, experiments.
struct DecisionParts {
  DecisionParts(app::Store& store, Repositories& tables, const app::AccountBook& book,
                const app::ConfigurationRules& rules);

  /// For the routes.
  [[nodiscard]] api::DecisionServices services(app::ChangeDesk& changes);
  /// For whoever decides on an account's ads.
  [[nodiscard]] app::AccountInputsPorts inputs();

 private:
  app::Store& store_;
  Repositories& tables_;
  const app::AccountBook& book_;
  run_file::RunDocuments documents_{};

 public:
  app::RunBook runs;
  app::ObserveAd observe;
  app::ExperimentDesk experiments;
};

/// Which jobs a process does, and how many at once.
struct Workforce {
  std::vector<std::string> queues{};  ///< empty: all
  int threads{1};                     ///< for all but videos, of which one is enough
  std::function<void(const app::JobReport&)> on_end{};  ///< as of `app::WorkerSettings`
  /// Whether something more urgent waits: then one batch is done every half a second, no more.
  std::function<bool()> is_busy{};
};

/// The jobs of this process and who does them, from `start` to `stop`.
class JobParts {
 public:
  /// What is passed outlives it. `batch`: jobs taken at once; one where they are long.
  JobParts(app::Store& store, app::JobQueue& queue, const Clock& clock, const log::Logger& logger,
           std::vector<app::JobHandler*> handlers, int batch = 10,
           std::vector<app::SharedJobHandler*> shared_handlers = {});

  /// The queues that it can do.
  [[nodiscard]] std::vector<std::string> queues() const;
  /// Does those of `workforce.queues`; nothing where it can do none of them.
  void start(const Workforce& workforce);
  /// One round on the caller's thread, without the loop; how many jobs it took. Errors: those of
  /// the store.
  Result<std::int64_t> step();
  /// There is work: do not rest. From any thread, also before the start and after the end.
  void wake();
  /// Begins to stop: a job that is broken off after this is given back and has not failed.
  void request_stop();
  /// Finishes the jobs at hand and gives the others back.
  void stop();

 private:
  [[nodiscard]] std::unique_ptr<app::JobRunner> runner_of(
      std::vector<app::JobHandler*> handlers, std::vector<app::SharedJobHandler*> shared_handlers,
      std::function<void(const app::JobReport&)> on_end);

  app::Store& store_;
  app::JobQueue& queue_;
  const Clock& clock_;
  const log::Logger& logger_;
  const std::vector<app::JobHandler*> handlers_;
  const int batch_;
  const std::vector<app::SharedJobHandler*> shared_handlers_;
  std::unique_ptr<app::JobRunner> runner_{};
  std::mutex mutex_{};  ///< of the loops: requests wake them
  std::vector<std::unique_ptr<app::Loop>> loops_{};
};

}  // namespace gv::cli
