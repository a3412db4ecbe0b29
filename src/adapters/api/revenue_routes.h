#pragma once

#include <functional>

#include "app/ports/account_scope.h"
#include "app/ports/job_board.h"
#include "app/ports/job_queue.h"
#include "app/ports/principal.h"
#include "app/ports/revenue_store.h"
#include "app/ports/settings_source.h"
#include "app/ports/store.h"
#include "app/receive_crm_events.h"

namespace gv::api {

class Api;

/// Turns a checked credential into the right to an account's rows.
/// Errors: Forbidden, unless the principal may do `needed` there.
using ScopeOf = std::function<Result<app::AccountScope>(
    const app::Principal& principal, const AccountId& account, app::Scope needed)>;

/// What the routes of revenue and jobs need. Everything referred to outlives the api.
struct RevenueServices {
  app::Store& store;
  app::RevenueStore& revenue;
  app::JobQueue& jobs;
  app::JobBoard& board;
  const app::SettingsSource& settings;
  app::ReceiveCrmEvents& receive;
  app::CrmWebhook& hubspot;
  ScopeOf scope_of;
};

/// The webhook of HubSpot, deals' ledgers, the outlook of a pipeline, jobs and queues.
void add_revenue_routes(Api& api, const RevenueServices& services);

}  // namespace gv::api
