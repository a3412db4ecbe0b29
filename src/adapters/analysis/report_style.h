#pragma once

namespace gv::analysis {

/// The style element of a report: light and dark, from 320 pixels on. It loads nothing.
[[nodiscard]] const char* report_style();

}  // namespace gv::analysis
