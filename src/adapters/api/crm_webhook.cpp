#include "adapters/api/crm_webhook.h"

namespace gv::api {

Result<QueuedAnswer> ReceiveHubspot::operator()(const Context& context, const Nothing&) const {
  const auto& request = context.http;
  const app::CrmDelivery delivery{
      .method = to_text(request.method),
      .target = request.target.text,
      .body = request.body,
      .header = [&request](std::string_view name) { return request.headers.value(name); }};
  GV_TRY(const auto receipt, receive.run(hubspot, delivery));
  return QueuedAnswer{.status = "queued",
                      .accepted = receipt.accepted,
                      .duplicates = receipt.duplicates,
                      .ignored = receipt.ignored};
}

http::Problem ReceiveHubspot::problem(const Error& error) {
  if (error.code == ErrorCode::Unauthenticated) return problem_of(error);
  http::Problem problem;
  if (error.code == ErrorCode::UnusableInput || error.code == ErrorCode::InvalidInput) {
    problem.status = 400;
    problem.code = "malformed";
    problem.detail = "The body is no list of events: " + error.message + ".";
    return problem;
  }
  problem = http::problem_of(503);
  problem.retryable = true;
  return problem;
}

}  // namespace gv::api
