#pragma once

#include <vector>

#include "adapters/ocr/localise.h"
#include "base/image.h"

namespace gv::ocr {

/// A line of text cut out for recognition: dark letters on a light ground where possible.
struct LineImage {
  Image pixels;       ///< one channel, 56 pixels high between borders of 12
  double scale{1.0};  ///< its pixels per frame pixel
  int x{0};           ///< where its inner part begins in the frame
  int y{0};

  /// A region of `pixels` in pixels of the frame.
  [[nodiscard]] Region in_frame(const Region& region) const;
};

inline constexpr int kLineHeight = 56;
inline constexpr int kLineBorder = 12;
inline constexpr int kVariants = 5;

/// The ways to look at a line, likeliest first: luma, the letters split by their colour, and by
/// their level, then the two of the other polarity. Which polarity comes first follows from the
/// ground: letters are what differs from the edge of the region.
class LineVariants {
 public:
  /// `region` lies inside the frame (BGR) and is not empty.
  LineVariants(const Image& frame, const Region& region);

  /// The variant of rank `rank`, in [0, kVariants).
  [[nodiscard]] LineImage make(int rank) const;

 private:
  Image colour_;  ///< scaled, BGR
  LineImage place_;
  bool bright_text_{false};
};

/// WCAG 2.1 contrast, [1, 21], between the letters in `region` (median of the pixels on their side
/// of Otsu's threshold) and the ring of .3 of its height around it (median).
[[nodiscard]] double text_contrast(const Image& frame, const Region& region);

}  // namespace gv::ocr
