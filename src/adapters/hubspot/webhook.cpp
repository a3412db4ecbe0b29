#include "adapters/hubspot/webhook.h"

#include <array>
#include <optional>

#include <fmt/format.h>

#include "io/json/json.h"
#include "io/json/loose.h"

namespace gv::hubspot {
namespace {

constexpr std::size_t kIdMax = 200;

/// "object.creation" of a deal -> "deal.creation"; others stay.
std::string specific_type(std::string type, std::string_view object_type_id) {
  constexpr std::string_view kGeneric = "object.";
  if (!type.starts_with(kGeneric)) return type;
  const auto* const noun = object_type_id == "0-3"   ? "deal."
                           : object_type_id == "0-1" ? "contact."
                                                     : nullptr;
  return noun == nullptr ? type : noun + type.substr(kGeneric.size());
}

WebhookKind kind_of(std::string_view type, std::string_view property) {
  if (type == "deal.creation") return WebhookKind::DealCreated;
  if (type == "deal.deletion") return WebhookKind::DealDeleted;
  if (type == "deal.merge") return WebhookKind::DealMerged;
  if (type == "deal.associationChange") return WebhookKind::DealAssociation;
  if (type == "contact.propertyChange") return WebhookKind::ContactProperty;
  if (type != "deal.propertyChange") return WebhookKind::Ignored;
  if (property == "dealstage") return WebhookKind::DealStage;
  if (property == "amount") return WebhookKind::DealAmount;
  if (property == "pipeline") return WebhookKind::DealPipeline;
  if (property == "deal_currency_code") return WebhookKind::DealCurrency;
  return WebhookKind::Ignored;
}

void read_merge(const boost::json::object& from, WebhookEvent& event) {
  event.object_id = json::text_of(from, "newObjectId");
  const std::string primary = json::text_of(from, "primaryObjectId");
  if (event.object_id.empty()) event.object_id = primary;
  if (const auto* const merged = json::array_of(from, "mergedObjectIds")) {
    for (const auto& one : *merged) {
      std::string id = json::text_of({{"id", one}}, "id");
      if (!id.empty() && id.size() <= kIdMax) event.merged_ids.push_back(std::move(id));
    }
  }
  // A merge may make a new deal of both: then the primary one is gone too.
  if (!primary.empty() && primary != event.object_id) event.merged_ids.push_back(primary);
}

void read_association(const boost::json::object& from, WebhookEvent& event) {
  event.object_id = json::text_of(from, "fromObjectId");
  event.associated_id = json::text_of(from, "toObjectId");
  event.association_removed = json::flag_of(from, "associationRemoved");
  // The event's identity needs what was associated, and in which direction.
  event.property_name = "association";
  event.property_value =
      fmt::format("{}{}", event.association_removed ? "-" : "+", event.associated_id);
}

std::string complaint(const WebhookEvent& event, bool has_time) {
  const auto bad_id = [](const std::string& id) { return id.empty() || id.size() > kIdMax; };
  if (event.subscription_type.empty() || event.subscription_type.size() > kIdMax) {
    return "subscriptionType: must be a text of 1 to 200 bytes";
  }
  if (bad_id(event.portal_id)) return "portalId: must be an id";
  if (bad_id(event.object_id)) return "objectId: must be an id";
  if (!has_time) return "occurredAt: must be milliseconds since 1970";
  if (event.property_name.size() > kIdMax) return "propertyName: must have at most 200 bytes";
  if (event.property_value.size() > kValueMax) {
    return fmt::format("propertyValue: must have at most {} bytes", kValueMax);
  }
  return {};
}

/// Empty: read; else what is wrong.
std::string read_event(const boost::json::value& value, WebhookEvent& event) {
  const auto* const from = value.if_object();
  if (from == nullptr) return "must be an object";
  event.subscription_type =
      specific_type(json::text_of(*from, "subscriptionType"), json::text_of(*from, "objectTypeId"));
  event.portal_id = json::text_of(*from, "portalId");
  event.object_id = json::text_of(*from, "objectId");
  event.property_name = json::text_of(*from, "propertyName");
  event.property_value = json::text_of(*from, "propertyValue");
  event.event_id = json::whole_of(*from, "eventId").value_or(0);
  event.attempt = json::whole_of(*from, "attemptNumber").value_or(0);
  event.change_source = json::text_of(*from, "changeSource");
  event.kind = kind_of(event.subscription_type, event.property_name);
  if (event.kind == WebhookKind::DealMerged) read_merge(*from, event);
  if (event.kind == WebhookKind::DealAssociation) read_association(*from, event);
  const auto occurred_at = json::time_of(*from, "occurredAt");
  event.occurred_at = occurred_at.value_or(TimePoint{});
  return complaint(event, occurred_at.has_value());
}

}  // namespace

Result<Webhook> read_webhook(std::string_view body) {
  GV_TRY(const auto tree, json::parse(body, "body", {.bytes_max = 8U << 20, .depth_max = 16}));
  const auto* const list = tree.if_array();
  if (list == nullptr) return fail(ErrorCode::InvalidInput, "body", "must be a list of events");
  if (list->size() > kEventsMax) {
    return fail(ErrorCode::InvalidInput, "body",
                fmt::format("must hold at most {} events, got {}", kEventsMax, list->size()));
  }
  Webhook webhook;
  webhook.events.reserve(list->size());
  for (std::size_t i = 0; i < list->size(); ++i) {
    WebhookEvent event;
    std::string reason = read_event((*list)[i], event);
    if (reason.empty()) {
      webhook.events.push_back(std::move(event));
    } else {
      webhook.rejected.push_back({i, std::move(reason)});
    }
  }
  return webhook;
}

}  // namespace gv::hubspot
