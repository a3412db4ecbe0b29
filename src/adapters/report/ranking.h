#pragma once

#include <string_view>
#include <vector>

#include "app/simulation_report.h"

namespace gv::report {

/// A policy with its place in the report: one colour and dash pattern in every chart.
struct Contestant {
  const app::PolicyReport* report{nullptr};  ///< lives in the SimulationReport
  int style{0};                              ///< CSS class "s<style>": 0 ours, 1 ... 9 the others
  bool yardstick{false};                     ///< knows the truth; compared against, never competing
  bool ours{false};

  [[nodiscard]] std::string_view name() const { return report->scores.policy; }
  [[nodiscard]] double regret() const { return report->scores.regret.value; }
};

/// Yardsticks first, then by rising regret; ties keep the order of the report. Styles follow the
/// order of the report, so that a policy keeps its colour when the numbers move.
[[nodiscard]] std::vector<Contestant> ranked(const app::SimulationReport& report);

/// What a known policy does, in a sentence for people who do not read code; empty for others.
[[nodiscard]] std::string_view policy_note(std::string_view policy);

}  // namespace gv::report
