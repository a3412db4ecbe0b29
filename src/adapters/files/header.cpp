#include "adapters/files/header.h"

#include <utility>

#include "adapters/files/cell.h"
#include "base/nearest.h"

namespace gv::files {

Header::Header(const std::vector<std::string>& names, std::string file)
    : names_(names), file_(std::move(file)) {
  for (const auto& name : names_) folded_.push_back(folded(name));
}

Result<std::optional<std::size_t>> Header::find(std::string_view name) const {
  const std::string wanted = folded(name);
  std::optional<std::size_t> found;
  for (std::size_t i = 0; i < folded_.size(); ++i) {
    if (folded_[i] != wanted) continue;
    if (found) {
      return fail(ErrorCode::UnusableInput, file_,
                  "column \"" + names_[i] + "\" appears twice; keep one of them");
    }
    found = i;
  }
  return found;
}

Result<std::optional<std::size_t>> Header::first_of(
    std::initializer_list<std::string_view> names) const {
  for (const auto name : names) {
    GV_TRY(const auto at, find(name));
    if (at) return at;
  }
  return std::optional<std::size_t>{};
}

tl::unexpected<Error> Header::missing(std::string_view name, std::string hint) const {
  std::string message = "no column \"" + std::string(name) + "\"";
  if (const auto close = nearest(name, std::span<const std::string>(names_))) {
    message += "; the closest is \"" + std::string(close->name) + "\"";
  }
  return fail(ErrorCode::UnusableInput, file_, std::move(message), std::move(hint));
}

Result<std::size_t> Header::require(std::string_view name, std::string hint) const {
  GV_TRY(const auto at, find(name));
  if (!at) return missing(name, std::move(hint));
  return *at;
}

}  // namespace gv::files
