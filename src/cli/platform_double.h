#pragma once

#include <string>

#include "cli/session.h"

namespace gv::cli {

/// What `simulate --platform` was asked for, as text.
struct DoubleOptions {
  std::string platform;
  std::string port;
  std::string webhook;
};

/// Serves a double of the platform on the loopback interface until the program is asked to end.
/// Returns the exit code.
int serve_double(const Session& session, const DoubleOptions& options);

}  // namespace gv::cli
