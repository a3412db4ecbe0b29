#include "app/ports/ad_changes.h"

namespace gv::app {

std::string_view to_text(Approval approval) {
  switch (approval) {
    case Approval::None:
      return "none";
    case Approval::Required:
      return "required";
    case Approval::Approved:
      return "approved";
    case Approval::Rejected:
      break;
  }
  return "rejected";
}

Result<Approval> parse_approval(std::string_view text, std::string_view where) {
  for (const auto approval :
       {Approval::None, Approval::Required, Approval::Approved, Approval::Rejected}) {
    if (to_text(approval) == text) return approval;
  }
  return fail(ErrorCode::InvalidInput, std::string(where),
              "must be none, required, approved or rejected, got \"" + std::string(text) + "\"");
}

}  // namespace gv::app
