#pragma once

#include <optional>
#include <string_view>

#include "base/result.h"
#include "base/time.h"

namespace gv::execute {

/// Where a change stands. The last seven are ends, except that a person may try a dead letter
/// again.
enum class ChangeState {
  AwaitingApproval,
  Pending,    ///< waits for its time
  Claimed,    ///< a worker has it; nothing was sent
  Executing,  ///< was sent, or may have been
  Verifying,  ///< is to be read back
  Completed,
  Rejected,
  Superseded,
  Expired,
  Cancelled,
  Conflict,  ///< someone else edited the thing
  DeadLetter,
};
/// "awaiting_approval", ..., "dead_letter".
[[nodiscard]] std::string_view to_text(ChangeState state);
/// Errors: InvalidInput.
Result<ChangeState> parse_change_state(std::string_view text, std::string_view where);

/// How a completed change came to be.
enum class ChangeOutcome { Applied, AlreadyApplied, DryRun };
[[nodiscard]] std::string_view to_text(ChangeOutcome outcome);

[[nodiscard]] bool is_end(ChangeState state);
/// One change of a thing's field at a time is in one of these.
[[nodiscard]] bool is_in_flight(ChangeState state);
/// Whether a change may go from one to the other; every path leads to an end.
[[nodiscard]] bool may_become(ChangeState from, ChangeState to);

/// What becomes of a change whose worker is gone: nothing was sent yet, or it has to be read back.
/// Precondition (checked): in flight.
[[nodiscard]] ChangeState after_lost_lease(ChangeState state);

/// When a change that was sent is read back: 1, 4 and 15 s later.
/// The next of these after `now`; nothing when all are past.
[[nodiscard]] std::optional<TimePoint> next_read_back(TimePoint sent, TimePoint now);

}  // namespace gv::execute
