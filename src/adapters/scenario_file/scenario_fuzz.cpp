#include <cstddef>
#include <cstdint>
#include <string_view>

#include "adapters/scenario_file/scenario_file.h"
#include "base/check.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto scenario = gv::scenario_file::read_scenario(text, "fuzz")) {
    const auto written = gv::scenario_file::write_scenario(*scenario);
    const auto again = gv::scenario_file::read_scenario(written, "fuzz");
    GV_CHECK(again && gv::scenario_file::write_scenario(*again) == written);
  }
  return 0;
}
