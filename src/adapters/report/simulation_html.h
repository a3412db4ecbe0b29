#pragma once

#include <string>

#include "app/simulation_report.h"

namespace gv::report {

/// A simulation as one HTML page for people who buy advertising: verdict, value missed day by day,
/// scoreboard, money by kind of ad, decision log. Self-contained: no request leaves the page, no
/// font, image or script is loaded, all text from outside is escaped. Complete without scripts, in
/// light and dark, on phones and on paper. The same report gives the same bytes.
///
/// Precondition (checked): at least one policy, each with one value per day of the scenario in
/// `regret_daily` and `missed_daily_minor`. O(size of the page).
[[nodiscard]] std::string simulation_html(const app::SimulationReport& report);

}  // namespace gv::report
