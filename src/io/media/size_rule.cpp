#include "io/media/size_rule.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace gv::media {

Size small_size(const Geometry& geometry, int longer_side) {
  const double width = geometry.width * geometry.sar;
  const double height = geometry.height;
  const double scale = std::min(1.0, longer_side / std::max(width, height));
  const auto side = [&](double full) {
    return std::clamp(2 * static_cast<int>(std::floor(full * scale / 2.0 + 0.5)), 16,
                      std::max(16, longer_side));
  };
  Size size{side(width), side(height)};
  if (geometry.rotation_deg % 180 != 0) std::swap(size.width, size.height);
  return size;
}

}  // namespace gv::media
