#pragma once

#include <boost/json/object.hpp>

#include "app/decide_budgets.h"
#include "cli/json_out.h"
#include "core/decide/decision.h"

namespace gv::cli {

/// Every number a decision showed or used, by name. Amounts are minor units.
[[nodiscard]] boost::json::object to_json(const decide::Metrics& metrics);

/// One item of `recommendations`. Budgets are null where the unit holds other ads.
[[nodiscard]] boost::json::object to_json(const decide::Decision& decision,
                                          const app::RunInputs& inputs);

/// {id, seed, now, config_hash, inputs_hash}.
[[nodiscard]] boost::json::object run_json(const app::RunInputs& inputs);

/// All of a decided run as members of `out`, which stays open. Texts are rendered one ad at a time,
/// so memory does not grow with the account.
void write_run_members(const app::RunInputs& inputs, const app::DecidedRun& run, JsonOut& out);

}  // namespace gv::cli
