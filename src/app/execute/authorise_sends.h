#pragma once

#include <string>
#include <vector>

#include "app/execute/execution_ports.h"
#include "app/ports/execution_settings.h"
#include "base/result.h"

namespace gv::app {

/// One operation that is about to be sent, and the changes it carries out.
struct PlannedSend {
  std::vector<AdChange> changes;  ///< not empty, of one thing
  Operation operation;
  std::vector<ChangeValue> found;  ///< of each change, on the platform before
};

/// Which operations may be sent now.
struct SendPermit {
  std::vector<PlannedSend> granted;  ///< their changes are executing
  int deferred{0};                   ///< changes that were put back
};

/// Steps 5 to 8 of changes, in one transaction: whoever counts the ledger is alone, and what is
/// granted is in it before anything is sent. `batch` goes out as one request. What policies, holds,
/// limits or spacing forbid is put back with the earliest time at which it may go; changes whose
/// lease is lost are left out. `spacing_factor` >= 1.
Result<SendPermit> authorise(const ExecutionPorts& ports, const AccountScope& scope,
                             const ExecutionSettings& settings, std::vector<PlannedSend> batch,
                             int spacing_factor);

/// When the next request of an account may follow the one at `last`: uniform between the account's
/// least and most spacing, seeded by both, so that it is the same for every worker.
[[nodiscard]] TimePoint spaced(const AccountId& account, TimePoint last,
                               const ExecutionSettings& settings, int factor);

}  // namespace gv::app
