#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/rng.h"
#include "io/media/testing.h"

namespace gv::gvtest {

/// A small sound clip of one format.
struct HostileSeed {
  std::string name;  ///< "mp4"
  std::string bytes;
  bool announces{false};  ///< says how long it is, so that a cut shows
};

/// Containers that files are cut in: two orders of MP4, MOV, MKV, WebM, AVI, TS.
[[nodiscard]] Result<std::vector<HostileSeed>> container_seeds(const media::TempFolder& folder);
/// Further formats for mutations: MPEG, FLV, OGG, GIF and stills.
[[nodiscard]] Result<std::vector<HostileSeed>> further_seeds(const media::TempFolder& folder);

/// A copy with one kind of damage, chosen by `kind`: bits turned, header bytes set, size fields of
/// extremes, a cut, pieces swapped, repeated, removed or put in.
[[nodiscard]] std::string mutate(const HostileSeed& seed, std::uint64_t kind, Rng& rng);

// Headers without the pictures they announce.
[[nodiscard]] std::string png_header(std::uint32_t width, std::uint32_t height);
[[nodiscard]] std::string bmp_header(std::uint32_t width, std::uint32_t height);
[[nodiscard]] std::string gif_header(std::uint16_t width, std::uint16_t height);

/// `length` bytes of a box that names itself `type`, around `inside`.
[[nodiscard]] std::string box(std::string_view type, std::string_view inside);
/// Boxes in boxes, `depth` deep.
[[nodiscard]] std::string nested_boxes(int depth);
/// An MP4 whose index repeats its first track `count` times.
[[nodiscard]] std::string many_tracks(const std::string& mp4, int count);
/// All of `from` replaced by `to` of the same length.
[[nodiscard]] std::string replaced(std::string bytes, std::string_view from, std::string_view to);
/// The box `type` of an MP4 with `count` bytes from its place `at` on set to `value`.
[[nodiscard]] std::string with_field(std::string mp4, std::string_view type, std::size_t at,
                                     std::size_t count, char value);

}  // namespace gv::gvtest
