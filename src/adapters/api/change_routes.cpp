#include "adapters/api/change_routes.h"

#include "adapters/api/ad_policies.h"
#include "adapters/api/bulk_changes.h"
#include "adapters/api/changes.h"
#include "adapters/api/decision_actions.h"
#include "adapters/api/endpoint.h"
#include "adapters/api/holds.h"
#include "adapters/api/plan_changes.h"

namespace gv::api {

void add_change_routes(Api& api, const ChangeServices& services) {
  add(api, ListChanges{services});
  add(api, ListChangeHistory{services});
  add(api, ShowChange{services});
  add(api, QueueChange{services});
  add(api, ApproveChange{services});
  add(api, RejectChange{services});
  add(api, CancelChange{services});
  add(api, RetryChange{services});
  add(api, UndoChange{services});
  add(api, MoveChanges{services});
  add(api, ApplyDecision{services});
  add(api, ApplyDecisions{services});
  add(api, DismissDecision{services});
  add(api, PlanChanges{services});
  add(api, ShowAdPolicy{services});
  add(api, SetAdPolicy{services});
  add(api, ListHolds{services});
  add(api, EngageHold{services});
  add(api, ClearHold{services});
  add(api, StopEverything{services});
  add(api, ShowExecutor{services});
}

}  // namespace gv::api
