#include "core/vision/detect.h"

#include <cmath>

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

namespace gv::vision {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

// Spec 60, section 6: 1920x1080 -> r 1/3, 640x360, pad (0,140).
TEST(Letterbox, FitsAWidePictureBetweenBars) {
  const Letterbox box = letterbox(1920, 1080, 640);

  EXPECT_DOUBLE_EQ(box.scale, 1.0 / 3.0);
  EXPECT_EQ(box.width, 640);
  EXPECT_EQ(box.height, 360);
  EXPECT_EQ(box.pad_x, 0);
  EXPECT_EQ(box.pad_y, 140);
}

// Spec 60, section 6: cx, cy, w, h = 320, 320, 64, 128 -> x 864, y 348, w 192, h 384.
TEST(Letterbox, FindsTheWayBackToTheSource) {
  const Letterbox box = letterbox(1920, 1080, 640);

  const Box source = box.to_source(Box{320.0 - 32.0, 320.0 - 64.0, 64.0, 128.0});

  EXPECT_NEAR(source.x, 864.0, 1e-9);
  EXPECT_NEAR(source.y, 348.0, 1e-9);
  EXPECT_NEAR(source.w, 192.0, 1e-9);
  EXPECT_NEAR(source.h, 384.0, 1e-9);
}

TEST(Letterbox, ClipsBoxesToTheFrame) {
  const Letterbox box = letterbox(1920, 1080, 640);

  const Box frame = box.to_frame(Box{-64.0, 0.0, 192.0, 320.0});

  EXPECT_NEAR(frame.x, 0.0, 1e-9);
  EXPECT_NEAR(frame.y, 0.0, 1e-9);
  EXPECT_NEAR(frame.w, 0.2, 1e-9);
  EXPECT_NEAR(frame.h, 0.5, 1e-9);
}

RC_GTEST_PROP(LetterboxProperty, PicturesOfAnyShapeLieInsideTheSquare, ()) {
  const int width = *rc::gen::inRange(1, 4000);
  const int height = *rc::gen::inRange(1, 4000);

  const Letterbox box = letterbox(width, height, 640);

  RC_ASSERT(box.pad_x >= 0 && box.pad_x + box.width <= 640);
  RC_ASSERT(box.pad_y >= 0 && box.pad_y + box.height <= 640);
  const Point corner = box.to_source(Point{static_cast<double>(box.pad_x), box.pad_y + 0.0});
  RC_ASSERT(std::abs(corner.x) < 1e-9 && std::abs(corner.y) < 1e-9);
}

// Spec 60, section 6.
TEST(Iou, OfShiftedSquares) {
  EXPECT_NEAR(iou({0, 0, 100, 100}, {50, 0, 100, 100}), 0.3333, 1e-4);
  EXPECT_NEAR(iou({0, 0, 100, 100}, {10, 10, 100, 100}), 0.6807, 1e-4);
}

/// A unit square moved right so that its IoU with the one at 0 is `overlap`.
Box square_with_iou(double overlap) { return {(1.0 - overlap) / (1.0 + overlap), 0.0, 1.0, 1.0}; }

Candidate candidate(const Box& box, double score, int class_id = 0) {
  return {.box = box, .score = score, .class_id = class_id};
}

// Spec 60, section 8: scores .9/.8/.5 and IoU .6 (1-2), .3 (1-3): kept 1 and 3.
TEST(Nms, DropsWhatABetterBoxCovers) {
  const std::vector<Box> boxes = {
      square_with_iou(1.0), square_with_iou(0.6), {0.0, -(1.0 - 0.3) / 1.3, 1.0, 1.0}};
  ASSERT_NEAR(iou(boxes[0], boxes[1]), 0.6, 1e-12);
  ASSERT_NEAR(iou(boxes[0], boxes[2]), 0.3, 1e-12);

  EXPECT_THAT(nms(boxes, std::vector<double>{0.9, 0.8, 0.5}, 0.45), ElementsAre(0, 2));
}

// Spec 60, section 8: same boxes of two classes: both kept.
TEST(Nms, LeavesOtherClassesAlone) {
  const Box box{0.0, 0.0, 1.0, 1.0};

  const std::vector<Candidate> both = {candidate(box, 0.9, 1), candidate(box, 0.8, 2)};
  const std::vector<Candidate> same = {candidate(box, 0.8, 1), candidate(box, 0.9, 1)};

  EXPECT_THAT(nms_by_class(both, 0.45), SizeIs(2));
  ASSERT_THAT(nms_by_class(same, 0.45), SizeIs(1));
  EXPECT_DOUBLE_EQ(nms_by_class(same, 0.45)[0].score, 0.9);
}

TEST(Nms, TiesGoToTheSmallerIndexAndAnIouAtTheLimitStays) {
  const std::vector<Box> boxes = {square_with_iou(0.5), square_with_iou(1.0)};

  EXPECT_THAT(nms(boxes, std::vector<double>{0.7, 0.7}, 0.4), ElementsAre(0));
  EXPECT_THAT(nms(boxes, std::vector<double>{0.7, 0.7}, iou(boxes[0], boxes[1])),
              ElementsAre(0, 1));
  EXPECT_THAT(nms({}, {}, 0.4), IsEmpty());
}

TEST(Nms, KeepsAtMostSoMany) {
  std::vector<Candidate> many;
  for (int i = 0; i < 150; ++i) many.push_back(candidate({2.0 * i, 0.0, 1.0, 1.0}, i / 150.0));

  const auto kept = nms_by_class(many, 0.45);

  ASSERT_THAT(kept, SizeIs(100));
  EXPECT_DOUBLE_EQ(kept.front().score, 149.0 / 150.0);
}

RC_GTEST_PROP(NmsProperty, WhatStaysNeverOverlapsAndTheBestAlwaysStays, ()) {
  const auto corners =
      *rc::gen::nonEmpty(rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 30)));
  std::vector<Box> boxes;
  std::vector<double> scores;
  for (std::size_t i = 0; i < corners.size(); ++i) {
    boxes.push_back({static_cast<double>(corners[i]), 0.0, 10.0, 10.0});
    scores.push_back(static_cast<double>(i % 7) / 7.0);
  }

  const auto kept = nms(boxes, scores, 0.45);

  RC_ASSERT(scores[kept.front()] == *std::max_element(scores.begin(), scores.end()));
  for (std::size_t i = 0; i < kept.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) RC_ASSERT(iou(boxes[kept[i]], boxes[kept[j]]) <= 0.45);
  }
}

