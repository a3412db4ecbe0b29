#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/session.h"

namespace gv::cli {

/// Says in one sentence what is wrong with a command line that could not be parsed, and what was
/// probably meant. Returns the exit code: 2, or 1 for a command that is not available yet.
int report_misuse(const CLI::App& app, const CLI::ParseError& error,
                  const std::vector<std::string>& arguments);

/// For a command line that asks for help: about a command that does not exist there is none to
/// give, which is said as `report_misuse` says it. Returns the exit code, nothing when all is well.
std::optional<int> report_helpless(const CLI::App& app, const std::vector<std::string>& arguments);

}  // namespace gv::cli
