#include "adapters/meta_double/graph.h"

#include <algorithm>

#include "adapters/meta_double/batch.h"
#include "adapters/meta_double/control.h"
#include "adapters/meta_double/faults.h"
#include "adapters/meta_double/limits.h"
#include "adapters/meta_double/operations.h"
#include "adapters/meta_double/sign_in.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "io/json/json.h"
#include "io/json/serialize.h"

namespace gv::meta_double {
namespace {

constexpr std::size_t kRecordedMax = 20'000;
constexpr std::size_t kRecordedBodyMax = 64u << 10;

/// A body that a fault gives word for word is sent as it is.
Response plain(const Fault& fault) {
  return {.status = fault.status, .headers = fault.headers, .body = fault.body};
}

Response response_of(Platform& platform, Outcome outcome) {
  Response response{.status = outcome.status, .headers = std::move(outcome.headers)};
  response.headers.emplace_back("x-fb-trace-id", platform.new_trace());
  response.headers.emplace_back("content-type", "application/json; charset=UTF-8");
  response.body = json::compact(outcome.body);
  return response;
}

/// Reads carry a tag; who has what it stands for gets 304.
void tag(const Call& call, Response& response) {
  if (call.method != "GET" || response.status != 200) return;
  const auto etag = "\"" + sha256_hex(response.body).substr(0, 22) + "\"";
  response.headers.emplace_back("etag", etag);
  if (call.if_none_match != etag) return;
  response.status = 304;
  response.body.clear();
}

void record(Platform& platform, const Request& request) {
  if (platform.requests.size() == kRecordedMax) platform.requests.pop_front();
  platform.requests.push_back(request);
  auto& body = platform.requests.back().body;
  if (body.size() > kRecordedBodyMax) body = excerpt(body, kRecordedBodyMax);
}

Response graph_answer(Platform& platform, const Call& call, const Fault* fault) {
  if (call.path.empty() && call.method == "POST" && call.find("batch") != nullptr) {
    if (fault != nullptr && fault->action == "drop_before") return {};
    auto wrong = fault == nullptr ? std::nullopt : refusal_of(*fault);
    if (!wrong) wrong = wrong_sign_in(platform, call);
    return response_of(platform, wrong ? refused(platform, *wrong) : run_batch(platform, call));
  }
  const auto met = fault == nullptr ? std::nullopt : std::optional(*fault);
  auto outcome = perform(platform, call, met);
  if (!outcome) return {.delivery = Delivery::Drop};
  auto response = response_of(platform, *std::move(outcome));
  tag(call, response);
  return response;
}

}  // namespace

Outcome refused(Platform& platform, const GraphError& error) {
  return {.status = error.status, .body = error_body(error, platform.new_trace())};
}

std::optional<Outcome> perform(Platform& platform, const Call& call,
                               const std::optional<Fault>& fault) {
  if (fault && fault->action == "drop_before") return std::nullopt;
  if (fault) {
    if (const auto error = refusal_of(*fault)) {
      auto outcome = refused(platform, *error);
      outcome.headers = fault->headers;
      return outcome;
    }
    if (fault->action == "status") {
      auto body = json::parse(fault->body.empty() ? "{}" : fault->body, "body");
      return Outcome{fault->status, fault->headers, body ? *std::move(body) : nullptr};
    }
  }
  if (const auto wrong = wrong_sign_in(platform, call)) return refused(platform, *wrong);
  const bool stale = fault && fault->action == "stale_read";
  auto outcome = operate(platform, call, stale);
  if (fault && fault->action == "drop_after") return std::nullopt;
  return outcome;
}

Response answer(Platform& platform, const Request& request) {
  if (request.path().starts_with("/__sim/")) return control_answer(platform, request);
  record(platform, request);
  const auto fault = next_fault(platform, request.method, request.path(), false);
  if (fault && fault->action == "status") return plain(*fault);
  const auto call = read_call(request);
  if (!call) return response_of(platform, refused(platform, call.error()));
  auto response = graph_answer(platform, *call, fault ? &*fault : nullptr);
  if (!fault) return response;
  response.delay = fault->delay;
  if (fault->action == "truncate") response.delivery = Delivery::Truncate;
  if (fault->action.starts_with("drop")) response.delivery = Delivery::Drop;
  return response;
}

}  // namespace gv::meta_double
