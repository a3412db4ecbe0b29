#pragma once

#include "app/ports/ad_catalog.h"
#include "app/ports/ad_states.h"
#include "app/ports/event_log.h"
#include "app/ports/learning_log.h"
#include "app/ports/performance.h"
#include "app/ports/store.h"
#include "app/sync/hold_edited.h"
#include "app/sync/platform_snapshot.h"

namespace gv::app {

struct SnapshotPorts {
  AdCatalog& catalog;
  Performance& performance;
  AdStates& ads;
  LearningLog& learning;
  EventLog& events;
  EditPorts edits;
};

/// What a snapshot changed.
struct SnapshotCount {
  std::int64_t rows{0};      ///< of performance that are new or other than before
  std::int64_t restated{0};  ///< of them, of days that were over when they were told last
};

/// Takes a snapshot into the account's tables: campaigns, ad sets and ads; performance by day and
/// hour; and, as the difference to what the same day was told to be before, the state of each ad.
/// The same snapshot twice changes nothing, so the sums of an ad are always those of the platform's
/// latest answers. What somebody else edited is held, see `hold_edited`. A day that is told
/// otherwise after its end is an event, "insights.restated".
///
/// Errors: those of the store; Overflow.
[[nodiscard]] Result<SnapshotCount> take_snapshot(Transaction& transaction,
                                                  const PlatformSnapshot& seen,
                                                  const std::string& currency,
                                                  const SnapshotPorts& ports);

}  // namespace gv::app
