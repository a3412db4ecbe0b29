#include "adapters/api/revenue_routes.h"

#include "adapters/api/crm_webhook.h"
#include "adapters/api/deal_ledger.h"
#include "adapters/api/endpoint.h"
#include "adapters/api/jobs.h"
#include "adapters/api/predict_pipeline.h"
#include "adapters/api/stage_suggestions.h"

namespace gv::api {

void add_revenue_routes(Api& api, const RevenueServices& services) {
  add(api, ReceiveHubspot{services.receive, services.hubspot});
  add(api, ShowDealLedger{services});
  add(api, PredictPipeline{services.settings});
  add(api, SuggestStages{services});
  add(api, ListJobs{services});
  add(api, ShowJob{services});
  add(api, RetryJob{services});
  add(api, CancelJob{services});
  add(api, ListQueues{services});
}

}  // namespace gv::api
