#include <exception>

#include "cli/exit_code.h"
#include "cli/program.h"

int main(int argc, char** argv) {
  try {
    return gv::cli::run_program(argc, argv);
  } catch (const std::exception& bug) {
    return gv::cli::report_bug(bug.what());
  }
}
