#include <cstdint>

#include <boost/json/value.hpp>

#include "base/check.h"
#include "io/json/serialize.h"
#include "io/yaml/yaml.h"

// Any bytes give a tree or a sentence; the tree is one that JSON can hold.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gv;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto document = yaml::parse(text, "fuzz", {.values_max = 2'000});
  if (!document) return 0;
  const std::string once = json::canonical(document->root());
  const auto again = json::parse(once, "again");
  GV_CHECK(again);
  GV_CHECK(json::canonical(*again) == once);
  return 0;
}
