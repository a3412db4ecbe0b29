#pragma once

#include "cli/json_out.h"
#include "cli/video_analysis.h"

namespace gv::cli {

/// What a video is and what to change about it, for people: a few lines.
void write_analysis_text(const Analysed& analysed, const Sink& sink);
/// The hook alone, with its reasons and improvements.
void write_hook_text(const analysis::Document& document, const Sink& sink);
/// The call to action alone, with where it belongs.
void write_cta_text(const analysis::Document& document, const Sink& sink);
/// The storyboard, a line a section.
void write_storyboard_text(const analysis::Document& document, const Sink& sink);

}  // namespace gv::cli
