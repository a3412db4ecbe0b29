#pragma once

#include <memory>
#include <string>
#include <vector>

#include "adapters/detectors/haar.h"
#include "app/ports/face_detector.h"

namespace gv::detectors {

enum class FaceBackend { Auto, Haar, Yunet, Yolov8Face };

/// Weights are the user's to supply, by path; empty: none.
struct FaceSettings {
  FaceBackend backend{FaceBackend::Auto};
  std::string yolov8_face_path{};
  std::string yunet_path{};
  /// As Debian's package opencv-data installs it.
  std::string cascade_path{"/usr/share/opencv4/haarcascades/haarcascade_frontalface_alt2.xml"};
  HaarSettings haar{};
  int network_side{640};  ///< input of both networks, pixels, a multiple of 32
  double yolov8_score_min{0.5};
  double yolov8_iou_max{0.45};
  double yunet_score_min{0.7};
  double yunet_iou_max{0.3};
};

struct OpenedFaceDetector {
  std::unique_ptr<app::FaceDetector> detector;
  std::vector<Error> passed_over;  ///< `Auto`: why better ones that were given are not used
};

/// The detector that the settings ask for. `Auto` takes YOLOv8-face if its weights are given, else
/// YuNet if its are, else the cascade; weights that do not work are passed over.
///
/// Errors: the one of the chosen back end; NotAvailable when it has no weights or the cascade file
/// is not installed.
[[nodiscard]] Result<OpenedFaceDetector> open_face_detector(const FaceSettings& settings = {});

}  // namespace gv::detectors
