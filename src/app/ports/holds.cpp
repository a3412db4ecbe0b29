#include "app/ports/holds.h"

namespace gv::app {
namespace {

/// An id alone is of a thing on any platform.
bool names(const std::optional<std::string>& target, std::string_view platform,
           std::string_view id) {
  if (!target) return false;
  const std::string_view text = *target;
  if (text == id) return true;
  const auto colon = text.find(':');
  return colon != std::string_view::npos && text.substr(0, colon) == platform &&
         text.substr(colon + 1) == id;
}

}  // namespace

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
      return names(target, platform, campaign_id) || names(target, platform, entity_id);
    case HoldScope::Ad:
      break;
  }
  return names(target, platform, entity_id);
}

}  // namespace gv::app
