#include "core/revenue/deal_event.h"

#include <fmt/format.h>

#include "base/hash.h"

namespace gv::revenue {

std::string_view to_text(DealEventType type) {
  switch (type) {
    case DealEventType::Stage:
      return "stage";
    case DealEventType::Amount:
      return "amount";
    case DealEventType::Created:
      return "created";
    case DealEventType::Deleted:
      return "deleted";
    case DealEventType::Merged:
      return "merged";
    case DealEventType::Refund:
      return "refund";
    case DealEventType::Revalue:
      return "revalue";
  }
  return "";
}

std::string event_key(const EventIdentity& identity) {
  return sha256_hex(fmt::format("{}|{}|{}|{}|{}|{}|{}", identity.crm, identity.portal_id,
                                identity.subscription_type, identity.object_id,
                                identity.property_name, identity.property_value,
                                identity.occurred_at.time_since_epoch().count()));
}

}  // namespace gv::revenue
