#include <cstdint>

#include <boost/json/value.hpp>

#include "base/check.h"
#include "io/json/serialize.h"

// Any bytes give a tree or a sentence; every way of writing a tree reads back as the same tree.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gv::json;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto value = parse(text, "fuzz");
  if (!value) return 0;
  const std::string once = canonical(*value);
  for (const std::string& written : {once, pretty(*value), compact(*value)}) {
    const auto again = parse(written, "again");
    GV_CHECK(again);
    GV_CHECK(canonical(*again) == once);
  }
  GV_CHECK(pretty(*parse(pretty(*value), "again")) == pretty(*value));
  return 0;
}
