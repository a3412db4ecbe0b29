#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/ports/store.h"
#include "base/result.h"
#include "base/time.h"
#include "core/revenue/allocation.h"

namespace gv::app {

/// One event of a CRM about one deal, as it came.
struct CrmEvent {
  std::string key;  ///< unique in the account: the same event twice has one key
  std::string crm;
  std::string deal_id;
  std::string type;
  std::optional<std::string> stage_key{};
  std::optional<std::int64_t> amount_minor{};
  std::optional<std::string> currency{};
  TimePoint occurred_at{};
  std::int64_t source_seq{0};
  TimePoint received_at{};  ///< set by the store
  std::string state{"new"};
  std::optional<std::string> raw_ref{};
};

/// A deal as its events leave it.
struct CrmDeal {
  std::string crm;
  std::string deal_id;
  std::string pipeline_key;
  std::optional<std::string> stage{};
  std::optional<std::int64_t> amount_minor{};
  std::optional<std::string> currency{};
  std::int64_t target_minor{0};               ///< what the ledger should sum to
  std::optional<std::string> contact_hash{};  ///< bytes
  revenue::CreditSplit credit_weights{};      ///< the postings so far are split by
  std::string flags{"[]"};                    ///< JSON
  std::optional<TimePoint> occurred_at{};
  std::optional<TimePoint> closed_at{};
  TimePoint updated_at{};  ///< set by the store
};

/// What one ad is given of a posting.
struct LedgerShare {
  AdId ad{};  ///< or revenue::unattributed()
  std::int64_t delta_minor{0};
  std::string method;      ///< "url_param", ..., of the attribution
  double confidence{0.0};  ///< of the attribution, in [0, 1]
};

/// One posting of the ledger; never changed once written.
struct LedgerPosting {
  std::string id;  ///< UUID
  std::string crm;
  std::string deal_id;
  int seq{0};  ///< 1, 2, 3, ... within the deal
  std::string event_key;
  std::string kind;
  std::int64_t delta_minor{0};
  std::int64_t target_minor{0};
  std::string currency;
  std::optional<std::int64_t> source_delta_minor{};
  std::optional<std::string> source_currency{};
  std::optional<std::int64_t> fx_rate_e9{};
  std::optional<std::string> stage{};
  std::int64_t config_version{0};
  double confidence{1.0};
  bool adjustment{false};
  TimePoint occurred_at{};
  TimePoint posted_at{};  ///< set by the store
  std::string reason;
  std::vector<LedgerShare> shares{};  ///< sum to delta_minor; of distinct ads
};

/// What the CRM told, the deals it makes, and the ledger of their value.
class RevenueStore {
 public:
  virtual ~RevenueStore() = default;

  /// Which of the events are new; the others are there already.
  virtual Result<std::vector<bool>> add_events(Transaction& transaction,
                                               std::span<const CrmEvent> events) = 0;
  /// All events of a deal: by occurred_at, source_seq, key.
  virtual Result<std::vector<CrmEvent>> events_of(Transaction& transaction, std::string_view crm,
                                                  std::string_view deal_id) = 0;
  virtual Result<void> set_event_state(Transaction& transaction, std::string_view crm,
                                       std::string_view deal_id, std::string_view key,
                                       std::string_view state) = 0;

  virtual Result<std::optional<CrmDeal>> deal(Transaction& transaction, std::string_view crm,
                                              std::string_view deal_id) = 0;
  /// Adds the deal or replaces it.
  virtual Result<void> put_deal(Transaction& transaction, const CrmDeal& deal) = 0;
  /// Ascending by (crm, deal_id), after the given pair (empty: from the start).
  virtual Result<std::vector<CrmDeal>> deals(Transaction& transaction, std::string_view after_crm,
                                             std::string_view after_deal, int limit) = 0;

  /// Writes the postings and their shares.
  /// Errors: Conflict when a posting of that deal and seq is there: fold the events again.
  virtual Result<void> post(Transaction& transaction, std::span<const LedgerPosting> postings) = 0;
  /// Ascending by seq, shares ascending by ad.
  virtual Result<std::vector<LedgerPosting>> postings_of(Transaction& transaction,
                                                         std::string_view crm,
                                                         std::string_view deal_id) = 0;
};

}  // namespace gv::app
