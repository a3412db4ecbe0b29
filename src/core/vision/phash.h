#pragma once

#include <cstdint>
#include <string>

#include "base/image.h"

namespace gv::vision {

/// 64-bit perceptual hash of a picture: luma reduced to 32 x 32, DCT-II, the 8 x 8 lowest
/// coefficients row by row from the most significant bit; the first bit (mean) is 0, each other
/// one is 1 where the coefficient exceeds the median of the other 63. Brightness and contrast
/// leave it alone. 0 for an empty image. 0.02 ms beside the reduction.
[[nodiscard]] std::uint64_t perceptual_hash(const Image& image);

/// Differing bits, 0..64. At most 8: near duplicate.
[[nodiscard]] int hamming_distance(std::uint64_t a, std::uint64_t b);

/// Sixteen lower-case hex digits.
[[nodiscard]] std::string hash_text(std::uint64_t hash);

}  // namespace gv::vision
