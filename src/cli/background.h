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

/// What every process of an installation is told alike.
struct ProcessOptions {
  std::string log_level{"info"};
  std::string clock;  ///< as of `service_clock`
  PlatformOptions platforms{};
};
/// Adds them to a command; `options` lives as long as it.
void add_process_options(CLI::App& command, ProcessOptions& options);

/// Runs a process of an installation that does not serve, until it is asked to end. The exit code.
int run_in_background(const Session& session, std::string_view command,
                      const ProcessOptions& options, const Roles& roles);

}  // namespace gv::cli
