#pragma once

#include "clip_file.h"

#include <string>
#include <vector>

namespace gv::gvtest {

/// Writes sound under a small grey picture of 10 frames a second. Lossless in Matroska, AAC in
/// MP4, by the name of the file.
[[nodiscard]] Result<void> write_sound_clip(const std::string& path, std::vector<float> samples,
                                            int rate, int channels);

}  // namespace gv::gvtest
