#pragma once

#include <memory>
#include <vector>

#include "adapters/files/zone_table.h"
#include "adapters/store/leases.h"
#include "adapters/store/schedules.h"
#include "adapters/store/upkeep.h"
#include "app/loop.h"
#include "app/review_budgets.h"
#include "app/schedules/maintain.h"
#include "app/schedules/schedule_desk.h"
#include "app/schedules/scheduler.h"
#include "app/tend_experiments.h"
#include "cli/media_parts.h"
#include "cli/serving_parts.h"

namespace gv::cli {

/// What is done again and again, and who sees to it.
class ScheduleParts {
 public:
  /// What is passed by reference outlives it.
  ScheduleParts(app::Store& store, Repositories& tables, DecisionParts& decisions,
                MediaParts& media, app::ChangeDesk& changes, const app::SettingsSource& settings,
                const log::Logger& logger);

  /// Begins to lead, whenever no other process does.
  void start();
  /// Leaves the lead to others.
  void stop();
  /// Takes back what the only process of the store left when it was killed. Errors: those of the
  /// store.
  Result<void> recover();

 private:
  app::Store& store_;
  Repositories& tables_;
  const log::Logger& logger_;
  files::ZoneTable zones_{};
  store::Schedules schedules_{};
  store::Leases leases_{};
  store::Upkeep upkeep_{};
  app::Scheduler scheduler_;

 public:
  app::ScheduleDesk desk;
  app::Maintain maintain;
  app::ReviewBudgets review_budgets;
  app::FadeExperiments fade_experiments;
  app::PromoteExperiments promote_experiments;

 private:
  std::unique_ptr<app::Loop> loop_{};  // last: it uses all of the above
};

/// The schedules that the program has by itself. A job that is to be done again and again is one
/// line here, and its handler one among those of `Serving`.
[[nodiscard]] std::vector<app::ScheduleRule> schedule_rules();

}  // namespace gv::cli
