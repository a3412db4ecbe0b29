#include "app/ports/holds.h"

namespace gv::app {

std::string_view to_text(HoldScope scope) {
  switch (scope) {
    case HoldScope::Global:
      return "global";
    case HoldScope::Account:
      return "account";
    case HoldScope::Platform:
      return "platform";
    case HoldScope::Campaign:
      return "campaign";
    case HoldScope::Ad:
      break;
  }
  return "ad";
}

Result<HoldScope> parse_hold_scope(std::string_view text, std::string_view where) {
  for (const auto scope : {HoldScope::Global, HoldScope::Account, HoldScope::Platform,
                           HoldScope::Campaign, HoldScope::Ad}) {
    if (to_text(scope) == text) return scope;
  }
  return fail(
      ErrorCode::InvalidInput, std::string(where),
      "must be global, account, platform, campaign or ad, got \"" + std::string(text) + "\"");
}

bool Hold::stops(std::string_view platform, std::string_view campaign_id,
                 std::string_view entity_id) const {
  switch (scope) {
    case HoldScope::Global:
    case HoldScope::Account:
      return true;
    case HoldScope::Platform:
      return target == platform;
    case HoldScope::Campaign:
      return target == campaign_id || target == entity_id;
    case HoldScope::Ad:
      break;
  }
  return target == entity_id;
}

}  // namespace gv::app
