#include <cstddef>
#include <cstdint>
#include <string_view>

#include "adapters/run_file/run_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  (void)gv::run_file::read_run(text, "fuzz");
  return 0;
}
