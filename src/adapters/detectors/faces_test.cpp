#include "adapters/detectors/faces.h"

#include <cmath>
#include <map>

#include <gtest/gtest.h>

#include "adapters/detectors/testing.h"

namespace gv::detectors {
namespace {

using testing::ConstantNetwork;
using testing::grey;
using testing::TemporaryFile;

constexpr int kSide = 320;  // cells: 40 x 40, 20 x 20, 10 x 10

// A YuNet that sees `faces`: stride -> values of one cell.
struct YunetCell {
  int row;
  int column;
  std::vector<float> box;
  float cls;
  float obj;
  std::vector<float> landmarks;
};

std::string yunet_bytes(const std::map<int, YunetCell>& faces) {
  ConstantNetwork network(kSide);
  for (const int stride : {8, 16, 32}) {
    const int grid = kSide / stride;
    const auto count = static_cast<std::size_t>(grid * grid);
    std::vector<float> cls(count);
    std::vector<float> obj(count);
    std::vector<float> box(count * 4);
    std::vector<float> kps(count * 10);
    if (const auto face = faces.find(stride); face != faces.end()) {
      const auto at = static_cast<std::size_t>(face->second.row * grid + face->second.column);
      cls[at] = face->second.cls;
      obj[at] = face->second.obj;
      std::copy_n(face->second.box.begin(), 4, box.begin() + static_cast<std::ptrdiff_t>(at * 4));
      std::copy_n(face->second.landmarks.begin(), 10,
                  kps.begin() + static_cast<std::ptrdiff_t>(at * 10));
    }
    const auto cells = static_cast<std::int64_t>(count);
    const std::string suffix = "_" + std::to_string(stride);
    network.output("cls" + suffix, {1, cells, 1}, cls).output("obj" + suffix, {1, cells, 1}, obj);
    network.output("bbox" + suffix, {1, cells, 4}, box);
    network.output("kps" + suffix, {1, cells, 10}, kps);
  }
  return network.bytes();
}

TEST(Yunet, ItsRawOutputsAreDecoded) {
  const TemporaryFile file("yunet.onnx",
                           yunet_bytes({{16,
                                         {.row = 10,
                                          .column = 5,
                                          .box = {0.3F, 0.4F, 1.0F, 1.2F},
                                          .cls = 0.9F,
                                          .obj = 0.8F,
                                          .landmarks = {0, 0, 1, 0, 0.5F, 0.5F, 0, 1, 1, 1}}}}));

  auto opened = open_face_detector(
      {.backend = FaceBackend::Yunet, .yunet_path = file.path(), .network_side = kSide});
  ASSERT_TRUE(opened) << opened.error();
  const auto faces = opened->detector->detect(grey(kSide, kSide));

  ASSERT_TRUE(faces) << faces.error();
  ASSERT_EQ(faces->size(), 1u);
  const auto& face = faces->front();
  // Golden: section 6, box 63.054, 139.839, 43.493, 53.122, score .8485.
  EXPECT_NEAR(face.box.x * kSide, 63.054, 1e-3);
  EXPECT_NEAR(face.box.y * kSide, 139.839, 1e-3);
  EXPECT_NEAR(face.box.w * kSide, 43.493, 1e-3);
  EXPECT_NEAR(face.box.h * kSide, 53.122, 1e-3);
  EXPECT_NEAR(face.score, 0.8485, 1e-4);
  ASSERT_TRUE(face.landmarks);
  EXPECT_NEAR((*face.landmarks)[4].x * kSide, 6 * 16, 1e-4);
  EXPECT_NEAR((*face.landmarks)[4].y * kSide, 11 * 16, 1e-4);
  EXPECT_EQ(opened->detector->backend().name, "yunet");
}

TEST(Yunet, TheModelOf2022IsNamed) {
  const TemporaryFile file("yunet22.onnx", ConstantNetwork(kSide)
                                               .output("loc", {1, 4, 14}, std::vector<float>(56))
                                               .output("conf", {1, 4, 2}, std::vector<float>(8))
                                               .output("iou", {1, 4, 1}, std::vector<float>(4))
                                               .bytes());

  const auto opened = open_face_detector(
      {.backend = FaceBackend::Yunet, .yunet_path = file.path(), .network_side = kSide});

  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, ErrorCode::UnusableInput);
  EXPECT_NE(opened.error().message.find("2022"), std::string::npos);
}

std::vector<float> one_yolo_face(int channels, int cells) {
  std::vector<float> values(static_cast<std::size_t>(channels * cells));
  const std::vector<float> face{32,   24, 16, 20,   0.6F, 28, 20,   0.9F, 36, 20,
                                0.9F, 32, 24, 0.9F, 29,   29, 0.9F, 35,   29, 0.9F};
  for (int i = 0; i < channels; ++i) {
    values[static_cast<std::size_t>(i * cells + 7)] = face[static_cast<std::size_t>(i)];
  }
  return values;
}

TEST(YoloFaces, AreReadWithAndWithoutLandmarks) {
  for (const int channels : {5, 20}) {
    const TemporaryFile file("yolov8_face.onnx",
                             ConstantNetwork(64)
                                 .output("output0", {1, channels, 84}, one_yolo_face(channels, 84))
                                 .bytes());

    auto opened = open_face_detector({.yolov8_face_path = file.path(), .network_side = 64});
    ASSERT_TRUE(opened) << opened.error();
    const auto faces = opened->detector->detect(grey(64, 64));

    ASSERT_TRUE(faces) << faces.error();
    ASSERT_EQ(faces->size(), 1u) << channels;
    const auto& face = faces->front();
    EXPECT_NEAR(face.box.x * 64, 24, 1e-4);
    EXPECT_NEAR(face.box.y * 64, 14, 1e-4);
    EXPECT_NEAR(face.score, 0.6, 1e-6);
    EXPECT_EQ(face.source, vision::DetectionSource::Yolov8Face);
    ASSERT_EQ(face.landmarks.has_value(), channels == 20);
    if (face.landmarks) {
      EXPECT_NEAR((*face.landmarks)[1].x * 64, 36, 1e-4);
    }
  }
}

TEST(FaceDetector, AutoPrefersYoloThenYunetThenTheCascade) {
  const TemporaryFile yolo(
      "auto_yolo.onnx",
      ConstantNetwork(kSide).output("o", {1, 5, 2100}, std::vector<float>(10500)).bytes());
  const TemporaryFile yunet("auto_yunet.onnx", yunet_bytes({}));

  const auto both = open_face_detector(
      {.yolov8_face_path = yolo.path(), .yunet_path = yunet.path(), .network_side = kSide});
  const auto one = open_face_detector({.yunet_path = yunet.path(), .network_side = kSide});
  const auto none = open_face_detector({});

  ASSERT_TRUE(both) << both.error();
  ASSERT_TRUE(one) << one.error();
  ASSERT_TRUE(none) << none.error();
  EXPECT_EQ(both->detector->backend().name, "yolov8_face");
  EXPECT_EQ(one->detector->backend().name, "yunet");
  EXPECT_EQ(none->detector->backend().name, "haar");
}

TEST(FaceDetector, AutoPassesOverWeightsThatDoNotWorkAndSaysWhy) {
  const auto opened = open_face_detector({.yolov8_face_path = "/nowhere/weights.onnx"});

  ASSERT_TRUE(opened) << opened.error();
  EXPECT_EQ(opened->detector->backend().name, "haar");
  ASSERT_EQ(opened->passed_over.size(), 1u);
  EXPECT_EQ(opened->passed_over.front().where, "/nowhere/weights.onnx");
}

TEST(FaceDetector, ABackEndThatWasAskedForIsNotReplaced) {
  const auto opened = open_face_detector({.backend = FaceBackend::Yolov8Face});

  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, ErrorCode::NotAvailable);
}

}  // namespace
}  // namespace gv::detectors
