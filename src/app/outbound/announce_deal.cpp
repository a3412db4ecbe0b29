#include "app/outbound/announce_deal.h"

#include <map>
#include <set>

#include <fmt/format.h>

#include "app/outbound/flush_schedule.h"
#include "base/hash.h"

namespace gv::app {
namespace {

using server_events::StageEvent;

std::string row_id(const AccountId& account, const FoldedDeal& deal, const StageEvent& event) {
  return uuid_v5(fmt::format("capi_outbox|{}|{}|{}|{}", account.text(), deal.crm, deal.deal_id,
                             event.event_key));
}

}  // namespace

/// What the outbox holds of the deal.
struct AnnounceDeal::Announced {
  std::set<std::string, std::less<>> keys;            ///< of the CRM's events that have a row
  std::map<std::string, int, std::less<>> of_name{};  ///< rows by the name they were told under
};

std::string AnnounceDeal::sealed(const AccountId& account, const FoldedDeal& deal,
                                 const StageEvent& event) const {
  EventFacts facts{.conversion_id = std::string(deal.conversion_id)};
  if (event.value_minor) {
    facts.value_minor = event.value_minor;
    facts.currency = deal.history.latest().currency().code();
  }
  return sealer_.seal(account, kOutboxPayload, text_of(facts));
}

/// What is pending learns what became known since: the amount of a deal often comes after its
/// stage.
Result<AnnounceDeal::Announced> AnnounceDeal::announced(Transaction& transaction,
                                                        const FoldedDeal& deal,
                                                        const std::vector<StageEvent>& events) {
  const AccountId& account = transaction.scope().account();
  Announced known;
  for (const auto& event : events) {
    GV_TRY(const auto row, outbox_.find(transaction, row_id(account, deal, event)));
    if (!row) continue;
    known.keys.insert(event.event_key);
    ++known.of_name[row->name];
    if (row->state == OutboxState::Pending && event.value_minor) {
      GV_TRY(outbox_.replace_payload(transaction, row->id, sealed(account, deal, event)));
    }
  }
  return known;
}

Result<void> AnnounceDeal::add(Transaction& transaction, const FoldedDeal& deal,
                               const StageEvent& event, int occurrence) {
  const AccountId& account = transaction.scope().account();
  GV_TRY(const auto settings, settings_.settings(account));
  OutboxEvent row{.id = row_id(account, deal, event),
                  .dataset_id = settings->conversions.dataset_id,
                  .name = event.name,
                  .event_id = server_events::deal_event_id(account, deal.crm, deal.deal_id,
                                                           event.name, occurrence),
                  .at = event.at,
                  .sealed_payload = sealed(account, deal, event),
                  .next_attempt_at = transaction.now()};
  if (server_events::is_expired(event.at, transaction.now())) {
    row.state = OutboxState::Expired;
    row.sealed_payload.clear();
    row.note = OutboxNote{.reason = "it was too old when it became known"};
  }
  GV_TRY(const bool added, outbox_.add(transaction, row));
  if (!added) {
    return fail(ErrorCode::Conflict, "capi_outbox", "another worker announced the deal meanwhile");
  }
  return row.state == OutboxState::Pending ? plan_flush(jobs_, transaction, transaction.now())
                                           : Result<void>();
}

Result<void> AnnounceDeal::run(Transaction& transaction, const FoldedDeal& deal) {
  GV_TRY(const auto settings, settings_.settings(transaction.scope().account()));
  if (settings->conversions.dataset_id.empty()) return {};
  const auto events = server_events::stage_events(deal.history, deal.fold);
  GV_TRY(auto known, announced(transaction, deal, events));
  std::map<std::string, int, std::less<>> entered;
  for (const auto& event : events) entered[event.name] += event.entered ? 1 : 0;
  for (const auto& event : events) {
    // A late event may turn what was announced before into a repetition of it: then it was told.
    auto& count = known.of_name[event.name];
    const bool is_new = event.entered && !known.keys.contains(event.event_key);
    if (is_new && count < entered[event.name]) GV_TRY(add(transaction, deal, event, ++count));
  }
  return {};
}

}  // namespace gv::app
