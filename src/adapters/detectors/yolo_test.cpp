#include "adapters/detectors/yolo.h"

#include <gtest/gtest.h>

#include "adapters/detectors/objects.h"
#include "adapters/detectors/testing.h"

namespace gv::detectors {
namespace {

using testing::ConstantNetwork;
using testing::grey;
using testing::TemporaryFile;

// Input of 64 pixels: 64 + 16 + 4 cells of strides 8, 16 and 32.
constexpr int kSide = 64;
constexpr int kCells = 84;

// A table of `rows` x `columns` that is 0 but where it is set.
struct Table {
  int columns;
  std::vector<float> values;
  Table(int rows, int columns_)
      : columns(columns_), values(static_cast<std::size_t>(rows * columns_)) {}
  float& operator()(int row, int column) {
    return values[static_cast<std::size_t>(row * columns + column)];
  }
};

void put(Table& table, int column, const std::vector<float>& box, int class_id, float score) {
  for (int i = 0; i < 4; ++i) table(i, column) = box[static_cast<std::size_t>(i)];
  table(4 + class_id, column) = score;
}

TEST(YoloObjects, TheDeclaredOutputOfTheFullSizeNetworkIsRead) {
  Table table(84, 8400);
  put(table, 17, {320, 320, 64, 128}, 39, 0.9F);    // a bottle
  put(table, 18, {322, 320, 64, 128}, 39, 0.8F);    // the same one again
  put(table, 8399, {322, 320, 64, 128}, 0, 0.7F);   // a person there
  put(table, 4000, {100, 300, 20, 20}, 41, 0.39F);  // a cup, too faint
  const TemporaryFile file(
      "coco.onnx", ConstantNetwork(640).output("output0", {1, 84, 8400}, table.values).bytes());

  auto detector = open_object_detector({.yolov8_path = file.path()});
  ASSERT_TRUE(detector) << detector.error();
  const auto found = (*detector)->detect(grey(1920, 1080));

  ASSERT_TRUE(found) << found.error();
  ASSERT_EQ(found->size(), 2u);
  // Golden: section 6, 1920 x 1080 -> x 864, y 348, w 192, h 384.
  EXPECT_NEAR((*found)[0].box.x * 1920, 864, 1e-4);
  EXPECT_NEAR((*found)[0].box.y * 1080, 348, 1e-4);
  EXPECT_NEAR((*found)[0].box.w * 1920, 192, 1e-4);
  EXPECT_NEAR((*found)[0].box.h * 1080, 384, 1e-4);
  EXPECT_NEAR((*found)[0].score, 0.9, 1e-6);
  EXPECT_EQ((*found)[0].class_id, 39);
  EXPECT_EQ((*found)[1].class_id, 0);
  EXPECT_EQ((*detector)->backend().name, "yolov8");
  EXPECT_EQ((*detector)->backend().weights_sha256.size(), 64u);
}

TEST(YoloObjects, EitherAxisMayHoldTheChannels) {
  Table table(kCells + 6, 84);  // one row per cell; 90 rows, so that only the columns fit
  table(5, 0) = 32;
  table(5, 1) = 32;
  table(5, 2) = 16;
  table(5, 3) = 16;
  table(5, 4 + 63) = 0.75F;
  const TemporaryFile file(
      "axes.onnx", ConstantNetwork(kSide).output("output0", {1, 90, 84}, table.values).bytes());

  auto detector = open_object_detector({.yolov8_path = file.path(), .network_side = kSide});
  ASSERT_TRUE(detector) << detector.error();
  const auto found = (*detector)->detect(grey(64, 64));

  ASSERT_TRUE(found) << found.error();
  ASSERT_EQ(found->size(), 1u);
  EXPECT_EQ((*found)[0].class_id, 63);
  EXPECT_NEAR((*found)[0].box.x, 0.375, 1e-6);
  EXPECT_NEAR((*found)[0].box.w, 0.25, 1e-6);
}

// All logits equal: every distance is 7.5 cells; one bin raised decides a side.
TEST(Yolo, WhereTheOutputFailsTheRawHeadBeforeItIsDecoded) {
  Table head(64 + 80, kCells);
  for (int row = 64; row < 144; ++row) {
    for (int column = 0; column < kCells; ++column) head(row, column) = -20.0F;
  }
  const int cell = 3 * 8 + 4;  // stride 8, row 3, column 4: anchor (4.5, 3.5)
  const std::array<int, 4> distances{2, 3, 1, 2};
  for (int side = 0; side < 4; ++side) {
    for (int bin = 0; bin < 16; ++bin) {
      head(side * 16 + bin, cell) = bin == distances[static_cast<std::size_t>(side)] ? 60.0F : 0.0F;
    }
  }
  head(64 + 16, cell) = 2.0F;  // a dog: sigmoid(2) = .880797
  const TemporaryFile file(
      "head.onnx",
      ConstantNetwork(kSide).broken_output("output0", {1, 144, kCells}, head.values).bytes());

  auto yolo = Yolo::open(file.path(), {.side = kSide});
  ASSERT_TRUE(yolo) << yolo.error();
  const auto found = yolo->detect(grey(64, 64));

  EXPECT_TRUE(yolo->from_raw_head());
  ASSERT_TRUE(found) << found.error();
  ASSERT_EQ(found->size(), 1u);
  const auto& dog = found->front();
  EXPECT_EQ(dog.class_id, 16);
  EXPECT_NEAR(dog.score, 0.880797, 1e-4);
  // Left 2.5, right 5.5, top 0.5, bottom 5.5 cells of 8 pixels.
  EXPECT_NEAR(dog.box.x * 64, 20.0, 1e-4);
  EXPECT_NEAR(dog.box.y * 64, 4.0, 1e-4);
  EXPECT_NEAR(dog.box.w * 64, 24.0, 1e-4);
  EXPECT_NEAR(dog.box.h * 64, 40.0, 1e-4);
}

TEST(Yolo, WithoutARawHeadTheErrorNamesTheFailingNode) {
  const TemporaryFile file("broken.onnx",
                           ConstantNetwork(kSide)
                               .broken_output("output0", {1, 12, 5}, std::vector<float>(60, 0.0F))
                               .bytes());

  const auto yolo = Yolo::open(file.path(), {.side = kSide});

  ASSERT_FALSE(yolo);
  EXPECT_EQ(yolo.error().code, ErrorCode::NotAvailable);
  EXPECT_NE(yolo.error().message.find("Mul_output0"), std::string::npos) << yolo.error();
}

TEST(Yolo, AnotherNetworkIsRefused) {
  const TemporaryFile file(
      "other.onnx",
      ConstantNetwork(kSide).output("output0", {1, 9, 11}, std::vector<float>(99)).bytes());

  const auto yolo = Yolo::open(file.path(), {.side = kSide});

  ASSERT_FALSE(yolo);
  EXPECT_EQ(yolo.error().code, ErrorCode::UnusableInput);
}

TEST(Yolo, AFileThatIsNoNetworkIsRefused) {
  const TemporaryFile file("text.onnx", "no network at all");

  const auto yolo = Yolo::open(file.path(), {});

  ASSERT_FALSE(yolo);
  EXPECT_EQ(yolo.error().code, ErrorCode::UnusableInput);
  EXPECT_EQ(yolo.error().where, file.path());
}

TEST(YoloObjects, WithoutWeightsObjectsAreNotMeasured) {
  const auto detector = open_object_detector({});

  ASSERT_FALSE(detector);
  EXPECT_EQ(detector.error().code, ErrorCode::NotAvailable);
}

}  // namespace
}  // namespace gv::detectors
