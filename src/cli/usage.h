#pragma once

#include <string>
#include <vector>

#include "cli/session.h"

namespace gv::cli {

/// Says in one sentence what is wrong with a command line that could not be parsed, and what was
/// probably meant. Returns the exit code: 2, or 1 for a command that is not available yet.
int report_misuse(const CLI::App& app, const CLI::ParseError& error,
                  const std::vector<std::string>& arguments);

}  // namespace gv::cli
