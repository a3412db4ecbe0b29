#pragma once

#include <string>
#include <string_view>

namespace gv::store {

/// For `LIKE ... ESCAPE '!'`: "%50!% off%" finds "50% off", '%' and '_' of the name are themselves.
[[nodiscard]] inline std::string pattern_of(std::string_view part) {
  std::string pattern = "%";
  for (const char c : part) {
    if (c == '%' || c == '_' || c == '!') pattern += '!';
    pattern += c;
  }
  return pattern + "%";
}

}  // namespace gv::store
