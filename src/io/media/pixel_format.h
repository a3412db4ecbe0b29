#pragma once

#include <optional>

#include "io/media/color.h"
#include "io/media/libav.h"

namespace gv::media {

/// How the planes of a pixel format lie. `log2` values are the subsampling of chroma.
struct Layout {
  enum class Kind { Grey, Yuv, Nv12, Gbr } kind{Kind::Yuv};
  int log2_w{0};
  int log2_h{0};
};

/// None: the planes of that pixel format are not read in place.
[[nodiscard]] std::optional<Layout> layout_of(int format);
/// The 8-bit planar format that keeps the most of `format`; AV_PIX_FMT_NONE for an unknown one.
[[nodiscard]] AVPixelFormat readable_format(int format);
[[nodiscard]] bool is_full_range(const AVFrame& frame);
/// Where the stream names no matrix: that of high definition from 720 lines or 1,280 columns on.
[[nodiscard]] ColorCoding coding_of(const AVFrame& frame);

}  // namespace gv::media
