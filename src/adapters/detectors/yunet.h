#pragma once

#include <string>
#include <vector>

#include "adapters/detectors/network.h"
#include "core/vision/detect.h"

namespace gv::detectors {

struct YunetSettings {
  double score_min{0.7};
  double iou_max{0.3};
  int side{640};  ///< of the network's input, pixels, a multiple of 32
};

/// A YuNet face network of 2023 with its twelve raw outputs (cls, obj, bbox, kps at strides 8, 16
/// and 32), which OpenCV 4.6 computes but cannot decode itself.
class Yunet {
 public:
  /// Reads the weights and runs them once, so that what does not work shows here.
  /// Errors: those of `Network::open`; NotAvailable; UnusableInput when the outputs are others.
  [[nodiscard]] static Result<Yunet> open(const std::string& path, const YunetSettings& settings);

  [[nodiscard]] Result<std::vector<vision::DetectionItem>> detect(const Image& bgr);
  [[nodiscard]] const std::string& sha256() const { return network_.sha256(); }
  [[nodiscard]] const YunetSettings& settings() const { return settings_; }

 private:
  Yunet(Network network, const YunetSettings& settings)
      : network_(std::move(network)), settings_(settings) {}

  Network network_;
  YunetSettings settings_;
};

}  // namespace gv::detectors
