#pragma once

#include "adapters/meta_double/platform.h"

namespace gv::meta_double {

/// Files what has become of the account's deals since the last call: new ones and those that were
/// won, lost or refunded. What the market's measurement has lost is never told.
void tell_of_deals(Platform& platform, Account& account);

/// {"sequence", "at_ms", "deal", "ad_id", "click_id", "click_at_ms", "stage", "value_minor"} and,
/// as "hubspot", the event that HubSpot would send for it.
[[nodiscard]] boost::json::object event_json(const CrmEvent& event);

}  // namespace gv::meta_double
