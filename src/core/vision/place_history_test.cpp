#include "core/vision/place_history.h"

#include <algorithm>
#include <vector>

#include <gtest/gtest.h>

#include "base/rng.h"

namespace gv::vision {
namespace {

constexpr Box kPlace{0.25, 0.5, 0.5, 0.25};
constexpr double kFps = 25.0;

/// Noise that slides by `shift` pixels; stripes in the place while a caption stands there, as
/// strong as `strength` in [0, 1].
Image picture(int shift, double strength) {
  static const auto kNoise = [] {
    std::vector<int> noise(512 * 90);
    Rng rng(7, 0);
    for (auto& value : noise) value = static_cast<int>(rng.uniform() * 60.0);
    return noise;
  }();
  Image luma(160, 90, 1);
  for (int y = 0; y < luma.height; ++y) {
    for (int x = 0; x < luma.width; ++x) {
      const bool inside = x >= 40 && x < 120 && y >= 45 && y < 67;
      const bool stroke = inside && (x * x / 40 + y / 8) % 3 == 0;
      const double ground = 60.0 + kNoise[static_cast<std::size_t>(y * 512 + x + shift)];
      const double share = stroke ? strength : 0.0;
      luma.row(y)[x] = static_cast<std::uint8_t>((1.0 - share) * ground + share * 250.0);
    }
  }
  return luma;
}

/// Frames [0, n) with a caption of the strength that `strength_at(frame)` tells.
template <class StrengthAt>
PlaceHistory history(int n, StrengthAt strength_at) {
  PlaceHistory places;
  for (int i = 0; i < n; ++i) places.on_frame(i / kFps, picture(i, strength_at(i)));
  return places;
}

TEST(PlaceHistory, KnowsTheFrameOnWhichACaptionCame) {
  const auto places = history(20, [](int i) { return i >= 12 ? 1.0 : 0.0; });

  const auto came = places.came(kPlace);

  ASSERT_TRUE(came);
  EXPECT_DOUBLE_EQ(came->t, 12 / kFps);
  EXPECT_NEAR(came->error_s, 1 / kFps, 1e-12);
}

TEST(PlaceHistory, AFadeComesInItsMiddle) {
  const auto places = history(24, [](int i) { return std::clamp((i - 6) / 10.0, 0.0, 1.0); });
  const auto came = places.came(kPlace);
  ASSERT_TRUE(came);
  EXPECT_NEAR(came->t, 10 / kFps, 3.01 / kFps);
}

TEST(PlaceHistory, WhatStandsSinceTheShotBeganCameWithIt) {
  PlaceHistory places;
  for (int i = 0; i < 5; ++i) places.on_frame(i / kFps, picture(i, 0.0));
  places.on_boundary();
  for (int i = 5; i < 12; ++i) places.on_frame(i / kFps, picture(i, 1.0));

  const auto came = places.came(kPlace);

  ASSERT_TRUE(came);
  EXPECT_DOUBLE_EQ(came->t, 5 / kFps);
}

TEST(PlaceHistory, WhatStandsLongerThanIsKeptIsNotDated) {
  const auto places = history(60, [](int) { return 1.0; });
  EXPECT_FALSE(places.came(kPlace));
}

TEST(PlaceHistory, KnowsTheFrameOnWhichACaptionWent) {
  const auto places = history(20, [](int i) { return i < 9 ? 1.0 : 0.0; });

  const auto went = places.went(kPlace, 5 / kFps);

  ASSERT_TRUE(went);
  EXPECT_DOUBLE_EQ(went->t, 9 / kFps);
  EXPECT_NEAR(went->error_s, 1 / kFps, 1e-12);
}

TEST(PlaceHistory, WhatStillStandsOrIsNoLongerKeptDidNotGo) {
  const auto places = history(60, [](int) { return 1.0; });
  EXPECT_FALSE(places.went(kPlace, 50 / kFps));
  EXPECT_FALSE(places.went(kPlace, 0.0));
  EXPECT_FALSE(places.went(kPlace, 59 / kFps));
}

TEST(PlaceHistory, APlaceOutsideThePictureHasNoHistory) {
  const auto places = history(8, [](int i) { return i >= 4 ? 1.0 : 0.0; });
  EXPECT_FALSE(places.came({1.2, 0.1, 0.1, 0.1}));
  EXPECT_FALSE(PlaceHistory{}.came(kPlace));
}

}  // namespace
}  // namespace gv::vision
