#pragma once

#include <string>
#include <string_view>

namespace gv::html {

/// Text from outside, made safe inside HTML elements and quoted attributes: & < > " ' become
/// entities, control characters other than tab and newline become U+FFFD. Every name, id and log
/// line passes here once. O(n).
[[nodiscard]] std::string escape(std::string_view text);

}  // namespace gv::html
