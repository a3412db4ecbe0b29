#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/hubspot/deal.h"
#include "adapters/hubspot/webhook.h"
#include "core/revenue/deal_event.h"

namespace gv::hubspot {

inline constexpr std::string_view kCrm = "hubspot";

/// Whose events these are, and what their amounts are in.
struct EventContext {
  AccountId account;
  Currency currency;  ///< of the deal where known, else of the pipeline
  TimePoint received_at{};
  std::string raw_ref;  ///< where the raw delivery is kept
};

/// The identity of an event, for the inbox: two deliveries of it have the same.
[[nodiscard]] std::string event_key(const WebhookEvent& event);

/// What the event means for the ledger: none (associations, contacts, pipeline and currency, which
/// only say that the deal has to be fetched), one, or one for each deal that was merged away.
[[nodiscard]] std::vector<revenue::DealEvent> to_deal_events(const WebhookEvent& event,
                                                             const EventContext& context);

/// The deals a webhook event asks to be fetched; empty for Ignored and ContactProperty.
[[nodiscard]] std::vector<std::string> deals_touched(const WebhookEvent& event);

/// All that a fetched deal's history tells, oldest first, under the keys the webhooks have or would
/// have had: lost webhooks heal.
[[nodiscard]] std::vector<revenue::DealEvent> history_events(const Deal& deal,
                                                             std::string_view portal_id,
                                                             const EventContext& context);

}  // namespace gv::hubspot
