#pragma once

#include <cstdint>

#include "base/image.h"
#include "base/result.h"

namespace gv::app {

/// Larger pictures of frames that passed a moment ago.
class FrameSampler {
 public:
  virtual ~FrameSampler() = default;

  /// An upright BGR picture of one of the last five frames, longer side at most `longer_side`.
  /// Errors: those of decoding.
  [[nodiscard]] virtual Result<Image> sample(std::int64_t index, int longer_side) = 0;
};

}  // namespace gv::app
