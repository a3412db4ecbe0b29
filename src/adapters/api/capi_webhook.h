#pragma once

#include "adapters/api/context.h"
#include "adapters/api/crm_webhook.h"
#include "adapters/api/problems.h"
#include "adapters/api/route_info.h"
#include "adapters/api/tracking_routes.h"

namespace gv::api {

/// Conversion events of a site's own server or a tag gateway. The signature is the credential;
/// whose they are the query says: ?account=gym. What is accepted is on disk.
struct ReceiveCapi {
  static constexpr RouteInfo kRoute{.method = http::Method::Post,
                                    .path = "/webhook/capi",
                                    .of_account = false,
                                    .rate = RateClass::Webhook,
                                    .body_bytes_max = 8u << 20,
                                    .raw_body = true,
                                    .blocking = true,
                                    .summary = "Take conversion events from a server"};
  TrackingServices services;

  Result<Accepted<QueuedAnswer>> operator()(const Context& context, const Nothing&) const;
  /// 401, 400; 503 for everything else, so that the sender tries again.
  static http::Problem problem(const Error& error) { return ReceiveHubspot::problem(error); }
};

}  // namespace gv::api
