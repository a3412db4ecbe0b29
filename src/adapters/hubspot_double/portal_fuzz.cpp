#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

#include "adapters/hubspot_double/portal.h"
#include "base/check.h"

// Any request gets an answer. First line: method and target; the rest: the body.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gv::hubspot_double;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto line = std::min(text.find('\n'), text.size());
  const auto blank = std::min(text.find(' '), line);
  Request request{
      .method = std::string(text.substr(0, blank)),
      .target =
          std::string(text.substr(std::min(blank + 1, line), line - std::min(blank + 1, line))),
      .headers = {{"authorization", "Bearer pat-double"}, {"content-type", "application/json"}},
      .body = std::string(text.substr(std::min(text.size(), line + 1)))};
  // A pattern of the tester's own may take its time; that is not what is looked for.
  if (request.target.starts_with("/__sim/faults")) return 0;
  if (!request.target.starts_with('/')) request.target.insert(0, "/");
  World world(1, gv::TimePoint(gv::Millis(1'733'000'000'000)));
  seed_objects(world);
  const Response response = answer(world, request);
  GV_CHECK(response.status >= 200 && response.status < 600);
  return 0;
}
