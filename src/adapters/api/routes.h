#pragma once

#include <functional>
#include <string>
#include <vector>

#include "adapters/api/api.h"
#include "adapters/api/system.h"
#include "app/ports/settings_source.h"
#include "io/http/bundle.h"

namespace gv::api {

/// What the routes need. Everything referred to outlives the api.
struct Services {
  const Build& build;
  TimePoint started;
  const std::vector<ReadinessCheck>& checks;
  std::function<std::string()> metrics;
  const app::SettingsSource& settings;
  const http::Bundle& pages;
  bool shows_docs{true};
};

/// Those of the server itself.
void add_system_routes(Api& api, const Services& services);

/// Adds every route there is, and what answers all other paths.
void add_routes(Api& api, const Services& services);

}  // namespace gv::api
