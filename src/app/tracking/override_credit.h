#pragma once

#include <string>

#include "app/access/audit.h"
#include "app/fold_deal.h"
#include "app/ports/audit_log.h"
#include "app/ports/clicks.h"
#include "app/ports/conversions.h"
#include "app/ports/event_log.h"
#include "app/ports/settings_source.h"
#include "app/ports/store.h"
#include "base/result.h"

namespace gv::app {

/// A person says which ad earned a conversion. That is one more credit set, which moves what was
/// posted; the sets before it stay readable.
class OverrideCredit {
 public:
  struct Ports {
    Store& store;
    Conversions& conversions;
    Clicks& clicks;
    EventLog& log;
    AuditLog& audit;
    const SettingsSource& settings;
    const PipelineVersions& pipelines;
    FoldDeal& fold;
  };
  explicit OverrideCredit(const Ports& ports) : ports_(ports) {}

  /// Errors: NotFound for the conversion, InvalidInput for an ad that is not the account's or an
  /// empty reason; those of the store.
  Result<void> run(const AccountScope& scope, const std::string& conversion_id, const AdId& ad,
                   const std::string& reason, const Actor& actor);

 private:
  Result<void> replace(Transaction& transaction, const ConversionRecord& conversion, const AdId& ad,
                       const std::string& reason, const Actor& actor, std::int64_t version);

  Ports ports_;
};

}  // namespace gv::app
