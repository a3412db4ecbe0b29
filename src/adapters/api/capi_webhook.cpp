#include "adapters/api/capi_webhook.h"

namespace gv::api {

Result<Accepted<QueuedAnswer>> ReceiveCapi::operator()(const Context& context,
                                                       const Nothing&) const {
  const auto& request = context.http;
  const app::InboundDelivery delivery{.timestamp = request.headers.value("X-CAPI-Timestamp"),
                                      .signature = request.headers.value("X-CAPI-Signature"),
                                      .body = request.body};
  const auto account = AccountId::parse(
      request.target.query_value("account").value_or(std::string_view()), "account");
  if (!account) return fail(ErrorCode::Unauthenticated, "signature", "invalid_signature");
  GV_TRY(const auto receipt, services.inbound.run(*account, delivery));
  return Accepted<QueuedAnswer>{.body = {.status = "queued",
                                         .accepted = receipt.accepted,
                                         .duplicates = receipt.duplicates,
                                         .ignored = receipt.ignored},
                                .location = {}};
}

}  // namespace gv::api
