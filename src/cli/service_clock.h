#pragma once

#include <memory>
#include <string>

#include <CLI/App.hpp>

#include "base/result.h"
#include "base/time.h"

namespace gv::cli {

/// The clock that a service runs by: empty is the machine's; "sim:http://127.0.0.1:9091" asks a
/// platform double for its time (GET /__sim/clock), so that leases, back-off and schedules follow a
/// simulation, also across a kill.
///
/// A simulated time is asked for whenever it is wanted: what moves the clock and then calls the
/// service meets the new time. It never runs backwards, and stands still while the double cannot be
/// reached. Errors: InvalidInput for another text; NotAvailable when the double does not answer
/// now.
[[nodiscard]] Result<std::unique_ptr<Clock>> service_clock(const std::string& option);
/// Adds `--clock` to a command; `clock` lives as long as it.
void add_clock_option(CLI::App& command, std::string& clock);

}  // namespace gv::cli
