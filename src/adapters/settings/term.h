#pragma once

#include <optional>
#include <string_view>

namespace gv::settings {

/// "category: words" or "category/language: words" of a list of terms, taken apart.
struct TermParts {
  std::string_view category;
  std::string_view language;  ///< empty: any
  std::string_view words;     ///< not blank
};
/// None when it has not that form.
[[nodiscard]] std::optional<TermParts> split_term(std::string_view line);

}  // namespace gv::settings
