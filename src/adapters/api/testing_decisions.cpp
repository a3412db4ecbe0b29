#include "adapters/api/testing_decisions.h"

#include <array>
#include <mutex>

#include "adapters/api/testing_publish.h"
#include "adapters/files/zone_table.h"
#include "adapters/run_file/run_documents.h"
#include "adapters/store/accounts.h"
#include "adapters/store/ad_catalog.h"
#include "adapters/store/ad_changes.h"
#include "adapters/store/ad_policies.h"
#include "adapters/store/ad_states.h"
#include "adapters/store/ad_tree.h"
#include "adapters/store/audit_log.h"
#include "adapters/store/change_history.h"
#include "adapters/store/conversions.h"
#include "adapters/store/decisions.h"
#include "adapters/store/event_log.h"
#include "adapters/store/execution_ledger.h"
#include "adapters/store/experiments.h"
#include "adapters/store/holds.h"
#include "adapters/store/job_queue.h"
#include "adapters/store/learning_log.h"
#include "adapters/store/loop_times.h"
#include "adapters/store/migrations.h"
#include "adapters/store/performance.h"
#include "adapters/store/revenue_store.h"
#include "adapters/store/running_ads.h"
#include "adapters/store/sql_store.h"
#include "app/execute/no_platforms.h"
#include "base/check.h"
#include "io/sql/sqlite.h"
#include "io/sql/testing.h"

namespace gv::api::testing {
namespace {

const sql::Statement kAddAccount{
    "test.add_account",
    "INSERT INTO accounts (id, name, currency, time_zone, status, is_demo, config_version, "
    "created_at) VALUES ($1, $1, $2, 'UTC', 'active', $3, 0, $4)"};

class LateStore final : public app::Store {
 public:
  LateStore(const Clock& clock, const app::SettingsSource& settings)
      : clock_(clock), settings_(settings) {}

 protected:
  Result<void> run_read(const app::AccountScope& scope, const Step& step) override {
    return opened().read(scope, [&](app::Transaction& transaction) { return step(transaction); });
  }
  Result<void> run_write(const app::AccountScope& scope, const Step& step) override {
    return opened().write(scope, [&](app::Transaction& transaction) { return step(transaction); });
  }
  Result<void> run_read_shared(const SharedStep& step) override {
    return opened().read_shared(
        [&](app::SharedTransaction& transaction) { return step(transaction); });
  }
  Result<void> run_write_shared(const SharedStep& step) override {
    return opened().write_shared(
        [&](app::SharedTransaction& transaction) { return step(transaction); });
  }

