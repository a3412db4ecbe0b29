#include "adapters/settings/term.h"

namespace gv::settings {

std::optional<TermParts> split_term(std::string_view line) {
  const auto colon = line.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  TermParts parts{.category = line.substr(0, colon), .words = line.substr(colon + 1)};
  const auto first = parts.words.find_first_not_of(' ');
  if (first == std::string_view::npos) return std::nullopt;
  parts.words.remove_prefix(first);
  parts.words = parts.words.substr(0, parts.words.find_last_not_of(' ') + 1);
  if (const auto slash = parts.category.find('/'); slash != std::string_view::npos) {
    parts.language = parts.category.substr(slash + 1);
    parts.category = parts.category.substr(0, slash);
    if (parts.language.empty()) return std::nullopt;
  }
  return parts;
}

}  // namespace gv::settings
