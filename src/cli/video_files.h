#pragma once

#include <string>
#include <vector>

#include "base/result.h"

namespace gv::cli {

/// The files that the arguments name: a file as it is, a folder as all files in and below it whose
/// name ends like that of a video, sorted, without links and hidden ones.
/// Errors: NotFound: neither file nor folder, or a folder without videos.
[[nodiscard]] Result<std::vector<std::string>> video_files(
    const std::vector<std::string>& arguments);

}  // namespace gv::cli
