#pragma once

#include <string>

#include "adapters/analysis/document.h"

namespace gv::analysis {

/// One page for people, complete in itself: what the video holds over time, how its hook and its
/// call to action score and why, what to change, which clips are best. Light and dark, readable on
/// a phone, nothing loaded from anywhere. Pictures are those of `document.sheet`.
[[nodiscard]] std::string report_html(const Document& document, const std::string& source_path);

}  // namespace gv::analysis
