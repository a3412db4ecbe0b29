#pragma once

#include <vector>

#include "app/ports/backend.h"
#include "base/image.h"
#include "base/result.h"
#include "core/vision/detect.h"

namespace gv::app {

/// Finds objects of the 80 COCO classes in one frame. One thread at a time; results depend on
/// nothing but the image.
class ObjectDetector {
 public:
  virtual ~ObjectDetector() = default;

  /// The longer side of the images it works best on, in pixels.
  [[nodiscard]] virtual int side() const = 0;

  /// Objects of an upright BGR frame, best first; `class_id` is the COCO index.
  /// Errors: NotAvailable when the detector itself fails.
  [[nodiscard]] virtual Result<std::vector<vision::DetectionItem>> detect(const Image& image) = 0;

  [[nodiscard]] virtual Backend backend() const = 0;
};

}  // namespace gv::app
