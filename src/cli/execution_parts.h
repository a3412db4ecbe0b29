#pragma once

#include "adapters/api/change_routes.h"
#include "adapters/files/zone_table.h"
#include "adapters/store/ad_catalog.h"
#include "adapters/store/ad_changes.h"
#include "adapters/store/ad_policies.h"
#include "adapters/store/change_history.h"
#include "adapters/store/execution_ledger.h"
#include "adapters/store/holds.h"
#include "app/execute/ad_change_jobs.h"
#include "app/execute/ad_policy_desk.h"
#include "app/execute/change_desk.h"
#include "app/execute/decision_desk.h"
#include "app/execute/emergency_stop.h"
#include "app/execute/execution_view.h"
#include "app/execute/preview_changes.h"
#include "app/execute/sweep_drift.h"
#include "app/ports/ad_platform.h"
#include "cli/serving_parts.h"

namespace gv::cli {

/// Acting on platforms: the queue of changes, who sends them, and the stop.
struct ExecutionParts {
  /// What is passed outlives it.
  ExecutionParts(app::Store& store, Repositories& tables, const app::SettingsSource& settings,
                 app::AdPlatforms& platforms, const Clock& clock);

  [[nodiscard]] const app::ExecutionPorts& ports() const { return ports_; }

  /// For the routes.
  [[nodiscard]] api::ChangeServices services();

 private:
  app::AdTree& tree_;
  store::AdChanges changes_{};
  store::ChangeHistory history_{};
  store::ExecutionLedger ledger_{};
  store::Holds holds_{};
  store::AdCatalog catalog_{};
  files::ZoneTable zones_{};
  const app::ExecutionPorts ports_;

 public:
  app::AdChangeJobs changes;
  app::EmergencyStop stop;
  app::ChangeDesk desk;
  app::DecisionDesk decisions;
  app::AdPolicyDesk policies;
  app::ChangePreview preview;
  app::ExecutionView view;
  app::SweepDrift drift;
};

}  // namespace gv::cli
