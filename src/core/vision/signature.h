#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "base/image.h"
#include "core/vision/colour.h"

namespace gv::vision {

inline constexpr std::size_t kSignatureColours = 64;
inline constexpr std::size_t kSignatureSize = kSignatureColours + 63;

/// What a picture looks like, of length 1: 64 square roots of the shares of Lab cells (4 x 4 x 4,
/// a pixel shared between the nearest cells, so that grey does not flip between two of them), then
/// 63 low DCT coefficients of luma without the mean. Both halves weigh the same; a picture without
/// structure has colours alone.
using Signature = std::array<double, kSignatureSize>;

/// Of a picture, not empty, by its `lab_grid` and its luma. 0.5 ms.
[[nodiscard]] Signature signature_of(std::span<const Lab> grid, const Image& luma);

/// The mean direction of several; zeros for none.
[[nodiscard]] Signature mean_signature(std::span<const Signature> signatures);

/// Cosine; 0 if one of them is zero.
[[nodiscard]] double cosine(const Signature& a, const Signature& b);

/// Cosine of the colour halves alone, [0, 1].
[[nodiscard]] double colour_cosine(const Signature& a, const Signature& b);

/// Similarity of two videos from their mean signatures: (cosine + 1) / 2, [0, 1].
[[nodiscard]] double video_similarity(const Signature& a, const Signature& b);

}  // namespace gv::vision
