#include "app/ports/ad_changes.h"

namespace gv::app {
namespace {

constexpr std::string_view kNotMadeYet = "new:";

}  // namespace

std::string id_until_made(std::string_view change_id) {
  return std::string(kNotMadeYet).append(change_id);
}

std::string_view change_that_makes(std::string_view entity_id) {
  if (!entity_id.starts_with(kNotMadeYet)) return {};
  return entity_id.substr(kNotMadeYet.size());
}

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
