#pragma once

#include "contract/engines.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "adapters/files/zone_table.h"
#include "adapters/store/accounts.h"
#include "adapters/store/ad_catalog.h"
#include "adapters/store/ad_changes.h"
#include "adapters/store/ad_policies.h"
#include "adapters/store/audit_log.h"
#include "adapters/store/change_history.h"
#include "adapters/store/event_log.h"
#include "adapters/store/execution_ledger.h"
#include "adapters/store/holds.h"
#include "adapters/store/job_queue.h"
#include "adapters/store/running_ads.h"
#include "app/execute/ad_change_jobs.h"
#include "app/execute/change_desk.h"
#include "app/execute/emergency_stop.h"
#include "app/execute/fake_platform.h"
#include "app/run_jobs.h"

namespace gv::contract {

/// A store that ends the process (throws `ProcessDied`) at its n-th transaction, before or after it
/// is durable.
class MortalStore final : public app::Store {
 public:
  explicit MortalStore(app::Store& inner) : inner_(inner) {}
  /// The coming transaction `number`, 1 the next, is the last one.
  void die_at(int number, bool after) {
    left_ = number;
    after_ = after;
    died_ = false;
  }
  void live() { left_ = 0; }
  /// Does something once, before the coming transaction `number`.
  void before(int number, std::function<void()> something) {
    until_then_ = number;
    something_ = std::move(something);
  }
  /// Whether death was met.
  [[nodiscard]] bool died() const { return died_; }

 protected:
  Result<void> run_read(const app::AccountScope& scope, const Step& step) override;
  Result<void> run_write(const app::AccountScope& scope, const Step& step) override;
  Result<void> run_read_shared(const SharedStep& step) override;
  Result<void> run_write_shared(const SharedStep& step) override;

 private:
  template <class Work>
  Result<void> mortal(Work work);

  app::Store& inner_;
  int left_{0};
  bool after_{false};
  bool died_{false};
  int until_then_{0};
  std::function<void()> something_{};
};

/// The executor over a real store and a platform in memory: account alpha in USD, mode auto, ten
/// ads "1" to "10" of 100.00 a day in ad sets and campaigns of their own.
class ExecutorContract : public Contract {
 protected:
  ExecutorContract();

  /// Another process: what was in memory is gone.
  virtual void restart();
  /// Who does the jobs.
  virtual std::vector<app::JobHandler*> handlers() { return {worker_.get(), stop_.get()}; }
  /// Runs the account's jobs until nothing is due within `span`, moving the clock from job to job.
  void run_for(Millis span);
  /// One job, as it is due now.
  Result<int> run_now();

  std::optional<TimePoint> next_due();
  std::vector<app::AdChange> queue(const std::vector<app::ChangeRequest>& requests);
  app::AdChange queue(const app::ChangeRequest& request) {
    return queue(std::vector{request}).at(0);
  }
  static app::ChangeRequest budget(const std::string& adset, std::int64_t minor);
  static app::ChangeRequest status(const std::string& ad, app::EntityStatus status);
  static app::ChangeRequest create(const std::string& name);
  app::AdChange found(const std::string& id);
  std::vector<app::AdChange> all();
  std::vector<app::SentMutation> sent();
  std::int64_t budget_on_platform(const std::string& adset);
  std::optional<std::int64_t> broken_audit_entry();

  app::AccountSettings settings_;
  MortalStore mortal_{store_};
  store::AdChanges changes_{};
  store::ChangeHistory history_{};
  store::ExecutionLedger ledger_{};
  store::Holds holds_{};
  store::AdPolicies policies_{};
  store::RunningAds running_{};
  store::AdCatalog catalog_{};
  store::Accounts accounts_{};
  files::ZoneTable zones_{};
  store::AuditLog audit_{};
  store::EventLog events_{};
  store::JobQueue jobs_{};
  std::shared_ptr<app::FakePlatform> platform_{std::make_shared<app::FakePlatform>()};
  app::FakePlatforms platforms_{platform_};
  bool jobs_may_fail_{false};
  const app::Actor someone_{.type = "user", .id = "u1"};

  class Source final : public app::SettingsSource {
   public:
    explicit Source(const app::AccountSettings& settings) : settings_(settings) {}
    [[nodiscard]] Result<std::shared_ptr<const app::AccountSettings>> settings(
        const AccountId&) const override {
      return std::make_shared<const app::AccountSettings>(settings_);
    }

   private:
    const app::AccountSettings& settings_;
  };
  Source source_{settings_};

  [[nodiscard]] app::ExecutionPorts ports();
  std::unique_ptr<app::AdChangeJobs> worker_;
  std::unique_ptr<app::EmergencyStop> stop_;
  std::unique_ptr<app::ChangeDesk> desk_;

 private:
  int processes_{0};
};

}  // namespace gv::contract
