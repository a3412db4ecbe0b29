#include "core/vision/faces.h"

#include <gmock/gmock.h>

namespace gv::vision {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

DetectionItem face(double x, double side, double score) {
  return {.box = {x, 0.1, side, side}, .score = score, .source = DetectionSource::Yunet};
}

/// Samples at 2 Hz in one shot that lasts half a second per sample.
FacesSection faces_of(const std::vector<std::vector<DetectionItem>>& samples) {
  Tracker tracker;
  for (std::size_t i = 0; i < samples.size(); ++i) {
    tracker.on_sample(static_cast<std::int64_t>(15 * i), 0.5 * static_cast<double>(i), samples[i]);
  }
  const std::vector<Shot> shots = {
      {.end_frame = 10'000, .end_s = 0.5 * static_cast<double>(samples.size())}};
  return *summarize_faces(tracker.finish(shots));
}

TEST(Faces, SharesAndMeansAreOverTime) {
  const FacesSection faces =
      faces_of({{}, {face(0.1, 0.2, 0.9)}, {face(0.1, 0.2, 0.9), face(0.5, 0.4, 0.8)}, {}});

  EXPECT_DOUBLE_EQ(faces.presence_ratio, 0.5);
  EXPECT_DOUBLE_EQ(faces.avg_faces, 0.75);
  EXPECT_EQ(faces.max_faces, 2);
  EXPECT_NEAR(faces.mean_area, 0.10, 1e-12);
  EXPECT_NEAR(faces.max_area, 0.16, 1e-12);
  EXPECT_DOUBLE_EQ(*faces.first_face_s, 0.5);
  EXPECT_DOUBLE_EQ(faces.closeup_ratio, 0.25);
  EXPECT_THAT(faces.tracks, SizeIs(2));
}

TEST(Faces, AGapInsideATrackIsStillAFace) {
  const FacesSection faces = faces_of({{face(0.1, 0.2, 0.9)}, {}, {face(0.1, 0.2, 0.9)}, {}});

  EXPECT_DOUBLE_EQ(faces.presence_ratio, 0.75);
}

TEST(Faces, BestMomentsCountFacesScoreAndSize) {
  const FacesSection faces = faces_of({{face(0.1, 0.2, 0.9)},
                                       {face(0.1, 0.2, 0.5)},
                                       {},
                                       {},
                                       {face(0.5, 0.3, 0.8), face(0.1, 0.1, 0.6)}});

  ASSERT_THAT(faces.best_moments, SizeIs(2)) << "0.0 and 0.5 s are less than 1 s apart";
  EXPECT_DOUBLE_EQ(faces.best_moments[0].t, 2.0);
  EXPECT_EQ(faces.best_moments[0].hint, FaceHint::SocialProof);
  EXPECT_NEAR(faces.best_moments[0].score, 2 * 0.7 * (0.09 / 0.05), 1e-9);
  EXPECT_EQ(faces.best_moments[1].hint, FaceHint::Emotional);
  EXPECT_NEAR(faces.best_moments[1].score, 0.9 * (0.04 / 0.05), 1e-9);
}

TEST(Faces, AStillIsOneSampleThatCounts) {
  Tracker tracker;
  tracker.on_sample(0, 0.0, std::vector{face(0.1, 0.3, 0.96)});

  const auto faces = summarize_faces(tracker.finish(std::vector<Shot>{{.end_frame = 1}}));

  ASSERT_TRUE(faces);
  EXPECT_DOUBLE_EQ(faces->presence_ratio, 1.0);
  EXPECT_DOUBLE_EQ(faces->avg_faces, 1.0);
  EXPECT_EQ(faces->max_faces, 1);
  EXPECT_NEAR(faces->mean_area, 0.09, 1e-12);
  EXPECT_DOUBLE_EQ(faces->closeup_ratio, 1.0);
  EXPECT_THAT(faces->best_moments, SizeIs(1));
}

TEST(Faces, WithoutAnyThereIsNoFirst) {
  const FacesSection faces = faces_of({{}, {}});

  EXPECT_DOUBLE_EQ(faces.presence_ratio, 0.0);
  EXPECT_FALSE(faces.first_face_s);
  EXPECT_THAT(faces.best_moments, IsEmpty());
}

TEST(Faces, AnUnconfirmedHitCountsForNothing) {
  DetectionItem weak = face(0.1, 0.3, 0.4);
  weak.source = DetectionSource::Haar;
  weak.windows = 3;

  const FacesSection faces = faces_of({{weak}, {}, {}});

  EXPECT_EQ(faces.max_faces, 0);
  EXPECT_THAT(faces.tracks, IsEmpty());
}

TEST(Faces, WithoutASampleThereIsNoSection) { EXPECT_FALSE(summarize_faces({})); }

}  // namespace
}  // namespace gv::vision
