#include "app/ports/creatives.h"

namespace gv::app {

std::string_view to_text(CreativeStatus status) {
  return status == CreativeStatus::Draft ? "draft" : "approved";
}

Result<CreativeStatus> parse_creative_status(std::string_view text, std::string_view where) {
  for (const auto status : {CreativeStatus::Draft, CreativeStatus::Approved}) {
    if (to_text(status) == text) return status;
  }
  return fail(ErrorCode::InvalidInput, std::string(where),
              "must be draft or approved, got \"" + std::string(text) + "\"");
}

}  // namespace gv::app
