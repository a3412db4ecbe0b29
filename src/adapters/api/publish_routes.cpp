#include "adapters/api/publish_routes.h"

#include "adapters/api/creatives.h"
#include "adapters/api/endpoint.h"
#include "adapters/api/publications.h"

namespace gv::api {

void add_publish_routes(Api& api, const PublishServices& services) {
  add(api, ListCreatives{services});
  add(api, CreateCreative{services});
  add(api, ShowCreative{services});
  add(api, ApproveCreative{services});
  add(api, PublishToOne{services});
  add(api, PublishToMany{services});
  add(api, ShowPublication{services});
  add(api, ListPublications{services});
}

}  // namespace gv::api
