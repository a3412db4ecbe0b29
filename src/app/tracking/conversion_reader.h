#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/ports/conversions.h"
#include "app/ports/settings_source.h"
#include "app/ports/store.h"
#include "app/tracking/person_book.h"
#include "base/result.h"
#include "core/attribution/lag_distribution.h"
#include "core/attribution/models.h"

namespace gv::app {

/// A conversion and every set of credits it had, the one that holds last.
struct CreditedConversion {
  ConversionRecord conversion;
  std::vector<RecordedCredits> sets;
};

/// How a conversion came to be, and whom each model would credit for it.
struct ConversionPath {
  std::vector<attribution::Touch> touches;  ///< oldest first
  struct Opinion {
    attribution::Model asked;
    attribution::JourneyCredit credit;
  };
  std::vector<Opinion> opinions;  ///< one for each model
};

/// How the conversions of a span were found, and why others were not.
struct AttributionSummary {
  attribution::LagDistribution lags;
  std::vector<MissedConversions> missed;  ///< the most frequent first
};

/// Reads what was decided about conversions.
class ConversionReader {
 public:
  ConversionReader(Store& store, Conversions& conversions, PersonBook& persons,
                   const SettingsSource& settings)
      : store_(store), conversions_(conversions), persons_(persons), settings_(settings) {}

  /// Newest first, up to `limit` after `before`.
  Result<std::vector<CreditedConversion>> list(const AccountScope& scope,
                                               const std::optional<ConversionCursor>& before,
                                               int limit);
  /// Errors: NotFound.
  Result<CreditedConversion> show(const AccountScope& scope, std::string_view id);
  /// Errors: NotFound.
  Result<ConversionPath> path(const AccountScope& scope, std::string_view id);
  /// Of conversions that happened, and of attempts that were made, in [from, until).
  Result<AttributionSummary> summary(const AccountScope& scope, TimePoint from, TimePoint until);

 private:
  Result<CreditedConversion> read(Transaction& transaction, std::string_view id);
  Result<std::vector<attribution::Touch>> touches_of(Transaction& transaction,
                                                     const CreditedConversion& of, Millis window);

  Store& store_;
  Conversions& conversions_;
  PersonBook& persons_;
  const SettingsSource& settings_;
};

}  // namespace gv::app
