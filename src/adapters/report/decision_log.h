#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "app/simulation_report.h"

namespace gv::report {

/// The parts of a log line "ad-03 SCALE 5000 -> 6000: reason".
struct LogEntry {
  std::string_view ad;
  std::string_view action;
  std::int64_t from_minor{0};
  std::int64_t to_minor{0};
  std::string_view reason;
};

/// Takes a log line apart; views into `text`. Nothing when it has another form, such as the
/// message of a cycle that was refused. O(n).
[[nodiscard]] std::optional<LogEntry> parse_log_text(std::string_view text);

/// The decisions of one run, collapsed, with a choice of ads where scripts run. Empty without log.
[[nodiscard]] std::string log_section(const app::SimulationReport& report);

}  // namespace gv::report