 private:
  app::Store& opened() {
    const std::lock_guard lock(mutex_);
    if (!store_) open();
    return *store_;
  }
  void open() {
    const auto path = folder_.path("store.db");
    auto database = sql::open_sqlite({.path = path});
    GV_CHECK(database.has_value());
    database_ = *std::move(database);
    GV_CHECK(store::migrate_sqlite(*database_, path, clock_, "test").has_value());
    const auto added = database_->write({}, [&](sql::Connection& connection) -> Result<void> {
      GV_TRY(connection.execute(kAddAccount, {"gym", "AED", false, clock_.now()}));
      GV_TRY(connection.execute(kAddAccount, {"shop", "JPY", false, clock_.now()}));
      return {};
    });
    GV_CHECK(added.has_value());
    store_ = std::make_unique<store::SqlStore>(*database_, clock_);
    GV_CHECK(store_
                 ->write(scope_of("gym"),
                         [&](app::Transaction& transaction) { return add_ads(transaction); })
                 .has_value());
    GV_CHECK(store_
                 ->write(scope_of("gym"),
                         [](app::Transaction& transaction) {
                           return store::Holds{}.engage(transaction,
                                                        {.id = kHold,
                                                         .scope = app::HoldScope::Ad,
                                                         .target = "99",
                                                         .reason = "Someone else edited it.",
                                                         .engaged_by = "executor"});
                         })
                 .has_value());
    GV_CHECK(store_
                 ->write(scope_of("gym"),
                         [](app::Transaction& transaction) { return add_creatives(transaction); })
                 .has_value());
    add_variants();
  }
  void add_variants() {
    store::LearningLog log;
    store::Experiments experiments;
    app::ExperimentDesk desk(*store_, log, experiments, settings_);
    for (const auto* variant : {"hook_a", "hook_b"}) {
      const auto added = desk.register_variant(scope_of("gym"), std::nullopt, variant, {});
      GV_CHECK(added.has_value());
    }
  }
  /// The good one and the one that is not.
  Result<void> add_ads(app::Transaction& transaction) const {
    app::StoredAdState ad{.ad_id = "meta:ad_1",
                          .impressions = 100'000,
                          .clicks = 2'000,
                          .conversions = 40,
                          .spend_minor = 200'000,
                          .pipeline_value_minor = 900'000,
                          .cash_revenue_minor = 900'000,
                          .first_delivery_at = clock_.now() - Days(20),
                          .data_as_of = clock_.now()};
    store::AdStates ads;
    GV_TRY(ads.put(transaction, ad));
    ad.ad_id = "meta:ad_2";
    ad.clicks = 500;
    ad.conversions = 1;
    ad.pipeline_value_minor = ad.cash_revenue_minor = 10'000;
    return ads.put(transaction, ad);
  }
  static app::AccountScope scope_of(std::string account) {
    return app::AccountScope::of_system(AccountId(std::move(account)), app::SystemTask::Test);
  }

  const Clock& clock_;
  const app::SettingsSource& settings_;
  std::mutex mutex_;
  sql::TemporaryFolder folder_;
  std::unique_ptr<sql::Database> database_;
  std::unique_ptr<store::SqlStore> store_;
};

/// The settings of the account that has the currency.
class SameRules final : public app::ConfigurationRules {
 public:
  explicit SameRules(const app::SettingsSource& settings) : settings_(settings) {}

  [[nodiscard]] Result<app::AccountSettings> settings(std::string_view,
                                                      Currency currency) const override {
    const AccountId account(currency.code() == "AED" ? "gym" : "shop");
    GV_TRY(const auto known, settings_.settings(account));
    return *known;
  }
  [[nodiscard]] Result<app::PatchedConfiguration> initial(std::string_view,
                                                          Currency) const override {
    return app::PatchedConfiguration{};
  }
  [[nodiscard]] Result<app::PatchedConfiguration> patch(std::string_view, std::string_view,
                                                        Currency) const override {
    return app::PatchedConfiguration{};
  }
  [[nodiscard]] Result<app::EffectiveConfiguration> effective(std::string_view,
                                                              Currency) const override {
    return app::EffectiveConfiguration{};
  }
  [[nodiscard]] Result<std::vector<std::string>> changed(std::string_view,
                                                         std::string_view) const override {
    return std::vector<std::string>{};
  }
  [[nodiscard]] bool knows_zone(std::string_view) const override { return true; }
  [[nodiscard]] std::string schema() const override { return "{}"; }

 private:
  const app::SettingsSource& settings_;
};

}  // namespace

struct DecisionBench::Parts {
  Parts(const app::SettingsSource& source, const Clock& now)
      : settings(source), clock(now), store(now, source), rules(source) {}

