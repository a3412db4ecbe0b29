#include "app/ports/assets.h"

namespace gv::app {

std::string_view to_text(AssetStatus status) {
  switch (status) {
    case AssetStatus::Ready:
      return "ready";
    case AssetStatus::Rejected:
      return "rejected";
  }
  return "";
}

Result<AssetStatus> parse_asset_status(std::string_view text, std::string_view where) {
  if (text == "ready") return AssetStatus::Ready;
  if (text == "rejected") return AssetStatus::Rejected;
  return fail(ErrorCode::InvalidInput, std::string(where),
              "must be ready or rejected, got \"" + std::string(text) + "\"");
}

}  // namespace gv::app
