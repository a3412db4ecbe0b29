#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/execute/change_desk.h"
#include "app/ports/decisions.h"

namespace gv::app {

/// A decision that cannot be carried out, and why.
struct RefusedDecision {
  std::string id;
  Error error;
};

struct AppliedDecisions {
  std::vector<AdChange> changes;
  std::vector<RefusedDecision> refused;
};

/// Carries decisions out that a person looked at, or lays them aside. Ids are UUIDs. Thread-safe;
/// what it is built with outlives it.
class DecisionDesk {
 public:
  DecisionDesk(const ExecutionPorts& ports, Decisions& decisions, ChangeDesk& changes)
      : ports_(ports), decisions_(decisions), changes_(changes) {}

  /// Queues what carries the decisions out, increases after the reductions among them; `budgets`
  /// are those that are to be set instead of the recommended ones, by decision, in minor units. The
  /// same decisions once more are the same changes. Refused, each for itself: NotFound; Stale;
  /// Conflict when it is laid aside; InvalidInput for a budget of what is to be ended, or that is
  /// not the one of the rest of its unit. Errors: those of `ChangeDesk::queue`.
  Result<AppliedDecisions> apply(const AccountScope& scope, std::span<const std::string> ids,
                                 const std::map<std::string, std::int64_t>& budgets,
                                 const Actor& actor);

  /// Lays a decision aside: it cannot be applied any more, and what waits of it is cancelled. With
  /// `snooze` the ad is held that long, so that the next runs leave it alone. Once more changes
  /// nothing. Errors: NotFound.
  Result<DecisionRecord> dismiss(const AccountScope& scope, const std::string& id,
                                 const std::string& reason, std::optional<Hours> snooze,
                                 const Actor& actor);

 private:
  Result<void> keep_rest_running(Transaction& transaction,
                                 std::span<const DecisionRecord> decisions,
                                 std::vector<ChangeRequest>& requests);
  Result<void> cancel_waiting(Transaction& transaction, const DecisionRecord& decision,
                              const Actor& actor);

  const ExecutionPorts ports_;
  Decisions& decisions_;
  ChangeDesk& changes_;
};

}  // namespace gv::app
