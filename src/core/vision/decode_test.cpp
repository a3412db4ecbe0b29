#include <cmath>
#include <limits>

#include <gmock/gmock.h>

#include "core/vision/detect.h"

namespace gv::vision {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

constexpr YoloShape kFaces{.classes = 1, .landmarks = true};

// Spec 60, section 6: equal logits 20 at bins 3 and 4, others 0 -> 3.5000.
TEST(YoloHead, ADistanceIsTheExpectationOfItsBin) {
  std::vector<float> logits(16, 0.0F);
  logits[3] = 20.0F;
  logits[4] = 20.0F;

  EXPECT_NEAR(expected_bin(logits), 3.5, 1e-4);
}

// Spec 60, section 6: anchor (10.5,5.5), stride 8, l,t,r,b = 2,3,4,5 -> 92, 52, 48, 64.
TEST(YoloHead, DistancesSpanTheBoxOfAnAnchor) {
  const Box box = box_of_distances(10.5, 5.5, {2.0, 3.0, 4.0, 5.0}, 8.0);

  EXPECT_DOUBLE_EQ(box.x + box.w / 2.0, 92.0);
  EXPECT_DOUBLE_EQ(box.y + box.h / 2.0, 52.0);
  EXPECT_DOUBLE_EQ(box.w, 48.0);
  EXPECT_DOUBLE_EQ(box.h, 64.0);
}

/// A raw head over 64 x 64 pixels: 64 + 16 + 4 cells, all classes at -20.
struct Head {
  std::size_t cells{84};
  std::vector<float> values;
  explicit Head(std::size_t rows) : values(rows * 84, 0.0F) {
    for (std::size_t cell = 0; cell < cells; ++cell) at(64, cell) = -20.0F;
  }
  float& at(std::size_t row, std::size_t cell) { return values[row * cells + cell]; }
};

TEST(YoloHead, ReadsBoxScoreAndLandmarksOfACell) {
  Head head(64 + 1 + 15);
  const std::size_t cell = 64 + 1 * 4 + 2;  // stride 16, row 1, column 2
  const std::array<std::size_t, 4> bins = {1, 0, 2, 1};
  for (std::size_t side = 0; side < 4; ++side) head.at(side * 16 + bins[side], cell) = 60.0F;
  head.at(64, cell) = 1.0F;
  head.at(65, cell) = 0.25F;  // x of the first landmark
  head.at(66, cell) = 0.5F;   // and y

  const auto found = decode_yolo_head(head.values, 64, kFaces, 0.5);

  ASSERT_TRUE(found) << found.error();
  ASSERT_THAT(*found, SizeIs(1));
  const Candidate& face = found->front();
  EXPECT_NEAR(face.score, 0.7311, 1e-4);
  EXPECT_NEAR(face.box.x, (2.5 - 1.0) * 16.0, 1e-6);
  EXPECT_NEAR(face.box.y, 1.5 * 16.0, 1e-6);
  EXPECT_NEAR(face.box.w, 3.0 * 16.0, 1e-6);
  EXPECT_NEAR(face.box.h, 1.0 * 16.0, 1e-6);
  EXPECT_NEAR(face.landmarks->front().x, (0.25 * 2.0 + 2.0) * 16.0, 1e-6);
  EXPECT_NEAR(face.landmarks->front().y, (0.5 * 2.0 + 1.0) * 16.0, 1e-6);
}

TEST(YoloHead, OfAnotherSizeIsRefused) {
  const std::vector<float> values(80 * 83);

  const auto found = decode_yolo_head(values, 64, kFaces, 0.5);

  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, ErrorCode::UnusableInput);
  EXPECT_THAT(found.error().message, testing::HasSubstr("80 x 84"));
}

/// Three anchors of a two-class network; the second is a hit of class 1.
std::vector<float> declared_output() {
  return {10,  320, 30,  // cx
          10,  320, 30,  // cy
          4,   64,  4,   // w
          4,   128, 4,   // h
          .1F, .2F, .3F, .1F, .75F, .2F};
}

TEST(YoloOutput, ReadsChannelsInRows) {
  const auto found = decode_yolo(declared_output(), 6, 3, {.classes = 2}, 0.4);

  ASSERT_TRUE(found) << found.error();
  ASSERT_THAT(*found, SizeIs(1));
  EXPECT_EQ(found->front().class_id, 1);
  EXPECT_DOUBLE_EQ(found->front().score, 0.75);
  EXPECT_EQ(found->front().box, (Box{288.0, 256.0, 64.0, 128.0}));
  EXPECT_FALSE(found->front().landmarks);
}

