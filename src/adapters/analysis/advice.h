#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <boost/describe/enum_to_string.hpp>

#include "app/video/advice_text.h"
#include "io/json/described.h"

namespace gv::analysis {

using video::advice_text;

/// A word of `Document::warnings` as a sentence; the word itself when it is not known.
[[nodiscard]] std::string warning_text(std::string_view word);

/// "12.3 s"; "never" for none.
[[nodiscard]] std::string seconds_text(const std::optional<double>& t);

/// "FaceHook", an enumerator of the document, as "face hook".
template <class Enum>
[[nodiscard]] std::string name_of(Enum value) {
  std::string name = json::snake_case(boost::describe::enum_to_string(value, "unknown"));
  for (char& c : name) c = c == '_' ? ' ' : c;
  return name;
}

}  // namespace gv::analysis
