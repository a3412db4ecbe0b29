#pragma once

#include "app/execute/ad_policy_desk.h"
#include "app/execute/change_desk.h"
#include "app/execute/decision_desk.h"
#include "app/execute/emergency_stop.h"
#include "app/execute/execution_view.h"
#include "app/execute/preview_changes.h"
#include "app/ports/ad_tree.h"
#include "app/ports/store.h"

namespace gv::api {

class Api;

/// What the routes of changes and holds need. Everything referred to outlives the api.
struct ChangeServices {
  app::Store& store;
  app::AdTree& tree;
  app::ChangeDesk& changes;
  app::DecisionDesk& desk;
  app::AdPolicyDesk& policies;
  app::ChangePreview& preview;
  app::EmergencyStop& stop;
  app::ExecutionView& view;
};

/// Changes on platforms, their approval and history; policies of ads; holds and the emergency stop;
/// limits.
void add_change_routes(Api& api, const ChangeServices& services);

}  // namespace gv::api
