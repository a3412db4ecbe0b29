#include "adapters/hubspot/webhook_source.h"

#include <utility>

#include "adapters/hubspot/signature.h"

namespace gv::hubspot {
namespace {

app::CrmEvent row_of(const revenue::DealEvent& event) {
  app::CrmEvent row{.key = event.event_key,
                    .crm = event.crm,
                    .deal_id = event.deal.text(),
                    .type = std::string(revenue::to_text(event.type)),
                    .amount_minor = event.amount_minor,
                    .currency = std::string(event.currency->code()),
                    .occurred_at = event.occurred_at,
                    .source_seq = event.source_seq};
  if (!event.stage.empty()) row.stage_key = event.stage;
  if (event.amount_error) row.state = "amount_error";
  return row;
}

/// The type of an event that tells of a deal and not of its value.
std::string_view type_of(WebhookKind kind) {
  switch (kind) {
    case WebhookKind::DealPipeline:
      return "pipeline";
    case WebhookKind::DealCurrency:
      return "currency";
    case WebhookKind::DealAssociation:
      return "association";
    case WebhookKind::DealMerged:
      return "merge";
    case WebhookKind::DealCreated:
    case WebhookKind::DealStage:
    case WebhookKind::DealAmount:
    case WebhookKind::DealDeleted:
    case WebhookKind::ContactProperty:
    case WebhookKind::Ignored:
      break;
  }
  return "";
}

std::vector<app::CrmEvent> rows_of(const WebhookEvent& event, const app::PortalOwner& owner,
                                   TimePoint now) {
  std::vector<app::CrmEvent> rows;
  const EventContext context{
      .account = owner.account, .currency = owner.currency, .received_at = now, .raw_ref = {}};
  for (const auto& told : to_deal_events(event, context)) rows.push_back(row_of(told));
  if (const auto type = type_of(event.kind); !type.empty()) {
    rows.push_back({.key = event_key(event),
                    .crm = std::string(kCrm),
                    .deal_id = event.object_id,
                    .type = std::string(type),
                    .occurred_at = event.occurred_at,
                    .source_seq = event.event_id});
  }
  return rows;
}

bool is_of_interest(const WebhookEvent& event) { return !deals_touched(event).empty(); }

}  // namespace

Result<app::CrmBatch> WebhookSource::read(const app::CrmDelivery& delivery, TimePoint now,
                                          const app::OwnerOf& owner_of) {
  const std::string uri = public_uri(settings_.public_url, delivery.target);
  const SignedDelivery came{.method = delivery.method,
                            .uri = uri,
                            .body = delivery.body,
                            .signature = delivery.header("X-HubSpot-Signature-v3"),
                            .timestamp = delivery.header("X-HubSpot-Request-Timestamp"),
                            .signature_v1 = delivery.header("X-HubSpot-Signature")};
  const auto verdict = verify(came, secrets_.active(kCrm), now, settings_.allows_v1);
  if (verdict != SignatureVerdict::Valid) {
    return fail(ErrorCode::Unauthenticated, "signature", "invalid_signature");
  }
  return read_kept(delivery.body, now, owner_of);
}

Result<app::CrmBatch> WebhookSource::read_kept(std::string_view body, TimePoint now,
                                               const app::OwnerOf& owner_of) {
  GV_TRY(const auto webhook, read_webhook(body));
  app::CrmBatch batch{.notices = {}, .ignored = webhook.rejected.size()};
  for (const auto& event : webhook.events) {
    if (!is_of_interest(event)) {
      ++batch.ignored;
      continue;
    }
    GV_TRY(const auto owner, owner_of(event.portal_id));
    app::CrmNotice notice{.portal = event.portal_id, .account = {}, .events = {}};
    if (owner) {
      notice.account = owner->account;
      notice.events = rows_of(event, *owner, now);
    }
    batch.notices.push_back(std::move(notice));
  }
  return batch;
}

}  // namespace gv::hubspot
