#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "base/error.h"
#include "io/media/input_file.h"

namespace gv::media {

/// Something that is no media file, known by its first bytes.
struct Stranger {
  ErrorCode code{ErrorCode::UnsupportedMedia};  ///< or ForbiddenFormat, for playlists
  std::string name;                             ///< "a zip archive"
};

/// What the first bytes of a file say it is, if that is anything known but media. A playlist, a
/// concat script or a session description may name further files and addresses: those are
/// forbidden rather than unsupported. None: it may be media.
[[nodiscard]] std::optional<Stranger> stranger_of(std::span<const std::uint8_t> head);

/// The length in bytes that the file's own header announces: the boxes of MP4 and MOV, the RIFF
/// chunk of AVI and WAV, the segment of Matroska, the size field of BMP. None where the format
/// announces none or leaves it open. May be smaller than the file.
[[nodiscard]] std::optional<std::int64_t> announced_bytes(const InputFile& file);

struct PictureSize {
  std::int64_t width{0};
  std::int64_t height{0};
  friend bool operator==(const PictureSize&, const PictureSize&) = default;
};

/// The size that a PNG, JPEG, BMP or WebP names in its header, before anything is decoded; none for
/// other files and where the header does not say. The numbers may be anything.
[[nodiscard]] std::optional<PictureSize> announced_size(const InputFile& file);

}  // namespace gv::media
