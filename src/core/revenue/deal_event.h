#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/currency.h"
#include "base/ids.h"
#include "base/time.h"

namespace gv::revenue {

enum class DealEventType { Stage, Amount, Created, Deleted, Merged, Refund, Revalue };
[[nodiscard]] std::string_view to_text(DealEventType type);

/// One thing that happened to a deal, as the CRM (or a command of ours) told it.
struct DealEvent {
  std::string event_key;  ///< identity: two deliveries of the same event carry the same key
  AccountId account;
  std::string crm;
  DealId deal;
  DealEventType type{DealEventType::Stage};
  std::string pipeline_id;  ///< Stage: the CRM's pipeline, may be empty
  std::string stage;        ///< Stage: the CRM's stage id or our key, see PipelineConfig::resolve
  /// Stage, Amount: the deal's amount; Refund: what was paid back. Minor units of `currency`.
  /// Nothing on Stage leaves the amount as it is, nothing on Amount makes it unknown.
  std::optional<std::int64_t> amount_minor;
  bool amount_error{false};          ///< the CRM's text was no amount ("7,000 AED")
  std::optional<Currency> currency;  ///< nothing: the pipeline's currency
  std::int64_t to_version{0};        ///< Revalue: the config version named by the command
  TimePoint occurred_at{};
  std::int64_t source_seq{0};  ///< the CRM's event id, or 0
  TimePoint received_at{};
  std::string property_value;  ///< the CRM's text; the last word on the order of equal times
  std::string raw_ref;         ///< where the raw delivery is kept
};

/// What makes an event itself: the delivery attempt and the CRM's event id are left out, because
/// retries must collide and HubSpot does not promise unique ids.
struct EventIdentity {
  std::string_view crm;
  std::string_view portal_id;
  std::string_view subscription_type;  ///< specific form: "deal.propertyChange"
  std::string_view object_id;
  std::string_view property_name;
  std::string_view property_value;
  TimePoint occurred_at{};
};

/// sha256_hex("crm|portal_id|subscription_type|object_id|property_name|property_value|ms").
[[nodiscard]] std::string event_key(const EventIdentity& identity);

}  // namespace gv::revenue
