#include <cstdint>
#include <cstring>

#include "base/check.h"
#include "io/http/range.h"

// Any field gives bytes within the body, all of it, or none.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gv;
  std::uint64_t body = 0;
  if (size < sizeof body) return 0;
  std::memcpy(&body, data, sizeof body);
  http::Request request;
  request.headers.add(
      "Range", std::string(reinterpret_cast<const char*>(data) + sizeof body, size - sizeof body));
  const auto wanted = http::wanted_range(request, body, "\"tag\"");
  if (wanted.range) {
    GV_CHECK(wanted.satisfiable);
    GV_CHECK(wanted.range->first <= wanted.range->last && wanted.range->last < body);
  }
  return 0;
}
