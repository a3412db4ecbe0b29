#pragma once

#include "app/experiment_desk.h"

namespace gv::api {

class Api;

/// Variants and their experiments, sharing money among them, and promotion. The desk outlives the
/// api.
void add_experiment_routes(Api& api, app::ExperimentDesk& desk);

}  // namespace gv::api
