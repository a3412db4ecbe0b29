#pragma once

#include <vector>

#include "app/ports/backend.h"
#include "base/image.h"
#include "base/result.h"
#include "core/vision/detect.h"

namespace gv::app {

/// Finds faces in one frame. One thread at a time; results depend on nothing but the image.
class FaceDetector {
 public:
  virtual ~FaceDetector() = default;

  /// The longer side of the images it works best on, in pixels.
  [[nodiscard]] virtual int side() const = 0;

  /// Faces of an upright frame (BGR or luma), best first; of equal scores the left one, then the
  /// upper one. Errors: NotAvailable when the detector itself fails.
  [[nodiscard]] virtual Result<std::vector<vision::DetectionItem>> detect(const Image& image) = 0;

  [[nodiscard]] virtual Backend backend() const = 0;
};

}  // namespace gv::app
