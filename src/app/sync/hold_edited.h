#pragma once

#include "app/ports/ad_changes.h"
#include "app/ports/execution_ledger.h"
#include "app/ports/holds.h"
#include "app/ports/store.h"
#include "app/sync/platform_snapshot.h"

namespace gv::app {

struct EditPorts {
  ExecutionLedger& ledger;
  AdChanges& changes;
  Holds& holds;
};

/// Holds for a day whatever somebody else edited, as a look finds it: a campaign or an ad set with
/// another budget than the one known, and an ad that runs although we paused it last. A budget that
/// is found so is known from then on, so that the same edit holds once. Changes of decisions that
/// wait for the thing are superseded: none goes on over the edit when the hold is over. What a
/// change of ours is under way for is left to that change's own reading back.
///
/// Errors: those of the store.
Result<void> hold_edited(Transaction& transaction, const PlatformSnapshot& seen,
                         const EditPorts& ports);

}  // namespace gv::app
