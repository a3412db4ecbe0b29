#include "core/vision/tracker.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

namespace gv::vision {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

DetectionItem face_at(double x, double score = 0.6, int windows = 6) {
  return {.box = {x, 0.4, 0.1, 0.1}, .score = score, .windows = windows};
}

/// One sample every 15 frames at 30 per second.
void sample(Tracker& tracker, int i, std::vector<DetectionItem> items) {
  tracker.on_sample(15 * i, 0.5 * i, items);
}

std::vector<Shot> one_shot(double seconds) {
  return {{.i = 0, .end_frame = static_cast<std::int64_t>(30 * seconds), .end_s = seconds}};
}

TEST(Tracker, JoinsOverlappingBoxesOfSuccessiveSamples) {
  Tracker tracker;
  sample(tracker, 0, {face_at(0.10), face_at(0.60)});
  sample(tracker, 1, {face_at(0.62), face_at(0.12, 0.8)});

  const Tracking tracking = tracker.finish(one_shot(1.0));

  ASSERT_THAT(tracking.tracks, SizeIs(2));
  EXPECT_EQ(tracking.tracks[0].id, 0);
  EXPECT_DOUBLE_EQ(tracking.tracks[0].boxes[1].box.x, 0.12);
  EXPECT_DOUBLE_EQ(tracking.tracks[0].score, 0.7);
  EXPECT_DOUBLE_EQ(tracking.tracks[0].t0, 0.0);
  EXPECT_DOUBLE_EQ(tracking.tracks[0].t1, 1.0) << "held to the end of the shot";
  EXPECT_TRUE(tracking.tracks[0].confirmed);
}

TEST(Tracker, FollowsTheFlowBetweenSamples) {
  FlowField flow{.width = 100, .height = 100};
  for (int i = 0; i < 10'000; ++i) flow.vectors.insert(flow.vectors.end(), {2.0F, 0.0F});
  Tracker following;
  Tracker resting;
  sample(following, 0, {face_at(0.10)});
  sample(resting, 0, {face_at(0.10)});
  for (int i = 0; i < 15; ++i) following.on_flow(flow);
  sample(following, 1, {face_at(0.40)});
  sample(resting, 1, {face_at(0.40)});

  EXPECT_THAT(following.finish(one_shot(1.0)).tracks, SizeIs(1));
  EXPECT_THAT(resting.finish(one_shot(1.0)).tracks, SizeIs(2));
}

TEST(Tracker, BridgesTwoMissedSamplesAndEndsAfterThree) {
  for (const int missed : {2, 3}) {
    Tracker tracker;
    sample(tracker, 0, {face_at(0.1)});
    for (int i = 1; i <= missed; ++i) sample(tracker, i, {});
    sample(tracker, missed + 1, {face_at(0.1)});

    EXPECT_THAT(tracker.finish(one_shot(5.0)).tracks, SizeIs(missed == 2 ? 1 : 2));
  }
}

TEST(Tracker, AnOverlapBelowTheGateIsAnotherFace) {
  Tracker tracker;
  sample(tracker, 0, {face_at(0.10)});
  sample(tracker, 1, {face_at(0.16)});  // IoU .25

  EXPECT_THAT(tracker.finish(one_shot(1.0)).tracks, SizeIs(2));
}

TEST(Tracker, ClassesNeverMeet) {
  DetectionItem dog = face_at(0.1);
  dog.class_id = 16;
  Tracker tracker;
  sample(tracker, 0, {face_at(0.1)});
  sample(tracker, 1, {dog});

  EXPECT_THAT(tracker.finish(one_shot(1.0)).tracks, SizeIs(2));
}

std::vector<Shot> two_shots() {
  return {{.i = 0, .end_frame = 14, .end_s = 0.45},
          {.i = 1, .start_frame = 14, .end_frame = 60, .start_s = 0.45, .end_s = 2.0}};
}

TEST(Tracker, TracksEndAtABoundaryWhetherAnnouncedOrNot) {
  for (const bool announced : {false, true}) {
    Tracker tracker;
    sample(tracker, 0, {face_at(0.1)});
    sample(tracker, 1, {face_at(0.1)});
    if (announced) tracker.on_boundary(14);  // known late
    sample(tracker, 2, {face_at(0.1)});

    const Tracking tracking = tracker.finish(two_shots());

    ASSERT_THAT(tracking.tracks, SizeIs(2)) << announced;
    EXPECT_EQ(tracking.tracks[0].shot, 0);
    EXPECT_DOUBLE_EQ(tracking.tracks[0].t1, 0.45) << "the box does not outlive its shot";
    EXPECT_EQ(tracking.tracks[1].shot, 1);
    EXPECT_THAT(tracking.tracks[1].boxes, SizeIs(2));
  }
}

// Spec 60, section 6: confirmed when matched in 2 of 3 successive samples of a shot, or n >= 10 in
// a shot with one sample.
TEST(Tracker, ConfirmsTwoSightingsInThreeSamples) {
  for (const int missed : {0, 1, 2}) {
    Tracker tracker;
    sample(tracker, 0, {face_at(0.1, 0.6, 20)});
    for (int i = 1; i <= missed; ++i) sample(tracker, i, {});
    sample(tracker, missed + 1, {face_at(0.1)});

    EXPECT_EQ(tracker.finish(one_shot(5.0)).tracks.at(0).confirmed, missed < 2) << missed;
  }
}

TEST(Tracker, ConfirmsAStrongHitWhereTheShotHasOneSample) {
  for (const int windows : {9, 10}) {
    Tracker tracker;
    sample(tracker, 0, {face_at(0.1, 0.8, windows)});

    EXPECT_EQ(tracker.finish(one_shot(0.4)).tracks.at(0).confirmed, windows == 10);
  }
}

TEST(Tracker, TakesANetworksWordAndNeverAHeadHint) {
  DetectionItem network = face_at(0.1, 0.8, 0);
  network.source = DetectionSource::Yunet;
  DetectionItem hint = face_at(0.5);
  hint.source = DetectionSource::PersonHead;
  Tracker tracker;
  sample(tracker, 0, {network, hint});
  sample(tracker, 1, {hint});

  const auto tracks = tracker.finish(one_shot(1.0)).tracks;

  ASSERT_THAT(tracks, SizeIs(2));
  EXPECT_TRUE(tracks[0].confirmed);
  EXPECT_FALSE(tracks[1].confirmed);
}

TEST(Tracker, LandmarksAreOfTheBestBox) {
  DetectionItem worse = face_at(0.1, 0.5);
  DetectionItem better = face_at(0.1, 0.9);
  better.landmarks.emplace();
  better.landmarks->fill({0.2, 0.3});
  Tracker tracker;
  sample(tracker, 0, {worse});
  sample(tracker, 1, {better});
  sample(tracker, 2, {worse});

  EXPECT_EQ(tracker.finish(one_shot(2.0)).tracks.at(0).landmarks, better.landmarks);
}

TEST(Track, MovesEvenlyBetweenSamples) {
  Tracker tracker;
  sample(tracker, 0, {face_at(0.10, 0.6)});
  sample(tracker, 1, {face_at(0.14, 0.8)});
  const Tracking tracking = tracker.finish(one_shot(2.0));

  const auto middle = point_at(tracking.tracks.at(0), 0.25);

  ASSERT_TRUE(middle);
  EXPECT_NEAR(middle->box.x, 0.12, 1e-12);
  EXPECT_NEAR(middle->score, 0.7, 1e-12);
  EXPECT_DOUBLE_EQ(point_at(tracking.tracks[0], 1.9)->box.x, 0.14);
  EXPECT_FALSE(point_at(tracking.tracks[0], 2.0));
  EXPECT_THAT(boxes_at(tracking.tracks, 0.5), ElementsAre(Box{0.14, 0.4, 0.1, 0.1}));
  EXPECT_THAT(boxes_at(tracking.tracks, 2.0), IsEmpty());
}

TEST(MedianShift, IgnoresTheBackgroundInABox) {
  FlowField flow{.width = 50, .height = 20};
  for (int y = 0; y < 20; ++y) {
    for (int x = 0; x < 50; ++x) {
      flow.vectors.insert(flow.vectors.end(), {x < 30 ? 5.0F : 0.0F, y < 12 ? -2.0F : 0.0F});
    }
  }

  const Point shift = median_shift(flow, {0.0, 0.0, 1.0, 1.0});

  EXPECT_DOUBLE_EQ(shift.x, 0.1);
  EXPECT_DOUBLE_EQ(shift.y, -0.1);
  EXPECT_EQ(median_shift(flow, {1.5, 0.0, 0.2, 0.2}), Point{}) << "outside the frame";
}

RC_GTEST_PROP(TrackerProperty, EveryDetectionIsInExactlyOneTrack, ()) {
  const auto count = *rc::gen::inRange<std::size_t>(0, 8);
  std::vector<std::vector<int>> rows(count);
  for (auto& row : rows) {
    const auto faces = *rc::gen::inRange<std::size_t>(0, 5);
    row = *rc::gen::container<std::vector<int>>(faces, rc::gen::inRange(0, 90));
  }
  Tracker tracker;
  std::size_t detections = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    std::vector<DetectionItem> items;
    for (const int x : rows[i]) items.push_back(face_at(x / 100.0));
    detections += items.size();
    sample(tracker, static_cast<int>(i), items);
  }

  const Tracking tracking = tracker.finish(one_shot(0.5 * static_cast<double>(rows.size()) + 0.1));

  std::size_t boxes = 0;
  for (const Track& track : tracking.tracks) {
    boxes += track.boxes.size();
    for (std::size_t k = 1; k < track.boxes.size(); ++k) {
      RC_ASSERT(track.boxes[k].t > track.boxes[k - 1].t);
    }
  }
  RC_ASSERT(boxes == detections);
}

}  // namespace
}  // namespace gv::vision
