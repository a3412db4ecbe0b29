#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
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

struct DismissedDecision {
  DecisionRecord decision;
  std::optional<TimePoint> held_until{};  ///< none: its ad is not held
};

/// Carries decisions out that a person looked at, or lays them aside. Ids are UUIDs. Thread-safe;
/// what it is built with outlives it.
class DecisionDesk {
 public:
  DecisionDesk(const ExecutionPorts& ports, Decisions& decisions, ChangeDesk& changes)
      : ports_(ports), decisions_(decisions), changes_(changes) {}

  /// Queues what carries the decisions out, increases after the reductions among them; `budgets`
  /// are those that are to be set instead of the recommended ones, by decision, in minor units: of
  /// a shared one, one is enough. The same decisions once more are the same changes. Of a unit that
  /// ends and is chosen in part only the ads are paused that are to be ended, and its budget stays.
  /// Refused, each for itself: NotFound; Stale; Held when the ad, or one that shares its budget, is
  /// observed or locked; Conflict when it is laid aside, or ends its unit
  /// with others that are not chosen; InvalidInput for a budget of what is to be ended, and for two
  /// of one unit. Errors: those of `ChangeDesk::queue`.
  Result<AppliedDecisions> apply(const AccountScope& scope, std::span<const std::string> ids,
                                 const std::map<std::string, std::int64_t>& budgets,
                                 const Actor& actor);

  /// Lays a decision aside: it cannot be applied any more, and what waits of it is cancelled; a
  /// budget that others share may wait for the decision on one of those, and stays. With `length`
  /// the ad is held that long, so that the next runs leave it alone; once more does not make it
  /// longer. Errors: NotFound.
  Result<DismissedDecision> dismiss(const AccountScope& scope, const std::string& id,
                                    const std::string& reason, std::optional<Hours> length,
                                    const Actor& actor);

 private:
  /// Runs and units that are to be ended, of which some ads are not chosen: "<run>|<unit>".
  Result<std::set<std::string>> units_in_part(Transaction& transaction,
                                              const std::vector<DecisionRecord>& decisions);
  Result<std::optional<TimePoint>> snooze(Transaction& transaction, const DecisionRecord& decision,
                                          const std::string& reason, Hours length,
                                          const Actor& actor);
  Result<void> cancel_waiting(Transaction& transaction, const DecisionRecord& decision,
                              const Actor& actor);

  const ExecutionPorts ports_;
  Decisions& decisions_;
  ChangeDesk& changes_;
};

}  // namespace gv::app
