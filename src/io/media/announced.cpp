#include <algorithm>
#include <array>

#include "io/media/sniff.h"

namespace gv::media {
namespace {

using Length = std::optional<std::int64_t>;

/// The bytes from `offset`, zeros behind the end of the file.
template <std::size_t N>
std::array<std::uint8_t, N> bytes_at(const InputFile& file, std::int64_t offset) {
  std::array<std::uint8_t, N> bytes{};
  (void)file.read_at(offset, bytes);
  return bytes;
}

std::uint64_t big_endian(std::span<const std::uint8_t> bytes) {
  std::uint64_t value = 0;
  for (const auto byte : bytes) value = value << 8 | byte;
  return value;
}

std::uint32_t little_endian32(const std::uint8_t* bytes) {
  return static_cast<std::uint32_t>(bytes[0]) | static_cast<std::uint32_t>(bytes[1]) << 8 |
         static_cast<std::uint32_t>(bytes[2]) << 16 | static_cast<std::uint32_t>(bytes[3]) << 24;
}

bool says(std::span<const std::uint8_t> bytes, std::size_t at, std::string_view word) {
  return bytes.size() >= at + word.size() &&
         std::equal(word.begin(), word.end(), bytes.begin() + static_cast<std::ptrdiff_t>(at),
                    [](char c, std::uint8_t b) { return static_cast<std::uint8_t>(c) == b; });
}

/// MP4 and MOV: boxes one after another, each with its length (ISO/IEC 14496-12, 4.2).
Length boxes_end(const InputFile& file) {
  std::int64_t at = 0;
  for (int boxes = 0; boxes < 10'000 && at < file.size(); ++boxes) {
    if (at + 8 > file.size()) return at;  // a few stray bytes at the end
    const auto header = bytes_at<16>(file, at);
    std::uint64_t length = big_endian(std::span(header).first<4>());
    if (length == 0) return std::nullopt;  // up to the end, wherever that is
    if (length == 1) length = big_endian(std::span(header).subspan<8, 8>());
    if (length < 8) return std::nullopt;  // no box: something else follows the movie
    // Trailing bytes that are no box have no name of printable letters.
    const bool named = std::all_of(header.begin() + 4, header.begin() + 8,
                                   [](std::uint8_t b) { return b >= 0x20 || b == 0xa9; });
    if (!named || length > std::uint64_t{1} << 62) return std::nullopt;
    at += static_cast<std::int64_t>(length);
  }
  return at;
}

/// A variable-length number of EBML (RFC 8794); the mark bit is kept for ids and cut for sizes.
struct EbmlNumber {
  std::uint64_t value{0};
  int length{0};  ///< 0: not one
  bool open{false};
};

EbmlNumber ebml_number(std::span<const std::uint8_t, 8> bytes, bool keep_mark) {
  int length = 1;
  while (length <= 8 && (bytes[0] & (0x80U >> (length - 1))) == 0) ++length;
  if (length > 8) return {};
  std::uint64_t value = big_endian(bytes.first(static_cast<std::size_t>(length)));
  const std::uint64_t all = (std::uint64_t{1} << (7 * length)) - 1;
  const bool open = (value & all) == all;
  if (!keep_mark) value &= all;
  return {value, length, open};
}

/// Matroska: an EBML header and one segment, whose length may be left open.
Length segment_end(const InputFile& file) {
  std::int64_t at = 0;
  for (int element = 0; element < 4; ++element) {
    const auto id = ebml_number(bytes_at<8>(file, at), true);
    if (id.length == 0) return std::nullopt;
    const auto size = ebml_number(bytes_at<8>(file, at + id.length), false);
    if (size.length == 0 || size.open || size.value > std::uint64_t{1} << 62) return std::nullopt;
    at += id.length + size.length + static_cast<std::int64_t>(size.value);
    if (id.value == 0x18538067) return at;
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::int64_t> announced_bytes(const InputFile& file) {
  const auto head = bytes_at<16>(file, 0);
  static constexpr std::array<std::string_view, 6> kBoxes = {"ftyp", "moov", "mdat",
                                                             "free", "wide", "skip"};
  if (std::ranges::any_of(kBoxes, [&](auto name) { return says(head, 4, name); })) {
    return boxes_end(file);
  }
  if (says(head, 0, "RIFF")) {
    const std::int64_t length = little_endian32(head.data() + 4);
    // 0 and all ones: a recording that was never closed.
    if (length == 0 || length == 0xffffffff) return std::nullopt;
    // Some writers count the eight bytes of the header twice.
    return length;
  }
  if (says(head, 0, "\x1a\x45\xdf\xa3")) return segment_end(file);
  if (says(head, 0, "BM")) return little_endian32(head.data() + 2);
  return std::nullopt;
}

}  // namespace gv::media
