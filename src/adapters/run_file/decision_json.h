#pragma once

#include <boost/json/object.hpp>

#include "app/decide_budgets.h"
#include "core/decide/decision.h"

namespace gv::run_file {

/// Every number a decision showed or used, by name. Amounts are minor units.
[[nodiscard]] boost::json::object to_json(const decide::Metrics& metrics);

/// One decision with all there is to say of it. Budgets are null where the unit holds other ads.
[[nodiscard]] boost::json::object to_json(const decide::Decision& decision,
                                          const app::RunInputs& inputs);

}  // namespace gv::run_file