TEST(YoloOutput, ReadsChannelsInColumns) {
  const std::vector<float> rows = declared_output();
  std::vector<float> columns(rows.size());
  for (std::size_t channel = 0; channel < 6; ++channel) {
    for (std::size_t i = 0; i < 3; ++i) columns[i * 6 + channel] = rows[channel * 3 + i];
  }

  const auto found = decode_yolo(columns, 3, 6, {.classes = 2}, 0.4);

  ASSERT_TRUE(found) << found.error();
  ASSERT_THAT(*found, SizeIs(1));
  EXPECT_EQ(found->front().box, (Box{288.0, 256.0, 64.0, 128.0}));
}

TEST(YoloOutput, OfFacesMayComeWithAndWithoutLandmarks) {
  std::vector<float> with(20 * 2, 8.0F);
  with[4 * 2] = 0.9F;
  with[4 * 2 + 1] = 0.1F;
  std::vector<float> without(with.begin(), with.begin() + 10);

  const auto full = decode_yolo(with, 20, 2, kFaces, 0.5);
  const auto plain = decode_yolo(without, 5, 2, kFaces, 0.5);

  ASSERT_TRUE(full && plain);
  ASSERT_THAT(*full, SizeIs(1));
  ASSERT_THAT(*plain, SizeIs(1));
  EXPECT_EQ(full->front().landmarks->at(4), (Point{8.0, 8.0}));
  EXPECT_FALSE(plain->front().landmarks);
}

TEST(YoloOutput, OfAnotherSizeIsRefused) {
  const std::vector<float> values(7 * 9);

  EXPECT_FALSE(decode_yolo(values, 7, 9, {.classes = 2}, 0.4));
  EXPECT_FALSE(decode_yolo(values, 6, 9, {.classes = 2}, 0.4));
}

TEST(YoloOutput, NumbersThatAreNoneAreLeftOut) {
  const float nan = std::numeric_limits<float>::quiet_NaN();
  const float inf = std::numeric_limits<float>::infinity();
  const std::vector<float> values = {nan, 5, 5, 5, 5, 5, 4, inf, 4, 4, 4, -4, .9F, .9F, nan};

  const auto found = decode_yolo(values, 5, 3, kFaces, 0.5);

  ASSERT_TRUE(found) << found.error();
  EXPECT_THAT(*found, IsEmpty());
}

/// One level of stride 16 over 160 x 192 pixels with a face in row 10, column 5.
struct FaceLevel {
  std::size_t cell{10 * 10 + 5};
  std::vector<float> cls = std::vector<float>(120, 0.0F);
  std::vector<float> obj = std::vector<float>(120, 0.0F);
  std::vector<float> bbox = std::vector<float>(480, 0.0F);
  std::vector<float> kps = std::vector<float>(1200, 0.0F);
  FaceLevel() {
    cls[cell] = 0.9F;
    obj[cell] = 0.8F;
    const std::array<float, 4> box = {0.3F, 0.4F, 1.0F, 1.2F};
    std::copy(box.begin(), box.end(), bbox.begin() + static_cast<std::ptrdiff_t>(4 * cell));
    kps[10 * cell] = 0.25F;
    kps[10 * cell + 1] = 0.5F;
  }
  [[nodiscard]] YunetLevel view() const { return {16, cls, obj, bbox, kps}; }
};

// Spec 60, section 6: row 10, col 5, stride 16, bbox (.3,.4,1.0,1.2), cls .9, obj .8 ->
// box 63.054, 139.839, 43.493, 53.122, score .8485.
TEST(Yunet, ReadsBoxScoreAndLandmarksOfACell) {
  const FaceLevel level;
  const std::vector<YunetLevel> levels = {level.view()};

  const auto found = decode_yunet(levels, 160, 192, 0.7);

  ASSERT_TRUE(found) << found.error();
  ASSERT_THAT(*found, SizeIs(1));
  const Candidate& face = found->front();
  EXPECT_NEAR(face.score, 0.8485, 1e-4);
  EXPECT_NEAR(face.box.x, 63.054, 1e-3);
  EXPECT_NEAR(face.box.y, 139.839, 1e-3);
  EXPECT_NEAR(face.box.w, 43.493, 1e-3);
  EXPECT_NEAR(face.box.h, 53.122, 1e-3);
  EXPECT_NEAR(face.landmarks->front().x, 5.25 * 16.0, 1e-9);
  EXPECT_NEAR(face.landmarks->front().y, 10.5 * 16.0, 1e-9);
}

TEST(Yunet, ALevelOfAnotherSizeIsRefused) {
  const FaceLevel level;
  const std::vector<YunetLevel> levels = {level.view()};

  const auto found = decode_yunet(levels, 176, 192, 0.7);

  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().where, "stride 16");
}

}  // namespace
}  // namespace gv::vision
