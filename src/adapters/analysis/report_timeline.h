#pragma once

#include <string>

#include "adapters/analysis/document.h"

namespace gv::analysis {

/// Everything over time on one chart, a lane each: attention, motion, faces, text, sound, beats and
/// cuts, as one SVG. Empty for a video without time.
[[nodiscard]] std::string report_timeline(const Document& document);

}  // namespace gv::analysis
