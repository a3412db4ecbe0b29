#include "adapters/api/testing_revenue.h"

#include <map>
#include <string>

namespace gv::api::testing {
namespace {

using app::SharedTransaction;
using app::Transaction;

/// Opens transactions that undo nothing.
class MemoryStore final : public app::Store {
 public:
  explicit MemoryStore(const Clock& clock) : clock_(clock) {}

 protected:
  struct Open final : Transaction {
    Open(TimePoint now, const app::AccountScope& scope) : Transaction(now, scope) {}
  };
  struct OpenShared final : SharedTransaction {
    explicit OpenShared(TimePoint now) : SharedTransaction(now) {}
  };
  Result<void> run_read(const app::AccountScope& scope, const Step& step) override {
    Open open(clock_.now(), scope);
    return step(open);
  }
  Result<void> run_write(const app::AccountScope& scope, const Step& step) override {
    return run_read(scope, step);
  }
  Result<void> run_read_shared(const SharedStep& step) override {
    OpenShared open(clock_.now());
    return step(open);
  }
  Result<void> run_write_shared(const SharedStep& step) override { return run_read_shared(step); }

 private:
  const Clock& clock_;
};

class MemoryRevenue final : public app::RevenueStore {
 public:
  Result<std::vector<bool>> add_events(Transaction&,
                                       std::span<const app::CrmEvent> events) override {
    return std::vector<bool>(events.size(), true);
  }
  Result<std::vector<app::CrmEvent>> events_of(Transaction&, std::string_view,
                                               std::string_view) override {
    return std::vector<app::CrmEvent>{};
  }
  Result<void> set_event_state(Transaction&, std::string_view, std::string_view, std::string_view,
                               std::string_view) override {
    return {};
  }
  Result<std::optional<app::CrmDeal>> deal(Transaction& transaction, std::string_view crm,
                                           std::string_view deal_id) override {
    if (crm != "hubspot" || deal_id != "7" || !is_gym(transaction)) {
      return std::optional<app::CrmDeal>();
    }
    return app::CrmDeal{.crm = "hubspot",
                        .deal_id = "7",
                        .pipeline_key = "default",
                        .stage = "appointment_scheduled",
                        .target_minor = 225'000,
                        .flags = R"(["unreconciled"])",
                        .updated_at = transaction.now()};
  }
  Result<void> put_deal(Transaction&, const app::CrmDeal&) override { return {}; }
  Result<std::vector<app::CrmDeal>> deals(Transaction&, std::string_view, std::string_view,
                                          int) override {
    return std::vector<app::CrmDeal>{};
  }
  Result<void> post(Transaction&, std::span<const app::LedgerPosting>) override { return {}; }
  Result<std::vector<app::LedgerPosting>> postings_of(Transaction& transaction, std::string_view,
                                                      std::string_view) override {
    app::LedgerPosting posting{.id = "p1",
                               .crm = "hubspot",
                               .deal_id = "7",
                               .seq = 1,
                               .event_key = "e1",
                               .kind = "advance",
                               .delta_minor = 225'000,
                               .target_minor = 225'000,
                               .currency = "AED",
                               .stage = "appointment_scheduled",
                               .config_version = 1,
                               .confidence = 0.6,
                               .occurred_at = transaction.now(),
                               .posted_at = transaction.now(),
                               .reason = "Advanced"};
    return std::vector{posting};
  }

  static bool is_gym(const Transaction& transaction) {
    return transaction.scope().account() == AccountId("gym");
  }
};

/// One failed job of gym.
class MemoryBoard final : public app::JobBoard {
 public:
  Result<std::vector<app::JobView>> list(Transaction& transaction,
                                         const app::JobFilter& filter) override {
    const bool shown = MemoryRevenue::is_gym(transaction) && !filter.before &&
                       filter.state.value_or(job_.state) == job_.state;
    return shown ? std::vector{job_} : std::vector<app::JobView>{};
  }
  Result<std::optional<app::JobView>> find(Transaction& transaction, std::string_view id) override {
    if (!MemoryRevenue::is_gym(transaction) || id != job_.id) return std::optional<app::JobView>();
    return job_;
  }
  Result<std::vector<app::JobView>> reporting(Transaction&, int) override {
    return std::vector<app::JobView>{};
  }
  Result<std::vector<app::JobAttempt>> attempts(Transaction&, std::string_view) override {
    return std::vector{app::JobAttempt{.number = 1,
                                       .status = "failed",
                                       .error_code = "unavailable",
                                       .error_message = "does not answer",
                                       .worker = "w1"}};
  }
  Result<bool> retry(Transaction&, std::string_view) override {
    if (job_.state != app::JobState::Failed) return false;
    job_.state = app::JobState::Created;
    return true;
  }
  Result<std::vector<app::QueueCount>> queues(Transaction&) override {
    return std::vector{app::QueueCount{job_.name, app::JobState::Failed, 1},
                       app::QueueCount{job_.name, app::JobState::Retry, 2}};
  }

