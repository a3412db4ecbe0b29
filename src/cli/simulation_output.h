#pragma once

#include <optional>

#include "app/simulation_report.h"
#include "cli/json_out.h"
#include "cli/session.h"

namespace gv::cli {

/// Writes a simulation as JSON, as a table for people beside the values of the design study, or as
/// CSV. `seconds`: how long it took, when that is wanted; only then is the output not the same
/// bytes every time.
void write_simulation(const app::SimulationReport& report, OutputForm form,
                      std::optional<double> seconds, const Sink& sink);

}  // namespace gv::cli
