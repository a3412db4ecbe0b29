#pragma once

#include <string>
#include <string_view>

#include "adapters/analysis/document.h"

namespace gv::analysis {

/// The five characters that mean something in HTML as entities.
[[nodiscard]] std::string escape_html(std::string_view text);

/// Everything over time on one chart, a lane each: attention, motion, faces, text, sound, beats and
/// cuts, as one SVG. Empty for a video without time.
[[nodiscard]] std::string report_timeline(const Document& document);

}  // namespace gv::analysis
