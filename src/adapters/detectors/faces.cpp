#include "adapters/detectors/faces.h"

#include <utility>

#include "adapters/detectors/yolo.h"
#include "adapters/detectors/yunet.h"

namespace gv::detectors {

namespace {

using Opened = Result<std::unique_ptr<app::FaceDetector>>;

constexpr int kSide = 640;  // of the images; a network scales them to its input

template <class Network>
class NetworkFaces : public app::FaceDetector {
 public:
  NetworkFaces(std::string name, Network network)
      : name_(std::move(name)), network_(std::move(network)) {}

  int side() const override { return kSide; }
  app::Backend backend() const override { return {name_, network_.sha256()}; }
  Result<std::vector<vision::DetectionItem>> detect(const Image& image) override {
    return network_.detect(image);
  }

 private:
  std::string name_;
  Network network_;
};

tl::unexpected<Error> no_weights(const char* key) {
  return fail(ErrorCode::NotAvailable, key, "has no weights: must be the path of an ONNX file");
}

Opened open_yolov8_face(const FaceSettings& settings) {
  if (settings.yolov8_face_path.empty()) return no_weights("face.yolov8_face_path");
  GV_TRY(auto yolo,
         Yolo::open(settings.yolov8_face_path, {.shape = {.classes = 1, .landmarks = true},
                                                .source = vision::DetectionSource::Yolov8Face,
                                                .score_min = settings.yolov8_score_min,
                                                .iou_max = settings.yolov8_iou_max,
                                                .side = settings.network_side}));
  return std::make_unique<NetworkFaces<Yolo>>("yolov8_face", std::move(yolo));
}

Opened open_yunet(const FaceSettings& settings) {
  if (settings.yunet_path.empty()) return no_weights("face.yunet_path");
  GV_TRY(auto yunet, Yunet::open(settings.yunet_path, {.score_min = settings.yunet_score_min,
                                                       .iou_max = settings.yunet_iou_max,
                                                       .side = settings.network_side}));
  return std::make_unique<NetworkFaces<Yunet>>("yunet", std::move(yunet));
}

Opened open_cascade(const FaceSettings& settings) {
  auto opened = open_haar(settings.cascade_path, settings.haar);
  if (!opened && opened.error().code == ErrorCode::NotFound) {
    return fail(ErrorCode::NotAvailable, settings.cascade_path,
                "no such file: faces need a cascade", "install the package opencv-data");
  }
  return opened;
}

Result<OpenedFaceDetector> open_best(const FaceSettings& settings) {
  OpenedFaceDetector opened;
  const auto take = [&](Opened candidate) {
    if (candidate) {
      opened.detector = *std::move(candidate);
    } else {
      opened.passed_over.push_back(std::move(candidate).error());
    }
  };
  if (!settings.yolov8_face_path.empty()) take(open_yolov8_face(settings));
  if (!opened.detector && !settings.yunet_path.empty()) take(open_yunet(settings));
  if (!opened.detector) {
    GV_TRY(opened.detector, open_cascade(settings));
  }
  return opened;
}

}  // namespace

Result<OpenedFaceDetector> open_face_detector(const FaceSettings& settings) {
  OpenedFaceDetector opened;
  switch (settings.backend) {
    case FaceBackend::Auto:
      return open_best(settings);
    case FaceBackend::Haar: {
      GV_TRY(opened.detector, open_cascade(settings));
      break;
    }
    case FaceBackend::Yunet: {
      GV_TRY(opened.detector, open_yunet(settings));
      break;
    }
    case FaceBackend::Yolov8Face: {
      GV_TRY(opened.detector, open_yolov8_face(settings));
      break;
    }
  }
  return opened;
}

}  // namespace gv::detectors
