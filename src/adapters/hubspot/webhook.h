#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace gv::hubspot {

/// What a webhook event is about, as far as we care.
enum class WebhookKind {
  DealCreated,
  DealStage,
  DealAmount,
  DealPipeline,
  DealCurrency,
  DealDeleted,
  DealMerged,
  DealAssociation,
  ContactProperty,
  Ignored
};

/// One event of a delivery. Ids are opaque texts, however they were written.
struct WebhookEvent {
  WebhookKind kind{WebhookKind::Ignored};
  std::string portal_id;
  std::string subscription_type;  ///< specific form: "deal.propertyChange"
  std::string object_id;          ///< deal or contact; of a merge the deal that remains
  std::string property_name;
  std::string property_value;
  TimePoint occurred_at{};
  std::int64_t event_id{0};  ///< HubSpot's; not unique
  std::int64_t attempt{0};   ///< 0 for the first delivery
  std::string change_source;
  std::vector<std::string> merged_ids;  ///< DealMerged: the deals that went
  std::string associated_id;            ///< DealAssociation: the contact
  bool association_removed{false};
};

/// An element that is no event; the others count all the same.
struct RejectedEvent {
  std::size_t index{0};
  std::string reason;
};

struct Webhook {
  std::vector<WebhookEvent> events;  ///< all that could be read, Ignored ones too
  std::vector<RejectedEvent> rejected;
};

/// HubSpot sends no more in one request.
inline constexpr std::size_t kEventsMax = 100;
/// Longest property value that is taken.
inline constexpr std::size_t kValueMax = 65'536;

/// Reads the body of a delivery. Generic `object.*` events of deals (objectTypeId "0-3") and
/// contacts ("0-1") are rewritten to their specific form first. Unknown members are ignored, ids
/// and times may be numbers or texts.
/// Errors: UnusableInput (no JSON), InvalidInput (no list, or more than `kEventsMax` elements). The
/// body has at most 8 MiB, the caller sees to it. O(bytes).
[[nodiscard]] Result<Webhook> read_webhook(std::string_view body);

}  // namespace gv::hubspot
