#pragma once

namespace gv::media {

struct Size {
  int width{0};
  int height{0};
  friend bool operator==(const Size&, const Size&) = default;
};

/// How a stored picture is to be shown.
struct Geometry {
  int width{0};  ///< stored
  int height{0};
  double sar{1.0};      ///< width of a stored pixel by its height
  int rotation_deg{0};  ///< clockwise: 0, 90, 180, 270
};

/// Size of the small picture whose longer side is at most `longer_side`, upright, with square
/// pixels. Never larger than the original, each side even and at least 16:
///   s = min(1, longer_side / max(w SAR, h)),   side = max(16, 2 floor(side s / 2 + 0.5))
[[nodiscard]] Size small_size(const Geometry& geometry, int longer_side);

}  // namespace gv::media
