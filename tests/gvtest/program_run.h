#pragma once

#include <string>
#include <vector>

#include "base/result.h"

namespace gv::gvtest {

struct RunCost {
  int exit_code{0};
  double cpu_s{0.0};  ///< user and system, with the processes it started
  double wall_s{0.0};
  double memory_mb{0.0};  ///< highest proportional share of it and its children together
};

/// Runs a program with its output dropped and watches its memory.
/// Errors: NotAvailable: it cannot be started.
[[nodiscard]] Result<RunCost> run_program(const std::vector<std::string>& command);

}  // namespace gv::gvtest
