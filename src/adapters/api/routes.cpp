#include "adapters/api/routes.h"

#include "adapters/api/fatigue.h"
#include "adapters/api/predict_roas.h"
#include "adapters/api/synthetic_revenue.h"

namespace gv::api {

void add_routes(Api& api, const Services& services) {
  add_system_routes(api, services);
  add_synthetic_revenue_routes(api, services.settings);
  add_prediction_routes(api, services.settings);
  add_fatigue_routes(api, services.settings);
  http::Route pages;
  pages.pattern = "/";
  pages.handle = [&bundle = services.pages](const http::Request& request) {
    return bundle.serve(request);
  };
  api.router().set_fallback(std::move(pages));
}

}  // namespace gv::api
