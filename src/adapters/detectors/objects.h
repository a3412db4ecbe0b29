#pragma once

#include <memory>
#include <string>

#include "app/ports/object_detector.h"

namespace gv::detectors {

struct ObjectSettings {
  std::string yolov8_path{};  ///< ONNX weights of a YOLOv8 with the 80 COCO classes; empty: none
  double score_min{0.4};      ///< prior
  double iou_max{0.45};       ///< of two boxes of one class
  int count_max{100};
  int network_side{640};  ///< input of the network, pixels, a multiple of 32
};

/// Objects by YOLOv8. Errors: NotAvailable without weights ("objects are not measured", not "no
/// objects"); those of `Yolo::open`.
[[nodiscard]] Result<std::unique_ptr<app::ObjectDetector>> open_object_detector(
    const ObjectSettings& settings);

}  // namespace gv::detectors
