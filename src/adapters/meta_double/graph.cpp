#include "adapters/meta_double/graph.h"

#include <algorithm>

#include "adapters/meta_double/batch.h"
#include "adapters/meta_double/faults.h"
#include "adapters/meta_double/front.h"
#include "adapters/meta_double/limits.h"
#include "adapters/meta_double/operations.h"
#include "adapters/meta_double/sign_in.h"
#include "base/hash.h"
#include "io/json/json.h"
#include "io/json/serialize.h"

namespace gv::meta_double {
namespace {

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

Response graph_answer(Platform& platform, const Call& call, const Fault* fault) {
  if (call.path.empty() && call.method == "POST" && call.find("batch") != nullptr) {
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

Response speak_graph(Platform& platform, const Request& request, const Fault* fault) {
  const auto call = read_call(request);
  if (!call) return response_of(platform, refused(platform, call.error()));
  return graph_answer(platform, *call, fault);
}

Response answer(Platform& platform, const Request& request) {
  return answer_with(platform, request, speak_graph);
}

}  // namespace gv::meta_double
