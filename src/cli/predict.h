#pragma once

#include "cli/session.h"

namespace gv::cli {

// The two forecasts of `predict`; `command` is the `predict` command.
void add_predict_roas(CLI::App& command, Session& session);
void add_predict_pipeline(CLI::App& command, Session& session);

}  // namespace gv::cli
