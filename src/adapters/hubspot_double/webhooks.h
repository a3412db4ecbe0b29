#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "adapters/hubspot_double/world.h"

namespace gv::hubspot_double {

/// A signed POST to our webhook address, and the events it carries.
struct Outgoing {
  Request request;
  std::vector<PendingEvent> events;
};

/// Takes the events that are due and packs them as HubSpot does: at most `batch_max` in one
/// request, in the order of the portal's behaviour, some of them twice. `public_base` is where our
/// server is reached, `target` path and query.
[[nodiscard]] std::vector<Outgoing> due_webhooks(World& world, std::string_view public_base,
                                                 std::string_view target);

/// What the receiver answered; 0: nothing. Anything but 2xx puts the events back, up to ten times
/// within a day, with a growing attemptNumber.
void record_outcome(World& world, const Outgoing& outgoing, int status);

/// Signature version 3, written from HubSpot's description and not from our receiver.
[[nodiscard]] std::string sign(std::string_view secret, std::string_view method,
                               std::string_view uri, std::string_view body,
                               std::string_view timestamp);

}  // namespace gv::hubspot_double
