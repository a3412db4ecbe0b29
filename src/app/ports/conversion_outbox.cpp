#include "app/ports/conversion_outbox.h"

namespace gv::app {

std::string_view to_text(OutboxState state) {
  switch (state) {
    case OutboxState::Pending:
      return "pending";
    case OutboxState::Sent:
      return "sent";
    case OutboxState::Suppressed:
      return "suppressed";
    case OutboxState::Expired:
      return "expired";
    case OutboxState::Rejected:
      return "rejected";
  }
  return "";
}

Result<OutboxState> parse_outbox_state(std::string_view text, std::string_view where) {
  for (const auto state : {OutboxState::Pending, OutboxState::Sent, OutboxState::Suppressed,
                           OutboxState::Expired, OutboxState::Rejected}) {
    if (to_text(state) == text) return state;
  }
  return fail(
      ErrorCode::InvalidInput, std::string(where),
      "must be pending, sent, suppressed, expired or rejected, got \"" + std::string(text) + "\"");
}

}  // namespace gv::app
