#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "base/result.h"
#include "io/media/input_file.h"

struct AVInputFormat;

namespace gv::media {

/// A demuxer that may be used.
struct Container {
  const AVInputFormat* format{nullptr};
  std::string name;      ///< "mp4"
  bool is_image{false};  ///< one picture
};

/// Finds out by content which demuxer reads `file`.
/// Errors: UnsupportedMedia, ForbiddenFormat; they name what the file is.
[[nodiscard]] Result<Container> container_of(const InputFile& file);

/// Whether an MP4 or MOV file has its index ("moov"). Recorders write it last.
[[nodiscard]] bool has_movie_index(const InputFile& file);

}  // namespace gv::media
