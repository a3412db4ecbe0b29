#pragma once

#include <string_view>

namespace gv::report {

/// The style sheet: light and dark, screen and paper, from 320 px up.
[[nodiscard]] std::string_view page_style();

/// The script: a read-out of the curves day by day and the choice of ads in the log. Reads only the
/// text of the page itself and writes only text; the page is complete without it.
[[nodiscard]] std::string_view page_script();

}  // namespace gv::report
