#include <cstdint>
#include <string_view>

#include "adapters/capi/capi_format.h"
#include "base/check.h"

// Any body gives events that can be stored, or a sentence; any event gives a report that passes the
// checks of one, or a sentence.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gv;
  const std::string_view body(reinterpret_cast<const char*>(data), size);
  const capi::CapiFormat format;
  if (const auto batch = format.read(body)) {
    GV_CHECK(batch->events.size() + batch->ignored <= capi::kInboundMax);
    for (const auto& event : batch->events) {
      GV_CHECK(!event.name.empty() && !event.id.empty());
      GV_CHECK(format.read(event.payload)->events.size() == 1);
    }
  }
  static_cast<void>(format.verify({body, body, body}, {"secret"}, TimePoint{}));
  static_cast<void>(format.report(body, Currency::usd()));
  return 0;
}
