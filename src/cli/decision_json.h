#pragma once

#include <boost/json/object.hpp>

#include "adapters/run_file/decision_json.h"
#include "app/decide_budgets.h"
#include "cli/json_out.h"

namespace gv::cli {

using run_file::to_json;

/// {id, seed, now, config_hash, inputs_hash}.
[[nodiscard]] boost::json::object run_json(const app::RunInputs& inputs);

/// All of a decided run as members of `out`, which stays open. Texts are rendered one ad at a time,
/// so memory does not grow with the account.
void write_run_members(const app::RunInputs& inputs, const app::DecidedRun& run, JsonOut& out);

}  // namespace gv::cli
