#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "io/http/trace.h"

// What is read can be written and read again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  static_cast<void>(gv::http::is_request_id(text));
  const auto trace = gv::http::parse_traceparent(text);
  if (!trace) return 0;
  const auto again = gv::http::parse_traceparent(gv::http::to_traceparent(*trace));
  GV_CHECK(again && again->trace_id == trace->trace_id && again->parent_id == trace->parent_id &&
           again->sampled == trace->sampled);
  return 0;
}
