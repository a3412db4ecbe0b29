#pragma once

#include "app/ports/accounts.h"
#include "app/ports/ad_catalog.h"
#include "app/ports/ad_changes.h"
#include "app/ports/ad_policies.h"
#include "app/ports/audit_log.h"
#include "app/ports/change_history.h"
#include "app/ports/event_log.h"
#include "app/ports/execution_ledger.h"
#include "app/ports/holds.h"
#include "app/ports/job_queue.h"
#include "app/ports/running_ads.h"
#include "app/ports/settings_source.h"
#include "app/ports/store.h"
#include "app/ports/time_zones.h"
#include "base/time.h"

namespace gv::app {

/// What everything that acts on changes needs. All of it outlives its users and is safe to use from
/// many threads.
struct ExecutionPorts {
  Store& store;
  AdChanges& changes;
  ChangeHistory& history;
  ExecutionLedger& ledger;
  Holds& holds;
  AdPolicies& policies;
  RunningAds& running;
  AdCatalog& catalog;
  Accounts& accounts;
  AuditLog& audit;
  EventLog& events;
  JobQueue& jobs;
  const SettingsSource& settings;
  const TimeZones& zones;
  const Clock& clock;
};

}  // namespace gv::app
