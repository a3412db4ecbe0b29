#pragma once

namespace gv::cli {

/// The whole program: parses the command line, runs the chosen command, returns its exit code.
/// Throws what the command throws; `main` catches.
int run_program(int argc, const char* const* argv);

}  // namespace gv::cli
