#include "adapters/detectors/yolo.h"

#include <utility>

namespace gv::detectors {

namespace {

InputForm form_of(const YoloSettings& settings) { return {.side = settings.side}; }

// Cells of strides 8, 16 and 32.
int cells(int side) {
  int sum = 0;
  for (const int stride : {8, 16, 32}) sum += (side / stride) * (side / stride);
  return sum;
}

}  // namespace

Result<Yolo> Yolo::open(const std::string& path, const YoloSettings& settings) {
  GV_TRY(auto network, Network::open(path));
  Yolo yolo(std::move(network), settings);
  const Image black(settings.side, settings.side, 3);
  if (const auto outputs = yolo.network_.run(black, form_of(settings)); !outputs) {
    yolo.raw_head_ = true;
  }
  GV_TRY(yolo.candidates(black));
  return yolo;
}

Result<std::vector<vision::DetectionItem>> Yolo::detect(const Image& bgr) {
  GV_TRY(const auto all, candidates(bgr));
  const auto kept =
      vision::nms_by_class(all, settings_.iou_max, static_cast<std::size_t>(settings_.count_max));
  return vision::to_detections(kept, vision::letterbox(bgr.width, bgr.height, settings_.side),
                               settings_.source);
}

Result<std::vector<vision::Candidate>> Yolo::candidates(const Image& bgr) {
  return raw_head_ ? from_head(bgr) : from_output(bgr);
}

Result<std::vector<vision::Candidate>> Yolo::from_output(const Image& bgr) {
  GV_TRY(const auto outputs, network_.run(bgr, form_of(settings_)));
  const auto& shape = outputs.front().shape;
  if (outputs.size() != 1 || shape.size() != 3 || shape[0] != 1) {
    return fail(ErrorCode::UnusableInput, outputs.front().name,
                "is not the output of a YOLOv8 network: must be one tensor of three axes, got " +
                    std::to_string(outputs.size()) + " of " + std::to_string(shape.size()));
  }
  return vision::decode_yolo(outputs.front().values, shape[1], shape[2], settings_.shape,
                             settings_.score_min);
}

Result<std::vector<vision::Candidate>> Yolo::from_head(const Image& bgr) {
  const int rows = 64 + settings_.shape.classes + (settings_.shape.landmarks ? 15 : 0);
  GV_TRY(const auto head, network_.run_inner(bgr, form_of(settings_), rows, cells(settings_.side)));
  return vision::decode_yolo_head(head.values, settings_.side, settings_.shape,
                                  settings_.score_min);
}

}  // namespace gv::detectors
