#pragma once

#include <string>

#include "adapters/analysis/document.h"
#include "app/ports/video_analyzer.h"
#include "base/result.h"

namespace gv::analysis {

using app::ShotListForm;

/// By the ending of a path. Errors: InvalidInput for another than .csv, .edl and .otio.
[[nodiscard]] Result<ShotListForm> shot_list_form(const std::string& path);

/// The shots of a document for a spreadsheet (CSV), an editor (EDL in the form of CMX 3600) or an
/// exchange of edits (OpenTimelineIO JSON). `source_path` names the clip in the last two. Time
/// codes and frame numbers are at the source's nominal rate, rounded to a whole number in an EDL.
[[nodiscard]] std::string shot_list(const Document& document, const std::string& source_path,
                                    ShotListForm form);

/// "00:01:02:03" of a frame at `fps` >= 1 whole frames a second, without drop frames.
[[nodiscard]] std::string time_code(std::int64_t frame, int fps);

}  // namespace gv::analysis
