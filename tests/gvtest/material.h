#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/image.h"
#include "base/result.h"

/// Real material beside the repository: absent on most machines.
namespace gv::gvtest {

/// `shared/data` beside the repository.
[[nodiscard]] std::string material_folder();
/// Where Debian's opencv-doc puts its clips.
[[nodiscard]] std::string opencv_folder();

/// A picture file as BGR, longer side at most `side` <= 960. None: absent or unreadable.
[[nodiscard]] std::optional<Image> read_picture(const std::string& path, int side);

/// Writes one frame of a video as a PNG, longer side at most 960: to look at what was missed.
/// Errors: those of `media::open`; InvalidInput: there is no such frame.
[[nodiscard]] Result<void> write_frame(const std::string& video, std::int64_t index,
                                       const std::string& png);

}  // namespace gv::gvtest
