#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "base/image.h"
#include "base/result.h"
#include "io/media/area.h"
#include "io/media/color.h"
#include "io/media/libav.h"
#include "io/media/size_rule.h"

namespace gv::media {

/// The small pictures of one frame, upright (names as `vision::FrameView` has them).
struct SmallPlanes {
  Image l320;
  Image c320;
  Image a64;
  Image t48;
};

/// Makes small upright pictures of decoded frames.
///
/// l320 and c320 are area averages of the decoded planes themselves. 8-bit planar YUV, NV12, grey
/// and planar RGB are read in place; anything else goes through swscale to 8-bit planes of the same
/// size first. a64 is the area average of l320, t48 that of c320, then a Gaussian of sigma 1.2. Of
/// interlaced frames only the top field is read. The output sizes follow the first frame and stay,
/// whatever later frames are. Not thread-safe.
class PlaneMaker {
 public:
  /// `geometry`: of the first frame.
  explicit PlaneMaker(const Geometry& geometry) : geometry_(geometry) {}

  /// Errors: DecodeFailed: pixels of a kind that cannot be converted. LimitMemory.
  [[nodiscard]] Result<void> make(const AVFrame& frame, SmallPlanes& planes);
  /// BGR whose longer side is at most `longer_side`. Errors: as `make`.
  [[nodiscard]] Result<Image> sample(const AVFrame& frame, int longer_side);

 private:
  [[nodiscard]] Result<void> average(const AVFrame& frame, const Size& stored);
  [[nodiscard]] Result<const AVFrame*> readable(const AVFrame& frame);
  [[nodiscard]] Size stored_size(int longer_side) const;
  void color(Image* l, Image& bgr);

  Geometry geometry_;
  ScalerPtr scaler_;
  FramePtr converted_;
  std::optional<YuvColor> yuv_;
  // The averaged planes of the last frame, in stored orientation.
  Size size_;
  bool is_rgb_{false};
  bool is_grey_{false};
  int chroma_step_{1};
  std::array<std::vector<std::uint8_t>, 3> averaged_;
};

}  // namespace gv::media
