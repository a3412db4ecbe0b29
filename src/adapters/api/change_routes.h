#pragma once

#include "app/execute/change_desk.h"
#include "app/execute/emergency_stop.h"
#include "app/execute/execution_view.h"
#include "app/ports/decisions.h"
#include "app/ports/store.h"

namespace gv::api {

class Api;

/// What the routes of changes and holds need. Everything referred to outlives the api.
struct ChangeServices {
  app::Store& store;
  app::Decisions& decisions;
  app::ChangeDesk& changes;
  app::EmergencyStop& stop;
  app::ExecutionView& view;
};

/// Changes on platforms, their approval and history; holds and the emergency stop; limits.
void add_change_routes(Api& api, const ChangeServices& services);

}  // namespace gv::api
