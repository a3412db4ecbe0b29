#pragma once

#include <cstdint>

#include <boost/describe/class.hpp>

#include "base/image.h"

namespace gv::vision {

/// One decoded frame as analyzers see it, small and upright. The images live until the call that
/// got the view returns.
struct FrameView {
  std::int64_t index{0};  ///< 0-based, display order
  double t{0.0};          ///< seconds from the first presented frame
  double dt{0.0};         ///< seconds since the previous frame that counts; 0 for the first
  bool dup{false};        ///< shows the same picture as the one before it
  const Image& l320;      ///< luma, longer side 320
  const Image& c320;      ///< BGR of the same size
  const Image& a64;       ///< luma, 64 x 36 whatever the aspect
  const Image& t48;       ///< BGR, 48 x 27, blurred by a Gaussian of sigma 1.2
};

/// A box in the upright frame, relative to its sides: all of [0, 1].
struct Box {
  double x{0.0};  ///< left
  double y{0.0};  ///< top
  double w{0.0};
  double h{0.0};
  friend bool operator==(const Box&, const Box&) = default;
};
BOOST_DESCRIBE_STRUCT(Box, (), (x, y, w, h))

/// Intersection over union; 0 when both are empty.
[[nodiscard]] double iou(const Box& a, const Box& b);

}  // namespace gv::vision
