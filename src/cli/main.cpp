#include <exception>
#include <string_view>

#include "cli/exit_code.h"
#include "cli/program.h"
#include "io/media/source.h"

int main(int argc, char** argv) {
  // The restricted process that decodes: it must do nothing else first.
  if (argc > 1 && std::string_view(argv[1]) == "__decode") {
    return gv::media::run_decoder_child(argc, argv);
  }
  try {
    return gv::cli::run_program(argc, argv);
  } catch (const std::exception& bug) {
    return gv::cli::report_bug(bug.what());
  }
}
