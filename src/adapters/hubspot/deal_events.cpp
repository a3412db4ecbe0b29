#include "adapters/hubspot/deal_events.h"

#include <algorithm>

#include "base/money.h"

namespace gv::hubspot {
namespace {

constexpr std::string_view kPropertyChange = "deal.propertyChange";

revenue::DealEvent event_of(std::string deal, revenue::DealEventType type, TimePoint at,
                            const EventContext& context) {
  revenue::DealEvent event{.account = context.account,
                           .crm = std::string(kCrm),
                           .deal = DealId(std::move(deal)),
                           .type = type,
                           .occurred_at = at,
                           .received_at = context.received_at,
                           .raw_ref = context.raw_ref};
  event.currency = context.currency;
  return event;
}

/// "7000" and "" (cleared: unknown) are amounts, "7,000 AED" is an error.
void read_amount(const std::string& text, revenue::DealEvent& event) {
  event.property_value = text;
  if (text.empty()) return;
  const auto amount = Money::parse_major(text, *event.currency, "amount");
  event.amount_error = !amount;
  if (amount) event.amount_minor = amount->minor();
}

void read_stage(const std::string& text, std::string_view pipeline, revenue::DealEvent& event) {
  event.property_value = text;
  event.stage = text;
  event.pipeline_id = pipeline;
}

std::string key_of(std::string_view portal_id, std::string_view type, std::string_view object_id,
                   std::string_view name, std::string_view value, TimePoint at) {
  return revenue::event_key({kCrm, portal_id, type, object_id, name, value, at});
}

std::vector<revenue::DealEvent> merged_away(const WebhookEvent& event,
                                            const EventContext& context) {
  std::vector<revenue::DealEvent> events;
  for (const std::string& id : event.merged_ids) {
    auto gone = event_of(id, revenue::DealEventType::Merged, event.occurred_at, context);
    gone.event_key = key_of(event.portal_id, event.subscription_type, id, "merged_into",
                            event.object_id, event.occurred_at);
    gone.source_seq = event.event_id;
    gone.property_value = event.object_id;
    events.push_back(std::move(gone));
  }
  return events;
}

}  // namespace

std::string event_key(const WebhookEvent& event) {
  std::string value = event.property_value;
  for (const std::string& id : event.merged_ids) value += (value.empty() ? "" : ",") + id;
  return key_of(event.portal_id, event.subscription_type, event.object_id, event.property_name,
                value, event.occurred_at);
}

std::vector<revenue::DealEvent> to_deal_events(const WebhookEvent& event,
                                               const EventContext& context) {
  using revenue::DealEventType;
  const auto one = [&](DealEventType type) {
    auto told = event_of(event.object_id, type, event.occurred_at, context);
    told.event_key = event_key(event);
    told.source_seq = event.event_id;
    return told;
  };
  switch (event.kind) {
    case WebhookKind::DealCreated:
      return {one(DealEventType::Created)};
    case WebhookKind::DealDeleted:
      return {one(DealEventType::Deleted)};
    case WebhookKind::DealMerged:
      return merged_away(event, context);
    case WebhookKind::DealStage: {
      auto stage = one(DealEventType::Stage);
      read_stage(event.property_value, "", stage);
      return {std::move(stage)};
    }
    case WebhookKind::DealAmount: {
      auto amount = one(DealEventType::Amount);
      read_amount(event.property_value, amount);
      return {std::move(amount)};
    }
    case WebhookKind::DealPipeline:
    case WebhookKind::DealCurrency:
    case WebhookKind::DealAssociation:
    case WebhookKind::ContactProperty:
    case WebhookKind::Ignored:
      break;
  }
  return {};
}

std::vector<std::string> deals_touched(const WebhookEvent& event) {
  if (event.kind == WebhookKind::Ignored || event.kind == WebhookKind::ContactProperty) return {};
  std::vector<std::string> ids{event.object_id};
  ids.insert(ids.end(), event.merged_ids.begin(), event.merged_ids.end());
  return ids;
}

std::vector<revenue::DealEvent> history_events(const Deal& deal, std::string_view portal_id,
                                               const EventContext& context) {
  using revenue::DealEventType;
  const std::string_view pipeline = deal.property("pipeline");
  std::vector<revenue::DealEvent> events;
  for (const auto& [value, at] : deal.stages) {
    if (value.empty()) continue;
    auto& event = events.emplace_back(event_of(deal.id, DealEventType::Stage, at, context));
    event.event_key = key_of(portal_id, kPropertyChange, deal.id, "dealstage", value, at);
    read_stage(value, pipeline, event);
  }
  for (const auto& [value, at] : deal.amounts) {
    auto& event = events.emplace_back(event_of(deal.id, DealEventType::Amount, at, context));
    event.event_key = key_of(portal_id, kPropertyChange, deal.id, "amount", value, at);
    read_amount(value, event);
  }
  std::stable_sort(events.begin(), events.end(),
                   [](const auto& a, const auto& b) { return a.occurred_at < b.occurred_at; });
  return events;
}

}  // namespace gv::hubspot
