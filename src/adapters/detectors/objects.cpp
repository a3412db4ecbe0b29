#include "adapters/detectors/objects.h"

#include <utility>

#include "adapters/detectors/yolo.h"

namespace gv::detectors {

namespace {

constexpr int kSide = 640;  // of the images; the network scales them to its input

class YoloObjects : public app::ObjectDetector {
 public:
  explicit YoloObjects(Yolo yolo) : yolo_(std::move(yolo)) {}

  int side() const override { return kSide; }
  app::Backend backend() const override { return {"yolov8", yolo_.sha256()}; }
  Result<std::vector<vision::DetectionItem>> detect(const Image& image) override {
    return yolo_.detect(image);
  }

 private:
  Yolo yolo_;
};

}  // namespace

Result<std::unique_ptr<app::ObjectDetector>> open_object_detector(const ObjectSettings& settings) {
  if (settings.yolov8_path.empty()) {
    return fail(ErrorCode::NotAvailable, "objects.yolov8_path",
                "has no weights: must be the path of an ONNX file; objects are not measured");
  }
  GV_TRY(auto yolo, Yolo::open(settings.yolov8_path, {.shape = {.classes = 80},
                                                      .source = vision::DetectionSource::Yolov8,
                                                      .score_min = settings.score_min,
                                                      .iou_max = settings.iou_max,
                                                      .count_max = settings.count_max,
                                                      .side = settings.network_side}));
  return std::make_unique<YoloObjects>(std::move(yolo));
}

}  // namespace gv::detectors
