#include "io/media/area.h"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/rng.h"

namespace gv::media {
namespace {

struct Plane {
  int width;
  int height;
  int channels;
  std::vector<std::uint8_t> samples;

  Plane(int w, int h, int c)
      : width(w),
        height(h),
        channels(c),
        samples(static_cast<std::size_t>(w) * static_cast<std::size_t>(h * c)) {}
  [[nodiscard]] PlaneView view() const {
    return {samples.data(), static_cast<std::ptrdiff_t>(width) * channels, width, height, channels};
  }
};

std::vector<std::uint8_t> averaged(const Plane& plane, int width, int height) {
  std::vector<std::uint8_t> out(static_cast<std::size_t>(width) *
                                static_cast<std::size_t>(height * plane.channels));
  average_area(plane.view(), AreaAxis(plane.width, 1, plane.width, width),
               AreaAxis(plane.height, 1, plane.height, height), out.data());
  return out;
}

/// How much of [from, to) lies in sample i.
double overlap(double from, double to, int i) {
  return std::max(0.0, std::min(to, i + 1.0) - std::max(from, static_cast<double>(i)));
}

/// The definition, in doubles and without any order of sums.
double exact(const Plane& plane, int width, int height, int x, int y, int c) {
  const double w = static_cast<double>(plane.width) / width;
  const double h = static_cast<double>(plane.height) / height;
  double sum = 0.0;
  for (int j = 0; j < plane.height; ++j) {
    for (int i = 0; i < plane.width; ++i) {
      const auto at = static_cast<std::size_t>((j * plane.width + i) * plane.channels + c);
      sum += plane.samples[at] * overlap(x * w, (x + 1) * w, i) * overlap(y * h, (y + 1) * h, j);
    }
  }
  return sum / (w * h);
}

TEST(Area, WholeCellsAreExactMeans) {
  Plane plane(4, 2, 1);
  plane.samples = {0, 10, 100, 101, 20, 30, 102, 105};

  EXPECT_EQ(averaged(plane, 2, 1), (std::vector<std::uint8_t>{15, 102}));
}

// Square cells have loops of their own.
TEST(Area, SquareCellsOfEverySideAndChannelCountAreMeans) {
  constexpr int kColumns = 37;  // no whole number of vector registers
  Rng rng(5, 0);
  for (const int side : {2, 3, 4, 5, 6, 7, 12}) {
    for (const int channels : {1, 2, 3}) {
      Plane plane(kColumns * side, 2 * side, channels);
      for (auto& sample : plane.samples) sample = static_cast<std::uint8_t>(rng.next_u64() & 255U);

      const auto out = averaged(plane, kColumns, 2);

      std::size_t at = 0;
      for (int y = 0; y < 2; ++y) {
        for (int x = 0; x < kColumns; ++x) {
          for (int c = 0; c < channels; ++c, ++at) {
            EXPECT_NEAR(out[at], exact(plane, kColumns, 2, x, y, c), 0.5 + 1e-9)
                << side << " " << channels;
          }
        }
      }
    }
  }
}

TEST(Area, ASampleOnTheBorderCountsForBothSides) {
  Plane plane(3, 1, 1);
  plane.samples = {30, 60, 90};

  EXPECT_EQ(averaged(plane, 2, 1), (std::vector<std::uint8_t>{40, 80}));
}

TEST(Area, HalfAChromaSampleBehindAnOddWidthCountsHalf) {
  Plane chroma(2, 1, 1);  // of three luma samples: one and a half
  chroma.samples = {10, 40};
  std::uint8_t mean = 0;

  average_area(chroma.view(), AreaAxis(3, 2, 2, 1), AreaAxis(1, 1, 1, 1), &mean);

  EXPECT_EQ(mean, 20);
}

// Both kinds of cells (a whole number of samples, and parts), one to three channels.
RC_GTEST_PROP(AreaProperty, IsWithinOneRoundingOfTheDefinition, ()) {
  Plane plane(*rc::gen::inRange(1, 30), *rc::gen::inRange(1, 30), *rc::gen::inRange(1, 4));
  Rng rng(*rc::gen::arbitrary<std::uint64_t>(), 1);
  for (auto& sample : plane.samples) sample = static_cast<std::uint8_t>(256.0 * rng.uniform());
  const int width = *rc::gen::inRange(1, plane.width + 3);
  const int height = *rc::gen::inRange(1, plane.height + 3);

  const auto out = averaged(plane, width, height);

  const int x = *rc::gen::inRange(0, width);
  const int y = *rc::gen::inRange(0, height);
  const int c = *rc::gen::inRange(0, plane.channels);
  const double wanted = exact(plane, width, height, x, y, c);
  const auto got = out[static_cast<std::size_t>((y * width + x) * plane.channels + c)];
  // Half a level of rounding, and borders cut to 1/256 sample on four sides.
  RC_ASSERT(std::abs(got - wanted) <= 0.5 + 255.0 * 4.0 / 512.0);
}

RC_GTEST_PROP(AreaProperty, AFlatPlaneStaysFlat, (std::uint8_t level)) {
  Plane plane(*rc::gen::inRange(1, 600), *rc::gen::inRange(1, 20), 1);
  std::ranges::fill(plane.samples, level);

  const auto out = averaged(plane, *rc::gen::inRange(1, 64), *rc::gen::inRange(1, 64));

  RC_ASSERT(std::ranges::all_of(out, [&](std::uint8_t value) { return value == level; }));
}

}  // namespace
}  // namespace gv::media
