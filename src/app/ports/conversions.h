#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/ports/store.h"
#include "base/result.h"
#include "base/time.h"
#include "core/attribution/credits.h"

namespace gv::app {

/// Something that a person did and that may be an ad's merit: a purchase, a lead, a deal's
/// beginning. "deal:<crm>:<id>" is that of a deal of a CRM.
struct ConversionRecord {
  std::string id;
  std::string type;  ///< "purchase", "lead", a stage of the pipeline
  std::optional<std::int64_t> value_minor{};
  std::optional<std::string> currency{};
  std::optional<std::string> crm{};  ///< of the deal whose ledger holds its money
  std::optional<std::string> deal_id{};
  std::optional<std::string> contact_hash{};  ///< bytes, keyed
  std::optional<std::string> click_id{};      ///< our own, as it came
  std::optional<std::string> fbclid{};
  TimePoint at{};
  std::optional<TimePoint> attributed_at{};
  TimePoint created_at{};  ///< set by the store
};

/// A credit set and what it rests on.
struct RecordedCredits {
  attribution::CreditSet set;
  attribution::Attribution evidence;  ///< of an override: the last automatic one
};

/// One attempt to find the ad of a conversion.
struct AttributionAttempt {
  std::string id;  ///< UUID
  std::string conversion_id;
  int number{1};
  attribution::Attribution outcome;
  Millis took{0};
};

/// First attempts that found no ad, by what the layers said ("no_param", "no_match", ...).
struct MissedConversions {
  std::string layer_1;
  std::string layer_2;
  std::string layer_3;
  std::int64_t conversions{0};
};

struct ConversionCursor {
  TimePoint at{};
  std::string id;
};

/// Conversions and who was given credit for them. Credit sets are appended, never changed.
class Conversions {
 public:
  virtual ~Conversions() = default;

  /// False when there is one of this id already; that one stays as it is.
  virtual Result<bool> add(Transaction& transaction, const ConversionRecord& conversion) = 0;
  virtual Result<std::optional<ConversionRecord>> find(Transaction& transaction,
                                                       std::string_view id) = 0;
  /// Marks it as attributed now, and keeps others from adding credits until the transaction ends.
  /// False when there is none.
  virtual Result<bool> mark_attributed(Transaction& transaction, std::string_view id) = 0;
  /// Newest first, those after `before`.
  virtual Result<std::vector<ConversionRecord>> list(Transaction& transaction,
                                                     const std::optional<ConversionCursor>& before,
                                                     int limit) = 0;
  /// Those in [from, until), ascending by time.
  virtual Result<std::vector<ConversionRecord>> between(Transaction& transaction, TimePoint from,
                                                        TimePoint until) = 0;

  /// Appends a set, whose `seq` is the next one. Errors: Conflict when that was taken meanwhile.
  virtual Result<void> add_credits(Transaction& transaction, std::string_view conversion_id,
                                   const RecordedCredits& credits) = 0;
  /// All sets, by seq.
  virtual Result<std::vector<RecordedCredits>> credits(Transaction& transaction,
                                                       std::string_view conversion_id) = 0;

  /// Hours from click to conversion, of each conversion in [from, until) whose first credits rest
  /// on a click; in no order. O(conversions of the span).
  virtual Result<std::vector<double>> lags(Transaction& transaction, TimePoint from,
                                           TimePoint until) = 0;
  /// Of attempts that were made in [from, until), the most frequent first.
  virtual Result<std::vector<MissedConversions>> missed(Transaction& transaction, TimePoint from,
                                                        TimePoint until) = 0;

  virtual Result<void> log_attempt(Transaction& transaction, const AttributionAttempt& attempt) = 0;
};

}  // namespace gv::app
