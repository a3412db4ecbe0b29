#include <csignal>
#include <string_view>

#include <unistd.h>

#include "io/media/source.h"

// The decoding child of the tests. Under the names that its tests link to it, it misbehaves.
int main(int argc, char** argv) {
  const std::string_view name = argv[0];
  if (name.ends_with("_hangs")) {
    ::pause();
  } else if (name.ends_with("_dies")) {
    std::raise(SIGKILL);
  } else if (name.ends_with("_lies")) {
    (void)!::write(5, "\xff\xff", 2);
    ::pause();
  }
  return gv::media::run_decoder_child(argc, argv);
}