  const app::SettingsSource& settings;
  const Clock& clock;
  LateStore store;
  SameRules rules;
  store::Decisions decisions;
  store::AdStates ads;
  store::EventLog events;
  store::Experiments experiments;
  store::LearningLog learning;
  run_file::RunDocuments documents;
  app::RunBook runs{store, decisions, events, documents, rules};
  app::ObserveAd observe{store, learning, ads};
  app::ExperimentDesk desk{store, learning, experiments, settings};
  store::AdChanges ad_changes;
  store::ChangeHistory history;
  store::ExecutionLedger ledger;
  store::Holds holds;
  store::AdPolicies policies;
  store::RunningAds running;
  store::AdCatalog catalog;
  files::ZoneTable zones;
  store::AdTree tree;
  store::LoopTimes times;
  store::Accounts accounts;
  store::AuditLog audit;
  store::JobQueue jobs;
  app::NoPlatforms platforms;
  app::ExecutionPorts ports{.store = store,
                            .changes = ad_changes,
                            .history = history,
                            .ledger = ledger,
                            .holds = holds,
                            .policies = policies,
                            .running = running,
                            .catalog = catalog,
                            .accounts = accounts,
                            .audit = audit,
                            .events = events,
                            .jobs = jobs,
                            .settings = settings,
                            .zones = zones,
                            .clock = clock};
  app::AdChangeJobs worker{ports, platforms, "test"};
  app::EmergencyStop stop{ports, platforms, worker};
  app::ChangeDesk changes{ports};
  app::DecisionDesk decision_desk{ports, decisions, changes};
  app::ExecutionView view{ports, worker};
  app::AdPolicyDesk policy_desk{ports, ads};
  app::ChangePreview preview{ports, running};
  store::Performance performance;
  store::RevenueStore revenue;
  store::Conversions conversions;
  app::OnlyPipeline pipelines{settings};
};

DecisionBench::DecisionBench(const app::SettingsSource& settings, const Clock& clock)
    : parts_(std::make_unique<Parts>(settings, clock)) {}
DecisionBench::~DecisionBench() = default;

app::ExperimentDesk& DecisionBench::experiments() { return parts_->desk; }

const app::ExecutionPorts& DecisionBench::execution() { return parts_->ports; }

LoopServices DecisionBench::loop() { return {parts_->store, parts_->times}; }

DemoServices DecisionBench::demo() { return {parts_->store, parts_->events, parts_->accounts}; }

void DecisionBench::play_demo() {
  const auto scope = app::AccountScope::of_system(AccountId("gym"), app::SystemTask::Test);
  const auto played = parts_->store.write(scope, [&](app::Transaction& t) -> Result<void> {
    GV_TRY(auto account, parts_->accounts.find(t));
    account->is_demo = true;
    GV_TRY(parts_->accounts.update(t, *account));
    const DemoDay first{.day = 1, .policies = {{"account"}, {"oracle", 100.0, 50}}};
    const DemoDay second{.day = 2, .policies = {{"account", 300.0, 200}, {"oracle", 400.0, 200}}};
    const std::array<app::NewEvent, 2> facts{demo_day_event(first, parts_->clock.now() - Days(1)),
                                             demo_day_event(second, parts_->clock.now())};
    GV_TRY(parts_->events.append(t, facts));
    return {};
  });
  GV_CHECK(played.has_value());
}

ChangeServices DecisionBench::changes() {
  return {.store = parts_->store,
          .tree = parts_->tree,
          .changes = parts_->changes,
          .desk = parts_->decision_desk,
          .policies = parts_->policy_desk,
          .preview = parts_->preview,
          .stop = parts_->stop,
          .view = parts_->view};
}

DecisionServices DecisionBench::services() {
  return {.store = parts_->store,
          .decisions = parts_->decisions,
          .tree = parts_->tree,
          .observe = parts_->observe,
          .runs = parts_->runs,
          .documents = parts_->documents,
          .settings = parts_->settings,
          .changes = parts_->changes,
          .inputs = {.store = parts_->store,
                     .ads = parts_->ads,
                     .live = {.ads = parts_->running,
                              .performance = parts_->performance,
                              .revenue = parts_->revenue,
                              .conversions = parts_->conversions,
                              .decisions = parts_->decisions,
                              .ledger = parts_->ledger,
                              .changes = parts_->ad_changes,
                              .holds = parts_->holds,
                              .policies = parts_->policies},
                     .pipelines = parts_->pipelines}};
}

}  // namespace gv::api::testing
