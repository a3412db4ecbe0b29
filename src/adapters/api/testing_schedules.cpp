#include "adapters/api/testing_schedules.h"

#include <vector>

#include "adapters/files/zone_table.h"
#include "adapters/store/accounts.h"
#include "adapters/store/audit_log.h"
#include "adapters/store/job_queue.h"
#include "adapters/store/leases.h"
#include "adapters/store/schedules.h"
#include "app/schedules/scheduler.h"
#include "base/check.h"

namespace gv::api::testing {
namespace {

std::vector<app::ScheduleRule> rules() {
  return {{.name = "ab-decay", .cron = "30 0 * * *", .job = {.name = "ab-decay"}},
          {.name = "budget-optimization",
           .cron = "20 * * * *",
           .job = {.name = "budget-optimization"}}};
}

}  // namespace

struct ScheduleBench::Parts {
  explicit Parts(app::Store& store)
      : desk({store, schedules, jobs, audit, zones}, rules()),
        scheduler({store, schedules, jobs, leases, accounts, zones}, rules(), "bench") {
    GV_CHECK(scheduler.step().has_value());
  }

  store::Schedules schedules{};
  store::JobQueue jobs{};
  store::Leases leases{};
  store::Accounts accounts{};
  store::AuditLog audit{};
  files::ZoneTable zones{};
  app::ScheduleDesk desk;
  app::Scheduler scheduler;
};

ScheduleBench::ScheduleBench(app::Store& store) : parts_(std::make_unique<Parts>(store)) {}
ScheduleBench::~ScheduleBench() = default;

app::ScheduleDesk& ScheduleBench::desk() { return parts_->desk; }

}  // namespace gv::api::testing
