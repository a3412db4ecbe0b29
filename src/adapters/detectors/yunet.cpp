#include "adapters/detectors/yunet.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

namespace gv::detectors {

namespace {

constexpr std::array kStrides{8, 16, 32};

Result<std::span<const float>> output(const std::vector<Tensor>& outputs, const std::string& name) {
  const auto found = std::find_if(outputs.begin(), outputs.end(),
                                  [&](const auto& tensor) { return tensor.name == name; });
  if (found == outputs.end()) return fail(ErrorCode::UnusableInput, name, "is no output of it");
  return std::span<const float>(found->values);
}

Result<vision::YunetLevel> level(const std::vector<Tensor>& outputs, int stride) {
  const std::string suffix = "_" + std::to_string(stride);
  vision::YunetLevel level{.stride = stride};
  GV_TRY(level.cls, output(outputs, "cls" + suffix));
  GV_TRY(level.obj, output(outputs, "obj" + suffix));
  GV_TRY(level.bbox, output(outputs, "bbox" + suffix));
  GV_TRY(level.kps, output(outputs, "kps" + suffix));
  return level;
}

// The variants differ in what they put out; the first of 2022 has these three.
Result<void> check_outputs(const Network& network, const std::string& path) {
  const auto names = network.output_names();
  const auto has = [&](const char* name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  if (has("cls_8") && has("kps_32")) return {};
  const bool old = has("loc") && has("conf") && has("iou");
  return fail(
      ErrorCode::UnusableInput, path,
      old ? "is the YuNet of 2022 (outputs loc, conf, iou); needed are cls, obj, bbox and kps"
          : "is no YuNet: it has no outputs cls, obj, bbox and kps",
      "use face_detection_yunet_2023mar.onnx");
}

}  // namespace

Result<Yunet> Yunet::open(const std::string& path, const YunetSettings& settings) {
  GV_TRY(auto network, Network::open(path));
  GV_TRY(check_outputs(network, path));
  Yunet yunet(std::move(network), settings);
  GV_TRY(yunet.detect(Image(settings.side, settings.side, 3)));
  return yunet;
}

Result<std::vector<vision::DetectionItem>> Yunet::detect(const Image& bgr) {
  const int side = settings_.side;
  GV_TRY(const auto outputs, network_.run(bgr, {.side = side, .rgb = false, .scale = 1.0}));
  std::array<vision::YunetLevel, kStrides.size()> levels;
  for (std::size_t i = 0; i < kStrides.size(); ++i) {
    GV_TRY(levels[i], level(outputs, kStrides[i]));
  }
  GV_TRY(const auto all, vision::decode_yunet(levels, side, side, settings_.score_min));
  const auto kept = vision::nms_by_class(all, settings_.iou_max);
  return vision::to_detections(kept, vision::letterbox(bgr.width, bgr.height, side),
                               vision::DetectionSource::Yunet);
}

}  // namespace gv::detectors
