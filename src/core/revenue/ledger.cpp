#include "core/revenue/ledger.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "base/hash.h"
#include "base/money.h"
#include "core/revenue/stage_value.h"

namespace gv::revenue {
namespace {

std::string_view verb_of(EntryKind kind, bool from_nothing) {
  switch (kind) {
    case EntryKind::Created:
      return "Created";
    case EntryKind::Advance:
      return from_nothing ? "Entered" : "Advanced";
    case EntryKind::Regress:
      return "Moved back";
    case EntryKind::Won:
      return "Won";
    case EntryKind::Lost:
      return "Lost";
    case EntryKind::Deleted:
      return "Deleted";
    case EntryKind::Merged:
      return "Merged away";
    case EntryKind::Refund:
      return "Refunded";
    case EntryKind::Revaluation:
      return "Revalued";
    case EntryKind::UnmappedStage:
      return "Entered an unmapped stage";
    case EntryKind::AmountChange:
      return "Amount changed";
    case EntryKind::Reopen:
      return "Reopened";
    case EntryKind::Reattribution:
      return "Credit moved between ads";
  }
  return "";
}

const Stage* stage_of(const PipelineHistory& history, const DealState& state) {
  if (state.stage == kNoStage) return nullptr;
  return &history[state.version_index].stages()[static_cast<std::size_t>(state.stage)];
}

/// allocations += [A(after) - A(before)] * sign, ads without an amount dropped.
void add_change(std::vector<AdAmount>& allocations, std::int64_t before, std::int64_t after,
                std::int64_t sign, const CreditSplit& split) {
  for (const auto& [ad, minor] : allocate_change(before, after, split)) {
    const auto at = std::lower_bound(
        allocations.begin(), allocations.end(), ad,
        [](const AdAmount& amount, const AdId& wanted) { return amount.ad < wanted; });
    if (at == allocations.end() || at->ad != ad) {
      allocations.insert(at, {ad, sign * minor});
    } else if (at->minor += sign * minor; at->minor == 0) {
      allocations.erase(at);
    }
  }
}

/// What both kinds of entries share.
LedgerEntry entry_at(const PipelineHistory& history, const FoldStep& step, TimePoint now) {
  LedgerEntry entry{.account = step.event->account,
                    .crm = step.event->crm,
                    .deal = step.event->deal,
                    .kind = step.kind,
                    .target_minor = step.after.target_minor,
                    .currency = history.latest().currency(),
                    .config_version = history[step.after.version_index].version(),
                    .occurred_at = step.event->occurred_at,
                    .posted_at = now};
  if (const Stage* from = stage_of(history, step.before)) entry.stage_from = from->key;
  if (const Stage* to = stage_of(history, step.after)) {
    entry.stage_to = to->key;
    entry.confidence = to->confidence;
  }
  return entry;
}

std::optional<SourceMoney> source_of(const FoldStep& step, std::int64_t delta, Currency own) {
  if (step.fx_rate_e9 == 0) return std::nullopt;
  const auto back = convert_back(delta, *step.event->currency, own, step.fx_rate_e9);
  if (!back) return std::nullopt;
  return SourceMoney{*back, *step.event->currency, step.fx_rate_e9};
}

using PostedSums = std::map<std::string_view, std::int64_t>;

/// The sum posted for each event, all of which the fold must hold.
Result<PostedSums> posted_per_event(const DealFold& fold, const DealLedger& ledger) {
  PostedSums posted;
  for (const LedgerEntry& entry : ledger.entries) posted[entry.event_key] += entry.delta_minor;
  posted.erase("");
  std::size_t met = 0;
  for (const FoldStep& step : fold.steps) met += posted.count(step.event->event_key);
  if (met != posted.size()) {
    return fail(ErrorCode::InvalidInput, "events",
                "must hold every event posted before: " + std::to_string(posted.size() - met) +
                    " are missing");
  }
  return posted;
}

std::int64_t number_after(const std::vector<LedgerEntry>& posted,
                          const std::vector<LedgerEntry>& fresh) {
  return (posted.empty() ? 0 : posted.back().seq) + static_cast<std::int64_t>(fresh.size()) + 1;
}

}  // namespace

std::string entry_id(const LedgerEntry& entry) {
  return uuid_v5(fmt::format("ledger|{}|{}|{}|{}", entry.account.text(), entry.crm,
                             entry.deal.text(), entry.seq));
}

std::string reason(const LedgerEntry& entry) {
  const bool moved = entry.stage_from != entry.stage_to;
  std::string text =
      describe_move(verb_of(entry.kind, entry.stage_from.empty()), moved ? entry.stage_from : "",
                    entry.stage_to, entry.delta_minor, entry.currency, entry.confidence);
  return entry.adjustment ? text + ", adjustment for a late event" : text;
}

std::int64_t DealLedger::balance_minor() const {
  std::int64_t sum = 0;
  for (const LedgerEntry& entry : entries) sum += entry.delta_minor;
  return sum;
}

Result<std::size_t> post(const PipelineHistory& history, const DealFold& fold,
                         const CreditSplit& split, TimePoint now, DealLedger& ledger) {
  if (ledger.folded_at && now < *ledger.folded_at) {
    return fail(ErrorCode::ClockSkew, "now",
                "must not lie before the last posting " + format_time(*ledger.folded_at) +
                    ", got " + format_time(now));
  }
  GV_TRY(const PostedSums posted, posted_per_event(fold, ledger));

  std::vector<LedgerEntry> fresh;
  if (split != ledger.split && !ledger.entries.empty()) {
    LedgerEntry entry = entry_at(history, fold.steps.back(), now);
    entry.kind = EntryKind::Reattribution;
    entry.target_minor = ledger.balance_minor();
    entry.allocations = reattribute(entry.target_minor, ledger.split, split);
    entry.seq = number_after(ledger.entries, fresh);
    if (!entry.allocations.empty()) fresh.push_back(std::move(entry));
  }
  bool differs = false;  // an entry of this batch exists
  std::int64_t posted_before = 0;
  for (const FoldStep& step : fold.steps) {
    const auto known = posted.find(step.event->event_key);
    const std::int64_t posted_here = known == posted.end() ? 0 : known->second;
    if (const std::int64_t delta = step.delta_minor - posted_here; delta != 0) {
      LedgerEntry entry = entry_at(history, step, now);
      entry.seq = number_after(ledger.entries, fresh);
      entry.event_key = step.event->event_key;
      entry.delta_minor = delta;
      // A correction is a difference to what an earlier posting that knew this event said of it.
      entry.adjustment = known != posted.end() ||
                         (ledger.folded_at && step.event->received_at <= *ledger.folded_at);
      entry.source = source_of(step, delta, entry.currency);
      fresh.push_back(std::move(entry));
      differs = true;
    }
    // An event whose delta stands while the targets around it moved has no entry, but its rounding
    // may fall to other ads now: the entry before it carries that.
    if (differs) {
      auto& allocations = fresh.back().allocations;
      add_change(allocations, step.before.target_minor, step.after.target_minor, 1, split);
      add_change(allocations, posted_before, posted_before + posted_here, -1, split);
    }
    posted_before += posted_here;
  }

  ledger.split = split;
  ledger.folded_at = now;
  const KnownState state{now, fold.state()};
  if (ledger.known.empty() || ledger.known.back().state != state.state) {
    ledger.known.push_back(state);
  }
  for (LedgerEntry& entry : fresh) ledger.entries.push_back(std::move(entry));
  return fresh.size();
}

Result<DealLedger> replay(DealFolder& folder, std::span<const DealEvent> events,
                          const CreditSplit& split, TimePoint until) {
  std::vector<DealEvent> arrived(events.begin(), events.end());
  std::erase_if(arrived, [&](const DealEvent& event) { return event.received_at > until; });
  std::stable_sort(arrived.begin(), arrived.end(), [](const DealEvent& a, const DealEvent& b) {
    return a.received_at < b.received_at;
  });
  DealLedger ledger;
  DealFold fold;
  for (std::size_t end = 1; end <= arrived.size(); ++end) {
    const TimePoint now = arrived[end - 1].received_at;
    if (end < arrived.size() && arrived[end].received_at == now) continue;
    GV_TRY(folder.fold(std::span(arrived).first(end), now, fold));
    GV_TRY(post(folder.history(), fold, split, now, ledger));
  }
  return ledger;
}

}  // namespace gv::revenue
