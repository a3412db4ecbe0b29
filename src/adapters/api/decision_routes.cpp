#include "adapters/api/decision_routes.h"

#include "adapters/api/decision_list.h"
#include "adapters/api/decision_runs.h"
#include "adapters/api/endpoint.h"
#include "adapters/api/feedback.h"
#include "adapters/api/impact.h"
#include "adapters/api/predict_budgets.h"
#include "adapters/api/run_decisions.h"
#include "adapters/api/select_budgets.h"

namespace gv::api {

void add_decision_routes(Api& api, const DecisionServices& services) {
  add(api, SelectBudgets{services.settings, services.runs, services.changes});
  add(api, PredictBudgets{services.settings});
  add(api, TakeFeedback{services.observe});
  add(api, RunDecisions{services});
  add(api, ListDecisions{services});
  add(api, ShowDecision{services});
  add(api, ListDecisionRuns{services});
  add(api, ShowDecisionRun{services});
  add(api, ReplayDecisionRun{services});
  add(api, ShowImpact{services});
}

}  // namespace gv::api
