#include "adapters/api/documents.h"
#include "adapters/api/endpoint.h"
#include "adapters/api/routes.h"

namespace gv::api {

void add_system_routes(Api& api, const Services& services) {
  add(api, Health{services.build, services.started});
  add(api, Live{});
  add(api, Ready{services.checks});
  add(api, Version{services.build});
  add(api, Status{services.checks});
  add(api, Metrics{services.metrics});
  add(api, OpenApi{});
  if (services.shows_docs) add(api, Docs{services.pages});
}

}  // namespace gv::api
