#pragma once

#include "adapters/hubspot_double/world.h"

namespace gv::hubspot_double {

/// Answers one request as HubSpot's API would: checks method, path, version, token, content type
/// and required fields, and refuses with HubSpot's own errors. What the double does not know is
/// refused too: one that accepts everything proves nothing.
///
///   GET   /crm/v3/objects/{deals,contacts}/{id}, contacts also by ?idProperty=email
///   POST  /crm/v3/objects/{deals,contacts}/batch/read, /crm/v3/objects/deals/search
///   PATCH /crm/v3/objects/deals/{id}
///   GET   /crm/v4/objects/deals/{id}/associations/contacts, /crm/v3/pipelines/deals
///   POST  /oauth/v1/token
///
/// and the control plane without a token: POST /__sim/faults, /__sim/clock, /__sim/reset,
/// /__sim/deals, /__sim/deals/{id}, DELETE /__sim/deals/{id}, GET /__sim/requests.
[[nodiscard]] Response answer(World& world, const Request& request);

/// The same without faults, limits and recording.
[[nodiscard]] Response crm_answer(World& world, const Request& request);
[[nodiscard]] Response control_answer(World& world, const Request& request);

/// HubSpot's error body.
[[nodiscard]] Response refusal(World& world, int status, std::string_view category,
                               std::string_view message);

}  // namespace gv::hubspot_double
