#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "adapters/run_file/run_file.h"
#include "base/check.h"
#include "io/json/serialize.h"

namespace {

std::string written(const gv::run_file::SavedRun& run) {
  std::string text;
  gv::run_file::write_run(run.inputs, run.config, gv::json::compact(run.result),
                          [&](std::string_view piece) { text += piece; });
  return text;
}

}  // namespace

// Any bytes give a run or a sentence; a run that was read survives being written and read again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto run = gv::run_file::read_run(text, "fuzz");
  if (!run) return 0;
  const auto saved = written(*run);
  const auto again = gv::run_file::read_run(saved, "again");
  GV_CHECK(again.has_value());
  GV_CHECK(again->intact);
  GV_CHECK(written(*again) == saved);
  return 0;
}
