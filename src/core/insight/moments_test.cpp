#include "core/insight/moments.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

namespace gv::insight {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

/// Windows of the given means that do not overlap.
std::vector<MomentWindow> windows_of(const std::vector<double>& means) {
  std::vector<MomentWindow> windows;
  for (std::size_t i = 0; i < means.size(); ++i) {
    windows.push_back(
        {.from = 30 * i, .to = 30 * i + 30, .mean = means[i], .mean_plain = means[i]});
  }
  return windows;
}

MotionMoment moment(double peak_t, double energy) {
  MotionMoment one;
  one.peak_t = peak_t;
  one.motion_energy = energy;
  return one;
}

// Spec 60, section 5.
TEST(Moments, StandOutFromTheMedianWindow) {
  EXPECT_THAT(select_windows(windows_of({1, 1, 1, 1, 6, 1, 1, 1})), ElementsAre(4));
}

TEST(Moments, OrderOfTheWindowsDoesNotMatter) {
  EXPECT_THAT(select_windows(windows_of({6, 1, 1, 1})), ElementsAre(0));
  EXPECT_THAT(select_windows(windows_of({1, 1, 1, 6})), ElementsAre(3));
}

TEST(Moments, AStillVideoHasNone) {
  EXPECT_THAT(select_windows(windows_of({0.1, 0.1, 0.9, 0.1})), IsEmpty());
}

TEST(Moments, ACalmFaceIsOne) {
  auto windows = windows_of({1, 1, 1, 1});
  windows[2].face_share = 0.5;
  windows[3].face_share = 0.5;
  windows[3].mean_plain = 5.0;

  EXPECT_THAT(select_windows(windows), ElementsAre(2));
}

TEST(Moments, OfOverlappingWindowsTheStrongerStays) {
  auto windows = windows_of({1, 5, 6, 1, 1, 1, 1});
  windows[2].from = 45;  // overlaps its left neighbour

  EXPECT_THAT(select_windows(windows), ElementsAre(2));
}

TEST(MomentType, IsTheFirstRuleThatHolds) {
  MomentWindow window{.mean = 6.0, .mean_plain = 6.0, .peak_energy = 12.0};
  MomentWindow calm_face{.mean = 3.2, .mean_plain = 1.0, .face_share = 1.0, .peak_energy = 3.2};
  MomentWindow even{.mean = 6.0, .mean_plain = 6.0, .peak_energy = 8.0};

  EXPECT_EQ(type_of(window, 2.9, 30.0), MomentType::Hook);           // 1
  EXPECT_EQ(type_of(window, 25.0, 30.0), MomentType::Cta);           // 2: clamp(6, 3, 5) = 5
  EXPECT_EQ(type_of(window, 24.9, 30.0), MomentType::Transition);    // 4
  EXPECT_EQ(type_of(calm_face, 10.0, 30.0), MomentType::Emotional);  // 3
  EXPECT_EQ(type_of(even, 10.0, 30.0), MomentType::Action);          // 5
  EXPECT_EQ(type_of(even, 7.0, 10.0), MomentType::Cta);              // 2: clamp(2, 3, 5) = 3
}

struct Video {
  std::vector<double> t;
  std::vector<double> energy;
  std::vector<bool> face;
  std::vector<double> beats;
  Video(int frames, double level) {
    for (int i = 0; i < frames; ++i) t.push_back(i / 30.0);
    energy.assign(t.size(), level);
    face.assign(t.size(), false);
  }
  [[nodiscard]] MomentInput input() const {
    return {t, energy, face, 30.0, static_cast<double>(t.size()) / 30.0, beats};
  }
};

TEST(Moments, WindowsOfASecondOverlapByHalf) {
  const Video video(100, 1.0);

  const auto windows = moment_windows(video.input());

  std::vector<std::size_t> starts;
  for (const MomentWindow& window : windows) starts.push_back(window.from);
  EXPECT_THAT(starts, ElementsAre(0, 15, 30, 45, 60, 70));
}

TEST(Moments, FacesWeighOnce) {
  Video video(60, 2.0);
  for (std::size_t i = 0; i < 15; ++i) video.face[i] = true;

  const auto windows = moment_windows(video.input());

  EXPECT_NEAR(windows[0].mean, (2.0 * 3.2 + 2.0) / 2.0, 1e-9);
  EXPECT_DOUBLE_EQ(windows[0].mean_plain, 2.0);
  EXPECT_DOUBLE_EQ(windows[0].face_share, 0.5);
  EXPECT_NEAR(windows[0].peak_energy, 6.4, 1e-9);
}

TEST(Moments, ATransitionIsACutPointOnTheNearestBeat) {
  Video video(600, 1.0);
  for (std::size_t i = 304; i < 310; ++i) video.energy[i] = 60.0;
  video.beats = {9.2, 9.95, 10.08};

  const auto moments = find_moments(video.input());

  ASSERT_TRUE(moments);
  ASSERT_THAT(moments->moments, SizeIs(1));
  const MotionMoment& one = moments->moments[0];
  EXPECT_EQ(one.type, MomentType::Transition);
  EXPECT_EQ(one.frame_start, 285);
  EXPECT_EQ(one.frame_end, 315);
  EXPECT_EQ(one.peak_frame, 304);
  EXPECT_DOUBLE_EQ(one.t_start, 9.5);
  EXPECT_DOUBLE_EQ(one.face_weight, 1.0);
  ASSERT_THAT(moments->optimal_cut_points, SizeIs(1));
  EXPECT_DOUBLE_EQ(moments->optimal_cut_points[0].t, 9.5);
  EXPECT_FALSE(moments->optimal_cut_points[0].snapped) << "no beat within 0.1 s";
  video.beats = {9.42, 9.55, 9.7};
  const auto on_beat = find_moments(video.input());
  EXPECT_DOUBLE_EQ(on_beat->optimal_cut_points.at(0).t, 9.55);
  EXPECT_TRUE(on_beat->optimal_cut_points[0].snapped);
}

TEST(Moments, TooLittleVideoHasNoAnswer) {
  EXPECT_FALSE(find_moments(Video(20, 1.0).input()));
  EXPECT_TRUE(find_moments(Video(30, 1.0).input()));
}

RC_GTEST_PROP(MomentsProperty, NeverOverlapAndComeInOrderOfTime, ()) {
  Video video(300, 0.0);
  for (double& energy : video.energy) energy = *rc::gen::inRange(0, 200) / 10.0;

  const auto moments = find_moments(video.input())->moments;

  for (std::size_t i = 1; i < moments.size(); ++i) {
    RC_ASSERT(moments[i].frame_start >= moments[i - 1].frame_end);
  }
}

// Spec 60, section 5: D = 10, moments (1.0, 6.0), (5.0, 3.0).
TEST(Attention, IsASumOfBellsAboutTheMoments) {
  const std::vector<MotionMoment> moments = {moment(1.0, 6.0), moment(5.0, 3.0)};

  const Attention curve = attention_curve(moments, 10.0);

  ASSERT_THAT(curve.a, SizeIs(100));
  EXPECT_NEAR(curve.t[8], 0.85, 1e-12);
  EXPECT_NEAR(curve.a[8], 0.7788, 1e-3);
  EXPECT_NEAR(curve.a[9], 1.0, 1e-3);
  EXPECT_NEAR(curve.a[10], 1.0, 1e-3);
  EXPECT_NEAR(curve.a[14], 0.0821, 1e-3);
  EXPECT_NEAR(curve.a[45], 0.0410, 1e-3);
  EXPECT_NEAR(curve.a[49], 0.5, 1e-3);
  EXPECT_NEAR(curve.a[50], 0.5, 1e-3);
  EXPECT_EQ(curve.model, "prior-1");
}

TEST(Attention, WithoutAMomentIsFlat) {
  const Attention curve = attention_curve({}, 10.0);

  EXPECT_THAT(curve.a, testing::Each(0.0));
}

TEST(Attention, HasAMeanOverTheFirstSeconds) {
  const std::vector<MotionMoment> moments = {moment(1.0, 6.0)};
  const Attention curve = attention_curve(moments, 10.0);

  EXPECT_NEAR(*mean_attention(curve, 3.0), 0.1724, 1e-4);  // golden: scripts/golden/motion.py
  EXPECT_FALSE(mean_attention(curve, 0.0));
}

}  // namespace
}  // namespace gv::insight
