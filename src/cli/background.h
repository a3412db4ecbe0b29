#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "cli/serving.h"
#include "cli/session.h"

namespace gv::cli {

/// Errors: InvalidInput unless the store is one that several processes can share; `asked` is the
/// command or option that wants that.
[[nodiscard]] Result<void> require_shared_store(const Globals& globals, std::string_view asked);

/// Runs a process of an installation that does not serve, until it is asked to end. The exit code.
int run_in_background(const Session& session, std::string_view command,
                      const std::string& log_level, const Roles& roles);

}  // namespace gv::cli
