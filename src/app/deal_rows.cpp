#include "app/deal_rows.h"

#include <array>

#include "base/check.h"

namespace gv::app {
namespace {

using revenue::DealEventType;
using revenue::DealStatus;
using revenue::EntryKind;

std::optional<DealEventType> type_of(std::string_view text) {
  for (const auto type :
       {DealEventType::Stage, DealEventType::Amount, DealEventType::Created, DealEventType::Deleted,
        DealEventType::Merged, DealEventType::Refund, DealEventType::Revalue}) {
    if (revenue::to_text(type) == text) return type;
  }
  return std::nullopt;
}

struct Flag {
  std::uint16_t bit;
  const char* name;
};
constexpr std::array kFlags{
    Flag{revenue::kZeroAmount, "zero_amount"},   Flag{revenue::kAmountAssumed, "amount_assumed"},
    Flag{revenue::kAmountError, "amount_error"}, Flag{revenue::kAmountNegative, "amount_negative"},
    Flag{revenue::kUnmapped, "unmapped_stage"},  Flag{revenue::kPendingFx, "pending_fx"},
    Flag{revenue::kFutureEvent, "future_event"}, Flag{revenue::kUnknownVersion, "unknown_version"}};

std::string flags_json(std::uint16_t bits) {
  std::string json = R"(["unreconciled")";
  for (const auto& flag : kFlags) {
    if ((bits & flag.bit) != 0) json += std::string(R"(,")") + flag.name + '"';
  }
  return json + "]";
}

/// The amount the last readable event told; nothing when it was never told, or cleared.
const revenue::DealEvent* last_amount(const revenue::DealFold& fold) {
  constexpr std::uint16_t kUnread =
      revenue::kAmountError | revenue::kPendingFx | revenue::kFutureEvent;
  const revenue::DealEvent* last = nullptr;
  for (const auto& step : fold.steps) {
    const auto& event = *step.event;
    const bool tells = event.type == DealEventType::Amount ||
                       (event.type == DealEventType::Stage && event.amount_minor.has_value());
    if (tells && (step.flags & kUnread) == 0) last = &event;
  }
  return last;
}

}  // namespace

Result<std::vector<revenue::DealEvent>> events_in(const AccountId& account,
                                                  std::span<const CrmEvent> rows) {
  std::vector<revenue::DealEvent> events;
  for (const auto& row : rows) {
    const auto type = type_of(row.type);
    if (!type) continue;
    revenue::DealEvent event{.event_key = row.key,
                             .account = account,
                             .crm = row.crm,
                             .deal = DealId(row.deal_id),
                             .type = *type,
                             .stage = row.stage_key.value_or(""),
                             .amount_minor = row.amount_minor,
                             .amount_error = row.state == "amount_error",
                             .occurred_at = row.occurred_at,
                             .source_seq = row.source_seq,
                             .received_at = row.received_at,
                             .property_value = row.stage_key.value_or(""),
                             .raw_ref = row.raw_ref.value_or("")};
    if (row.currency) {
      GV_TRY(const auto currency, Currency::parse(*row.currency, "crm_events.currency"));
      event.currency = currency;
    }
    events.push_back(std::move(event));
  }
  return events;
}

Result<revenue::DealLedger> ledger_in(const AccountId& account, std::span<const LedgerPosting> rows,
                                      const std::optional<CrmDeal>& deal) {
  revenue::DealLedger ledger;
  for (const auto& row : rows) {
    GV_TRY(const auto currency, Currency::parse(row.currency, "revenue_ledger.currency"));
    ledger.entries.push_back({.account = account,
                              .crm = row.crm,
                              .deal = DealId(row.deal_id),
                              .seq = row.seq,
                              .event_key = row.event_key,
                              .delta_minor = row.delta_minor,
                              .target_minor = row.target_minor,
                              .currency = currency,
                              .config_version = row.config_version,
                              .confidence = row.confidence,
                              .adjustment = row.adjustment,
                              .occurred_at = row.occurred_at,
                              .posted_at = row.posted_at});
  }
  if (deal) {
    ledger.folded_at = deal->updated_at;
    ledger.split = deal->credit_weights;
  }
  return ledger;
}

LedgerPosting posting_of(const revenue::LedgerEntry& entry, const attribution::CreditSet* credits) {
  LedgerPosting row{.id = revenue::entry_id(entry),
                    .crm = entry.crm,
                    .deal_id = entry.deal.text(),
                    .seq = static_cast<int>(entry.seq),
                    .event_key = entry.event_key,
                    .kind = std::string(revenue::to_text(entry.kind)),
                    .delta_minor = entry.delta_minor,
                    .target_minor = entry.target_minor,
                    .currency = std::string(entry.currency.code()),
                    .config_version = entry.config_version,
                    .confidence = entry.confidence,
                    .adjustment = entry.adjustment,
                    .occurred_at = entry.occurred_at,
                    .reason = revenue::reason(entry)};
  if (!entry.stage_to.empty()) row.stage = entry.stage_to;
  if (entry.source) {
    row.source_delta_minor = entry.source->delta_minor;
    row.source_currency = std::string(entry.source->currency.code());
    row.fx_rate_e9 = entry.source->rate_e9;
  }
  const auto method = credits != nullptr ? credits->method : attribution::Method::Unattributed;
  for (const auto& [ad, minor] : entry.allocations) {
    row.shares.push_back({.ad = ad,
                          .delta_minor = minor,
                          .method = std::string(attribution::to_text(method)),
                          .confidence = credits != nullptr ? credits->confidence : 0.0});
  }
  return row;
}

std::string_view state_after(const revenue::FoldStep& step) {
  // The reader's word on the amount is kept in the state, so it outlives what may pass.
  if ((step.flags & revenue::kAmountError) != 0) return "amount_error";
  if ((step.flags & revenue::kFutureEvent) != 0) return "future_event";
  if ((step.flags & revenue::kPendingFx) != 0) return "pending_fx";
  return "folded";
}

CrmDeal deal_after(const revenue::PipelineHistory& history, const revenue::DealFold& fold,
                   CrmDeal before) {
  const auto state = fold.state();
  CrmDeal deal = std::move(before);
  deal.pipeline_key = history.latest().spec().pipeline_key;
  deal.target_minor = state.target_minor;
  deal.flags = flags_json(fold.flags());
  deal.stage = std::nullopt;
  if (state.stage != revenue::kNoStage) {
    deal.stage = history[state.version_index].stages()[static_cast<std::size_t>(state.stage)].key;
  }
  const auto* amount = last_amount(fold);
  deal.amount_minor = amount != nullptr ? amount->amount_minor : std::nullopt;
  deal.currency = std::string(history.latest().currency().code());
  if (amount != nullptr && amount->currency) deal.currency = std::string(amount->currency->code());
  if (!fold.steps.empty()) deal.occurred_at = fold.steps.back().event->occurred_at;
  const bool closed = state.status == DealStatus::Won || state.status == DealStatus::Lost;
  deal.closed_at = closed ? std::optional(state.stage_since) : std::nullopt;
  return deal;
}

}  // namespace gv::app
