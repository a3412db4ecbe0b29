#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

#include "adapters/meta_double/graph.h"
#include "adapters/meta_double/scenarios.h"
#include "base/check.h"

// Any request gets an answer. First line: method and target; second: content type; the rest: body.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gv::meta_double;
  std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto line = [&] {
    const auto end = std::min(text.find('\n'), text.size());
    const std::string taken(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    return taken;
  };
  const auto head = line();
  const auto blank = std::min(head.find(' '), head.size());
  Request request{.method = head.substr(0, blank),
                  .target = head.substr(std::min(blank + 1, head.size())),
                  .headers = {{"authorization", "Bearer EAAdouble"}, {"content-type", line()}},
                  .body = std::string(text)};
  // A pattern, and a market of the tester's own size, may take their time.
  if (request.target.starts_with("/__sim/")) return 0;
  if (!request.target.starts_with('/')) request.target.insert(0, "/");
  static const Platform fresh =
      *make_platform({.scenario = "S1", .ads = 2}, gv::TimePoint(gv::Millis(1'736'121'600'000)));
  Platform platform = fresh;
  const Response response = answer(platform, request);
  GV_CHECK(response.status >= 200 && response.status < 600);
  return 0;
}
