#pragma once

#include <cstdint>
#include <string>

#include <boost/describe/class.hpp>

#include "adapters/api/context.h"
#include "adapters/api/problems.h"
#include "adapters/api/route_info.h"
#include "app/receive_crm_events.h"

namespace gv::api {

struct QueuedAnswer {
  std::string status;  ///< "queued"
  std::int64_t accepted{0};
  std::int64_t duplicates{0};
  std::int64_t ignored{0};
};
BOOST_DESCRIBE_STRUCT(QueuedAnswer, (), (status, accepted, duplicates, ignored))

/// What HubSpot posts. The signature is the credential; what is accepted is on disk.
struct ReceiveHubspot {
  static constexpr RouteInfo kRoute{
      .method = http::Method::Post,
      .path = "/api/webhook/hubspot",
      .of_account = false,
      .rate = RateClass::Webhook,
      .body_bytes_max = 8u << 20,
      .raw_body = true,
      .blocking = true,
      .deadline = Millis(4'000),  // HubSpot gives up after five seconds
      .summary = "Take events of deals from HubSpot",
  };
  app::ReceiveCrmEvents& receive;
  app::CrmWebhook& hubspot;

  Result<QueuedAnswer> operator()(const Context& context, const Nothing&) const;
  /// 401, 400; 503 for everything else, so that the sender tries again.
  static http::Problem problem(const Error& error);
};

}  // namespace gv::api