// Spec 60, section 6: n = 3, 6, 12 -> .393, .632, .865.
TEST(CascadeScore, GrowsWithTheMergedWindows) {
  EXPECT_NEAR(cascade_score(3), 0.393, 5e-4);
  EXPECT_NEAR(cascade_score(6), 0.632, 5e-4);
  EXPECT_NEAR(cascade_score(12), 0.865, 5e-4);
}

TEST(Detections, LieInTheFrameAndNamesTheirSource) {
  const Letterbox box = letterbox(640, 320, 640);
  Candidate face = candidate({320.0, 240.0, 64.0, 64.0}, 0.8, 3);
  face.landmarks.emplace();
  face.landmarks->fill({320.0, 320.0});
  const std::vector<Candidate> found = {face, candidate({0.0, 0.0, 50.0, 100.0}, 0.9)};

  const auto items = to_detections(found, box, DetectionSource::Yolov8Face);

  ASSERT_THAT(items, SizeIs(1)) << "a box in the border is no detection";
  EXPECT_DOUBLE_EQ(items[0].box.x, 0.5);
  EXPECT_DOUBLE_EQ(items[0].box.y, 0.25);
  EXPECT_DOUBLE_EQ(items[0].box.w, 0.1);
  EXPECT_DOUBLE_EQ(items[0].box.h, 0.2);
  EXPECT_EQ(items[0].landmarks->front(), (Point{0.5, 0.5}));
  EXPECT_EQ(items[0].source, DetectionSource::Yolov8Face);
  EXPECT_EQ(items[0].class_id, 3);
}

}  // namespace
}  // namespace gv::vision
