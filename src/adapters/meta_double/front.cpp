#include "adapters/meta_double/front.h"

#include "adapters/meta_double/control.h"
#include "adapters/meta_double/faults.h"
#include "base/utf8.h"

namespace gv::meta_double {
namespace {

constexpr std::size_t kRecordedMax = 20'000;
constexpr std::size_t kRecordedBodyMax = 64u << 10;

void record(Platform& platform, const Request& request) {
  if (platform.requests.size() == kRecordedMax) platform.requests.pop_front();
  platform.requests.push_back(request);
  auto& body = platform.requests.back().body;
  if (body.size() > kRecordedBodyMax) body = excerpt(body, kRecordedBodyMax);
}

/// A body that is given word for word is sent as it is.
Response plain(const Fault& fault) {
  return {.status = fault.status, .headers = fault.headers, .body = fault.body};
}

}  // namespace

Response answer_with(Platform& platform, const Request& request, const Speak& speak) {
  if (request.path().starts_with("/__sim/")) return control_answer(platform, request);
  record(platform, request);
  const auto fault = next_fault(platform, request.method, request.path(), false);
  if (!fault) return speak(platform, request, nullptr);
  if (fault->action == "status") return plain(*fault);
  if (fault->action == "drop_before") return {.delay = fault->delay, .delivery = Delivery::Drop};
  auto response = speak(platform, request, &*fault);
  if (fault->action == "status_after") return plain(*fault);
  response.delay = fault->delay;
  if (fault->action == "truncate") response.delivery = Delivery::Truncate;
  if (fault->action == "drop_after") response.delivery = Delivery::Drop;
  return response;
}

}  // namespace gv::meta_double
