#include <algorithm>
#include <array>
#include <string_view>

#include "io/media/sniff.h"

namespace gv::media {
namespace {

/// Segments of a JPEG before its frame: more than any camera writes.
constexpr int kSegmentsMax = 1000;

/// The bytes from `offset`, zeros behind the end of the file.
template <std::size_t N>
std::array<std::uint8_t, N> bytes_at(const InputFile& file, std::int64_t offset) {
  std::array<std::uint8_t, N> bytes{};
  (void)file.read_at(offset, bytes);
  return bytes;
}

std::int64_t big_endian(std::span<const std::uint8_t> bytes) {
  std::int64_t value = 0;
  for (const auto byte : bytes) value = value << 8 | byte;
  return value;
}

std::int64_t little_endian(std::span<const std::uint8_t> bytes) {
  std::int64_t value = 0;
  for (auto at = bytes.rbegin(); at != bytes.rend(); ++at) value = value << 8 | *at;
  return value;
}

std::string_view text_of(std::span<const std::uint8_t> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// Segments with their lengths up to the frame header (ITU-T T.81, annex B).
std::optional<PictureSize> jpeg_size(const InputFile& file) {
  std::int64_t at = 2;
  for (int segment = 0; segment < kSegmentsMax && at < file.size(); ++segment) {
    const auto head = bytes_at<9>(file, at);
    if (head[0] != 0xff) return std::nullopt;
    const int marker = head[1];
    const bool fills = marker == 0xff;
    const bool frame =
        marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    const auto all = std::span(head);
    if (frame) return PictureSize{big_endian(all.subspan(7, 2)), big_endian(all.subspan(5, 2))};
    at += fills ? 1 : 2 + big_endian(all.subspan(2, 2));
  }
  return std::nullopt;
}

/// The first chunk: lossy, lossless or extended (RFC 9649).
std::optional<PictureSize> webp_size(std::span<const std::uint8_t> head) {
  const auto chunk = text_of(head).substr(12, 4);
  if (chunk == "VP8X") {
    return PictureSize{1 + little_endian(head.subspan(24, 3)),
                       1 + little_endian(head.subspan(27, 3))};
  }
  if (chunk == "VP8 ") {
    return PictureSize{little_endian(head.subspan(26, 2)) & 0x3fff,
                       little_endian(head.subspan(28, 2)) & 0x3fff};
  }
  if (chunk != "VP8L") return std::nullopt;
  const auto bits = little_endian(head.subspan(21, 4));
  return PictureSize{1 + (bits & 0x3fff), 1 + (bits >> 14 & 0x3fff)};
}

}  // namespace

std::optional<PictureSize> announced_size(const InputFile& file) {
  const auto bytes = bytes_at<32>(file, 0);
  const std::span<const std::uint8_t> head(bytes);
  const auto text = text_of(head);
  if (text.starts_with("\x89PNG\r\n\x1a\n")) {
    return PictureSize{big_endian(head.subspan(16, 4)), big_endian(head.subspan(20, 4))};
  }
  if (text.starts_with("BM")) {
    // A negative height means that the rows run downward.
    const auto height = static_cast<std::int32_t>(little_endian(head.subspan(22, 4)));
    return PictureSize{little_endian(head.subspan(18, 4)), std::abs(std::int64_t{height})};
  }
  if (text.starts_with("\xff\xd8\xff")) return jpeg_size(file);
  if (text.starts_with("RIFF") && text.substr(8, 4) == "WEBP") return webp_size(head);
  return std::nullopt;
}

}  // namespace gv::media
