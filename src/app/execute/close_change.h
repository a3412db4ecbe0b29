#pragma once

#include <optional>

#include "app/execute/execution_ports.h"
#include "base/result.h"

namespace gv::app {

/// What an attempt was, for the history.
struct AttemptFacts {
  ChangeValue found{};                    ///< on the platform before
  std::optional<TimePoint> started_at{};  ///< none: nothing was sent
  bool outage{false};                     ///< counts for the circuit breaker
};

/// Writes where a worker leaves a change, in a running transaction: the change, and when the state
/// is worth telling, its history, the event log and the audit log, which come last. The lease ends.
/// False: the lease was lost, somebody else has the change, nothing was written.
Result<bool> leave_change(const ExecutionPorts& ports, Transaction& transaction, AdChange change,
                          const AttemptFacts& attempt);

/// Tells the history, as a record of the change as it is given, and the logs, as "alert.drift",
/// that the platform has `found` where the change had set something else.
Result<void> tell_drift(const ExecutionPorts& ports, Transaction& transaction,
                        const AdChange& change, const ChangeValue& found);

/// Tells history and logs that something happened to a change. A failure that opens the breaker of
/// its platform is the event "alert.breaker_opened" as well.
Result<void> tell_change(const ExecutionPorts& ports, Transaction& transaction,
                         const AdChange& change, const AttemptFacts& attempt);

}  // namespace gv::app
