#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

#include "adapters/meta_double/scenarios.h"
#include "adapters/tiktok_double/business_api.h"
#include "base/check.h"

// Any request gets an answer. First line: method and target; second: content type; the rest: body.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gv;
  std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto line = [&] {
    const auto end = std::min(text.find('\n'), text.size());
    const std::string taken(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    return taken;
  };
  const auto head = line();
  const auto blank = std::min(head.find(' '), head.size());
  meta_double::Request request{
      .method = head.substr(0, blank),
      .target = "/open_api/v1.3/" + head.substr(std::min(blank + 1, head.size())),
      .headers = {{"access-token", "EAAdouble"}, {"content-type", line()}},
      .body = std::string(text)};
  static const tiktok_double::Platform fresh = *meta_double::make_platform(
      {.scenario = "S1", .ads = 2}, TimePoint(Millis(1'736'121'600'000)));
  auto platform = fresh;
  const auto response = tiktok_double::answer(platform, request);
  GV_CHECK(response.status == 200 || response.status == 404);
  return 0;
}
