#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "adapters/hubspot_double/world.h"
#include "base/result.h"
#include "base/time.h"

namespace gv::hubspot_double {

/// How a portal is served.
struct ServerOptions {
  std::uint16_t port{0};  ///< 0: any free one
  /// Where webhooks go ("http://127.0.0.1:8080/webhooks/hubspot"); empty: nowhere.
  std::string webhook_url{};
  /// What the portal's time follows; null: it stands still until POST /__sim/clock moves it.
  const Clock* clock{nullptr};
};

/// A simulated portal on the loopback interface, and the sender of its webhooks. Faults come true:
/// delays are waited for, a dropped answer breaks off before its body, a truncated one in the
/// middle. One thing HTTP cannot do: "duplicate" is answered once.
class PortalServer {
 public:
  /// `options.clock` outlives it.
  PortalServer(World world, ServerOptions options);
  /// Stops both at once.
  ~PortalServer();
  PortalServer(const PortalServer&) = delete;
  PortalServer& operator=(const PortalServer&) = delete;

  /// Errors: InvalidInput for a webhook address that is none; those of `http::Server::start`.
  [[nodiscard]] Result<void> start();
  [[nodiscard]] std::uint16_t port() const;
  /// For who runs it in the same process: looks at the portal, or changes it, between two requests.
  void with(const std::function<void(World&)>& use);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace gv::hubspot_double
