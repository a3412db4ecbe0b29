#include "core/execute/change_state.h"

#include <array>
#include <string>

#include "base/check.h"

namespace gv::execute {
namespace {

constexpr std::array kStates{
    ChangeState::AwaitingApproval, ChangeState::Pending,    ChangeState::Claimed,
    ChangeState::Executing,        ChangeState::Verifying,  ChangeState::Completed,
    ChangeState::Rejected,         ChangeState::Superseded, ChangeState::Expired,
    ChangeState::Cancelled,        ChangeState::Conflict,   ChangeState::DeadLetter};

constexpr std::array kReadBacks{Millis{1'000}, Millis{4'000}, Millis{15'000}};

/// Taken back before anything was sent.
bool is_withdrawal(ChangeState to) {
  return to == ChangeState::Superseded || to == ChangeState::Expired ||
         to == ChangeState::Cancelled;
}

}  // namespace

std::string_view to_text(ChangeState state) {
  switch (state) {
    case ChangeState::AwaitingApproval:
      return "awaiting_approval";
    case ChangeState::Pending:
      return "pending";
    case ChangeState::Claimed:
      return "claimed";
    case ChangeState::Executing:
      return "executing";
    case ChangeState::Verifying:
      return "verifying";
    case ChangeState::Completed:
      return "completed";
    case ChangeState::Rejected:
      return "rejected";
    case ChangeState::Superseded:
      return "superseded";
    case ChangeState::Expired:
      return "expired";
    case ChangeState::Cancelled:
      return "cancelled";
    case ChangeState::Conflict:
      return "conflict";
    case ChangeState::DeadLetter:
      break;
  }
  return "dead_letter";
}

Result<ChangeState> parse_change_state(std::string_view text, std::string_view where) {
  std::string names;
  for (const auto state : kStates) {
    if (to_text(state) == text) return state;
    names.append(names.empty() ? "" : ", ").append(to_text(state));
  }
  return fail(ErrorCode::InvalidInput, std::string(where),
              "must be one of " + names + ", got \"" + std::string(text) + "\"");
}

std::string_view to_text(ChangeOutcome outcome) {
  switch (outcome) {
    case ChangeOutcome::Applied:
      return "applied";
    case ChangeOutcome::AlreadyApplied:
      return "already_applied";
    case ChangeOutcome::DryRun:
      break;
  }
  return "dry_run";
}

bool is_end(ChangeState state) {
  switch (state) {
    case ChangeState::AwaitingApproval:
    case ChangeState::Pending:
    case ChangeState::Claimed:
    case ChangeState::Executing:
    case ChangeState::Verifying:
      return false;
    case ChangeState::Completed:
    case ChangeState::Rejected:
    case ChangeState::Superseded:
    case ChangeState::Expired:
    case ChangeState::Cancelled:
    case ChangeState::Conflict:
    case ChangeState::DeadLetter:
      break;
  }
  return true;
}

bool is_in_flight(ChangeState state) {
  return state == ChangeState::Claimed || state == ChangeState::Executing ||
         state == ChangeState::Verifying;
}

bool may_become(ChangeState from, ChangeState to) {
  switch (from) {
    case ChangeState::AwaitingApproval:
      return to == ChangeState::Pending || to == ChangeState::Rejected || is_withdrawal(to);
    case ChangeState::Pending:
      return to == ChangeState::Claimed || is_withdrawal(to);
    case ChangeState::Claimed:
      return to == ChangeState::Pending || to == ChangeState::Executing ||
             to == ChangeState::Completed || to == ChangeState::Conflict ||
             to == ChangeState::DeadLetter || is_withdrawal(to);
    case ChangeState::Executing:
      return to == ChangeState::Verifying || to == ChangeState::Pending ||
             to == ChangeState::DeadLetter;
    case ChangeState::Verifying:
      return to == ChangeState::Completed || to == ChangeState::Pending ||
             to == ChangeState::DeadLetter;
    case ChangeState::DeadLetter:
      return to == ChangeState::Pending;
    case ChangeState::Completed:
    case ChangeState::Rejected:
    case ChangeState::Superseded:
    case ChangeState::Expired:
    case ChangeState::Cancelled:
    case ChangeState::Conflict:
      break;
  }
  return false;
}

ChangeState after_lost_lease(ChangeState state) {
  GV_CHECK(is_in_flight(state));
  return state == ChangeState::Claimed ? ChangeState::Pending : ChangeState::Verifying;
}

std::optional<TimePoint> next_read_back(TimePoint sent, TimePoint now) {
  for (const auto after : kReadBacks) {
    if (sent + after > now) return sent + after;
  }
  return std::nullopt;
}

}  // namespace gv::execute
