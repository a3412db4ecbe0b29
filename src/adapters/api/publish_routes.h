#pragma once

#include "app/publish/creative_desk.h"
#include "app/publish/publish_desk.h"

namespace gv::api {

class Api;

/// What the routes of publishing need. Everything referred to outlives the api.
struct PublishServices {
  app::CreativeDesk& creatives;
  app::PublishDesk& desk;
};

/// Creatives, their approval, and what is published of them.
void add_publish_routes(Api& api, const PublishServices& services);

}  // namespace gv::api
