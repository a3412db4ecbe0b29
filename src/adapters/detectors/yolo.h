#pragma once

#include <string>
#include <vector>

#include "adapters/detectors/network.h"
#include "core/vision/detect.h"

namespace gv::detectors {

struct YoloSettings {
  vision::YoloShape shape{};
  vision::DetectionSource source{vision::DetectionSource::Yolov8};
  double score_min{0.4};
  double iou_max{0.45};
  int count_max{100};
  int side{640};  ///< of the network's input, pixels, a multiple of 32
};

/// A YOLOv8 network and the way to its boxes.
///
/// 1. The declared output is computed and decoded.  2. Where OpenCV cannot compute it, the raw head
/// before it is found and decoded instead, from then on.
class Yolo {
 public:
  /// Reads the weights and runs them once, so that what does not work shows here.
  /// Errors: those of `Network::open`; NotAvailable naming the failing node; UnusableInput when the
  /// output has another form than `settings.shape`.
  [[nodiscard]] static Result<Yolo> open(const std::string& path, const YoloSettings& settings);

  [[nodiscard]] Result<std::vector<vision::DetectionItem>> detect(const Image& bgr);
  [[nodiscard]] const std::string& sha256() const { return network_.sha256(); }
  [[nodiscard]] const YoloSettings& settings() const { return settings_; }
  /// Whether way 2 is taken.
  [[nodiscard]] bool from_raw_head() const { return raw_head_; }

 private:
  Yolo(Network network, const YoloSettings& settings)
      : network_(std::move(network)), settings_(settings) {}
  Result<std::vector<vision::Candidate>> candidates(const Image& bgr);
  Result<std::vector<vision::Candidate>> from_output(const Image& bgr);
  Result<std::vector<vision::Candidate>> from_head(const Image& bgr);

  Network network_;
  YoloSettings settings_;
  bool raw_head_{false};
};

}  // namespace gv::detectors