 private:
  app::JobView job_{.id = kFailedJob,
                    .name = "hubspot-webhook-events",
                    .state = app::JobState::Failed,
                    .subject = "hubspot:7"};
};

/// Takes every job and has none.
class MemoryQueue final : public app::JobQueue {
 public:
  Result<std::vector<bool>> enqueue(SharedTransaction&,
                                    std::span<const app::NewJob> jobs) override {
    return std::vector<bool>(jobs.size(), true);
  }
  Result<std::vector<app::Job>> claim(SharedTransaction&, const app::JobClaim&) override {
    return std::vector<app::Job>{};
  }
  Result<void> heartbeat(SharedTransaction&, const app::JobLease&, TimePoint) override {
    return {};
  }
  Result<void> complete(SharedTransaction&, const app::JobLease&,
                        const std::optional<std::string>&) override {
    return {};
  }
  Result<std::int64_t> complete_all(SharedTransaction&, std::span<const app::JobLease>) override {
    return 0;
  }
  Result<app::JobState> fail(SharedTransaction&, const app::JobLease&,
                             const app::JobFailure&) override {
    return app::JobState::Failed;
  }
  Result<void> give_back(SharedTransaction&, const app::JobLease&) override { return {}; }
  Result<void> set_progress(SharedTransaction&, const app::JobLease&, double,
                            std::string_view) override {
    return {};
  }
  Result<app::SweepCount> sweep(SharedTransaction&, int) override { return app::SweepCount{}; }
  Result<std::int64_t> take_back(SharedTransaction&, int) override { return 0; }
  Result<app::JobsAhead> ahead(SharedTransaction&) override { return app::JobsAhead{}; }
  Result<std::vector<app::QueueDepth>> depths(SharedTransaction&) override {
    return std::vector<app::QueueDepth>{};
  }
  Result<bool> cancel(SharedTransaction&, std::string_view) override { return false; }
  Result<std::optional<app::Job>> find(SharedTransaction&, std::string_view) override {
    return std::optional<app::Job>();
  }
};

class MemoryAccounts final : public app::Accounts {
 public:
  Result<void> add(Transaction&, const app::Account&) override { return {}; }
  Result<std::optional<app::Account>> find(Transaction&) override {
    return std::optional<app::Account>();
  }
  Result<void> update(Transaction&, const app::Account&) override { return {}; }
  Result<std::vector<app::Account>> list(SharedTransaction&, std::string_view, int) override {
    return std::vector<app::Account>{};
  }
  Result<app::AccountsRevision> revision(SharedTransaction&) override {
    return app::AccountsRevision{};
  }
  Result<void> configure(Transaction&, std::int64_t, const app::AccountConfiguration&) override {
    return {};
  }
  Result<std::optional<app::AccountConfiguration>> configuration(Transaction&,
                                                                 std::int64_t) override {
    return std::optional<app::AccountConfiguration>();
  }
  Result<std::vector<app::AccountConfiguration>> configurations(Transaction&, std::int64_t,
                                                                int) override {
    return std::vector<app::AccountConfiguration>{};
  }
};

class MemoryConnections final : public app::Connections {
 public:
  Result<void> put(Transaction&, const app::Connection&) override { return {}; }
  Result<std::optional<app::Connection>> find(Transaction&, std::string_view,
                                              std::string_view) override {
    return std::optional<app::Connection>();
  }
  Result<std::vector<app::Connection>> list(Transaction&, std::string_view) override {
    return std::vector<app::Connection>{};
  }
  Result<bool> remove(Transaction&, std::string_view, std::string_view) override { return false; }
};

class MemoryQuarantine final : public app::Quarantine {
 public:
  Result<bool> add(SharedTransaction&, const app::QuarantinedItem&) override { return true; }
  Result<std::vector<app::QuarantinedItem>> waiting(SharedTransaction&, std::string_view,
                                                    int) override {
    return std::vector<app::QuarantinedItem>{};
  }
  Result<bool> resolve(SharedTransaction&, std::string_view) override { return false; }
};

/// A CRM whose signature is the word "signed" and whose bodies are "events", or not.
class MemoryWebhook final : public app::CrmWebhook {
 public:
  [[nodiscard]] std::string_view crm() const override { return "hubspot"; }
  Result<app::CrmBatch> read(const app::CrmDelivery& delivery, TimePoint,
                             const app::OwnerOf&) override {
    if (delivery.header("X-HubSpot-Signature-v3") != "signed") {
      return fail(ErrorCode::Unauthenticated, "signature", "invalid_signature");
    }
    if (delivery.body == "full") return fail(ErrorCode::StorageFull, "store", "no room is left");
    if (delivery.body != "events") return fail(ErrorCode::UnusableInput, "body", "no JSON");
    return app::CrmBatch{.notices = {{.portal = "1", .account = {}, .events = {}}}, .ignored = 2};
  }
  Result<app::CrmBatch> read_kept(std::string_view, TimePoint, const app::OwnerOf&) override {
    return app::CrmBatch{};
  }
};

}  // namespace

struct RevenueBench::Parts {
  Parts(const app::SettingsSource& source, const Clock& clock)
      : settings(source),
        store(clock),
        portals(store, accounts, connections, clock),
        receive({store, revenue, jobs, quarantine, portals, source, clock}) {}

  const app::SettingsSource& settings;
  MemoryStore store;
  MemoryRevenue revenue{};
  MemoryQueue jobs{};
  MemoryBoard board{};
  MemoryAccounts accounts{};
  MemoryConnections connections{};
  MemoryQuarantine quarantine{};
  MemoryWebhook hubspot{};
  app::PortalAccounts portals;
  app::ReceiveCrmEvents receive;
};

RevenueBench::RevenueBench(const app::SettingsSource& settings, const Clock& clock)
    : parts_(std::make_unique<Parts>(settings, clock)) {}
RevenueBench::~RevenueBench() = default;

RevenueServices RevenueBench::services() {
  return {.store = parts_->store,
          .revenue = parts_->revenue,
          .jobs = parts_->jobs,
          .board = parts_->board,
          .settings = parts_->settings,
          .receive = parts_->receive,
          .hubspot = parts_->hubspot,
          .scope_of = [](const app::Principal&, const AccountId& account,
                         app::Scope) -> Result<app::AccountScope> {
            return app::AccountScope::of_system(account, app::SystemTask::Test);
          }};
}

}  // namespace gv::api::testing
