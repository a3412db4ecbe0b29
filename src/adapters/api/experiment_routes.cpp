#include "adapters/api/experiment_routes.h"

#include "adapters/api/auto_promote.h"
#include "adapters/api/endpoint.h"
#include "adapters/api/experiments.h"
#include "adapters/api/variant_choice.h"
#include "adapters/api/variants.h"

namespace gv::api {

void add_experiment_routes(Api& api, app::ExperimentDesk& desk) {
  add(api, RegisterVariant{desk});
  add(api, UpdateVariant{desk});
  add(api, SelectVariant{desk});
  add(api, ShowVariant{desk});
  add(api, ListVariants{desk});
  add(api, ShowBestVariant{desk});
  add(api, ReallocateBudget{desk});
  add(api, ApplyDecay{desk});
  add(api, StartExperiment{desk});
  add(api, ListExperiments{desk});
  add(api, ShowExperimentResults{desk});
  add(api, ListExperimentVariants{desk});
  add(api, CheckPromotion{desk});
  add(api, CheckAllPromotions{desk});
  add(api, ListPromotions{desk});
  add(api, ShowCumulativeImprovement{desk});
}

}  // namespace gv::api
