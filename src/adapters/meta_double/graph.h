#pragma once

#include "adapters/meta_double/call.h"
#include "adapters/meta_double/platform.h"

namespace gv::meta_double {

/// Answers one request as the Graph API would: checks method, path, token, required fields, types
/// and parents, and refuses with Meta's own errors. What the double does not know is refused too:
/// one that accepts everything proves nothing.
///
///   GET, POST, DELETE /{id}, GET /?ids=, GET /act_X, with `fields`
///   GET   /{act_X|id}/{campaigns,adsets,ads,adcreatives,advideos,adimages}
///   POST  /act_X/{the same}
///   GET   /{act_X|id}/insights, POST for a report, GET /{run}, /{run}/insights
///   POST  / with `batch`
///
/// with or without "/v25.0" in front, and the control plane, without a token, below /__sim/ (see
/// control.h). Every operation counts against the limits of its account.
[[nodiscard]] Response answer(Platform& platform, const Request& request);
/// The same without what the doubles of all platforms share (see front.h).
[[nodiscard]] Response speak_graph(Platform& platform, const Request& request, const Fault* fault);

/// One operation, single or part of a batch: faults, token, limits, work. Nothing: it broke off
/// without an answer.
struct Outcome {
  int status{200};
  Headers headers;
  boost::json::value body;
};
[[nodiscard]] std::optional<Outcome> perform(Platform& platform, const Call& call,
                                             const std::optional<Fault>& fault);

/// The refusal as an outcome.
[[nodiscard]] Outcome refused(Platform& platform, const GraphError& error);

}  // namespace gv::meta_double
