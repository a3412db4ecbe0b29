#pragma once

#include <span>
#include <string>

#include "adapters/report/ranking.h"

namespace gv::report {

/// The value each policy missed up to the end of each day, in money and percent: chart, legend and
/// the numbers behind the chart as a table, which the hover read-out reads too.
/// Precondition (checked): every policy has one value per day of the scenario.
[[nodiscard]] std::string regret_section(std::span<const Contestant> contestants,
                                         const app::SimulationReport& report);

}  // namespace gv::report
