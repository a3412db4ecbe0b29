#include "app/ports/ad_policies.h"

namespace gv::app {

std::string_view to_text(AdPolicyMode mode) {
  switch (mode) {
    case AdPolicyMode::Auto:
      return "auto";
    case AdPolicyMode::Observe:
      return "observe";
    case AdPolicyMode::Locked:
      break;
  }
  return "locked";
}

Result<AdPolicyMode> parse_ad_policy_mode(std::string_view text, std::string_view where) {
  for (const auto mode : {AdPolicyMode::Auto, AdPolicyMode::Observe, AdPolicyMode::Locked}) {
    if (to_text(mode) == text) return mode;
  }
  return fail(ErrorCode::InvalidInput, std::string(where),
              "must be auto, observe or locked, got \"" + std::string(text) + "\"");
}

}  // namespace gv::app
