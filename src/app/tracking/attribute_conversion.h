#pragma once

#include <optional>

#include "app/access/secrets.h"
#include "app/fold_deal.h"
#include "app/ports/clicks.h"
#include "app/ports/conversions.h"
#include "app/ports/event_log.h"
#include "app/ports/settings_source.h"
#include "app/ports/store.h"
#include "app/tracking/conversion_report.h"
#include "app/tracking/evidence_search.h"
#include "app/tracking/key_rings.h"
#include "base/result.h"

namespace gv::app {

/// Finds the ad of a conversion, shares its credit and splits its money, in one transaction: all of
/// it is on disk when the answer is given, or none. A conversion is decided once; told again, in
/// whatever words, it gets the same answer and has no further effect.
class AttributeConversion {
 public:
  struct Ports {
    Store& store;
    Conversions& conversions;
    Clicks& clicks;
    RevenueStore& revenue;
    EventLog& log;
    const SettingsSource& settings;
    const PipelineVersions& pipelines;
    KeyRings& keys;
    PersonBook& persons;
    FoldDeal& fold;
    RandomBytes random;
    const Clock& clock;
  };
  explicit AttributeConversion(Ports ports)
      : ports_(std::move(ports)), evidence_(ports_.clicks, ports_.persons) {}

  /// Errors: InvalidInput naming the field; those of the store, after which nothing was decided.
  Result<attribution::Attribution> run(const AccountScope& scope, const ConversionReport& report);
  /// The same as part of a transaction, of a report that passes `check`. Errors: also Conflict,
  /// when another worker folded the deal meanwhile.
  Result<attribution::Attribution> take(Transaction& transaction, const ConversionReport& report);

 private:
  Result<attribution::Attribution> decide(Transaction& transaction, const ConversionReport& report,
                                          const AccountSettings& settings);
  Result<attribution::Attribution> earlier(Transaction& transaction, std::string_view id);
  Result<attribution::Conversion> prepared(Transaction& transaction, const ConversionReport& report,
                                           const attribution::KeyRing& keys,
                                           const AccountSettings& settings);
  Result<attribution::CreditSet> credited(Transaction& transaction,
                                          const attribution::Conversion& conversion,
                                          const attribution::Attribution& found,
                                          const AccountSettings& settings);
  Result<void> learn(Transaction& transaction, const attribution::Conversion& conversion,
                     const attribution::Attribution& found, const AccountSettings& settings);
  Result<void> post(Transaction& transaction, const ConversionRecord& record,
                    const AccountSettings& settings);
  Result<void> tell(Transaction& transaction, const ConversionRecord& record,
                    const attribution::CreditSet& set);

  Ports ports_;
  EvidenceSearch evidence_;
};

}  // namespace gv::app
