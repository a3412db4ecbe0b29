#pragma once

#include <string>

#include "cli/session.h"

namespace gv::cli {

/// What `simulate --platform` was asked for, as text.
struct DoubleOptions {
  std::string platform;
  std::string port;
  std::string webhook;
  // Of ad platforms:
  std::string scenario;  ///< the market; empty: S2
  std::string ads;       ///< empty: as the scenario has it
  std::string accounts;  ///< likewise
  std::string days;      ///< likewise
  std::string speed;     ///< simulated seconds a second; empty: 1, with --now the clock stands
};

/// Serves a double of the platform on the loopback interface until the program is asked to end.
/// Returns the exit code.
int serve_double(const Session& session, const DoubleOptions& options);

}  // namespace gv::cli
