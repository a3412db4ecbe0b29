#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/revenue/allocation.h"
#include "core/revenue/deal_fold.h"

namespace gv::revenue {

/// The same delta in the currency the deal was told in, and the rate used.
struct SourceMoney {
  std::int64_t delta_minor{0};
  Currency currency;
  std::int64_t rate_e9{0};
};

/// One append-only posting of the revenue ledger.
struct LedgerEntry {
  AccountId account;
  std::string crm;
  DealId deal;
  std::int64_t seq{0};    ///< 1, 2, ... per deal
  std::string event_key;  ///< empty for a reattribution
  EntryKind kind{EntryKind::Advance};
  std::int64_t delta_minor{0};
  std::int64_t target_minor{0};  ///< of the deal right after the event, as known when posted
  Currency currency;
  std::int64_t config_version{0};
  double confidence{0.0};   ///< of the stage after the event
  bool adjustment{false};   ///< corrects what an earlier posting assumed
  TimePoint occurred_at{};  ///< economic time
  TimePoint posted_at{};    ///< knowledge time
  std::string stage_from;   ///< our keys; empty for none
  std::string stage_to;
  std::optional<SourceMoney> source;
  std::vector<AdAmount> allocations;  ///< sum to delta_minor
};

/// Stable identity of an entry: UUIDv5 of account, CRM, deal and seq.
[[nodiscard]] std::string entry_id(const LedgerEntry& entry);
/// "Advanced from 'lead' to 'appointment_scheduled' (+2,250.00 AED, 60 % confidence)".
[[nodiscard]] std::string reason(const LedgerEntry& entry);

/// A deal as it was known from `at` on.
struct KnownState {
  TimePoint at{};
  DealState state;
  friend bool operator==(const KnownState&, const KnownState&) = default;
};

/// Everything posted for one deal. Only ever appended to.
struct DealLedger {
  std::vector<LedgerEntry> entries;    ///< by seq
  std::vector<KnownState> known;       ///< by posting time; the state wherever it changed
  std::optional<TimePoint> folded_at;  ///< when the deal was last folded and posted
  CreditSplit split;                   ///< the weights the entries are allocated by
  [[nodiscard]] std::int64_t balance_minor() const;
};

/// Compares a refold with what is posted per event and appends the differences; nothing is
/// updated or deleted. A changed `split` is posted first, as a reattribution of the present
/// balance. Returns how many entries were appended; none when nothing changed.
///
///   entry for event i      = delta_i - posted_i
///   of which ad a receives = [A_a(T_i) - A_a(T_i-1)] - [A_a(P_i) - A_a(P_i-1)]
///
/// with P the running sum of what is posted, in the order of the refold. Both differences
/// telescope, so the entries of an ad sum to A_a of the last target. Where an event needs no entry
/// but its rounding falls to other ads, the entry before it takes that on.
///
/// Errors: InvalidInput when a posted event is missing from the fold; ClockSkew when `now` lies
/// before the last posting. On error the ledger is unchanged. O((k + p) log p) for k events and p
/// entries.
Result<std::size_t> post(const PipelineHistory& history, const DealFold& fold,
                         const CreditSplit& split, TimePoint now, DealLedger& ledger);

/// The ledger as it came to be: folds and posts after every distinct `received_at` up to `until`.
/// Errors: as `DealFolder::fold` and `post`. O(k^2 log k).
Result<DealLedger> replay(DealFolder& folder, std::span<const DealEvent> events,
                          const CreditSplit& split, TimePoint until);

}  // namespace gv::revenue
