#include <cmath>
#include <cstdlib>

#include <gtest/gtest.h>

#include "io/media/source.h"
#include "io/media/testing.h"

namespace gv::media {
namespace {

class Planes : public testing::Test {
 protected:
  /// The first frame of a clip of two equal frames.
  Frame first_frame(const Image& image, const ClipOptions& options, const std::string& name) {
    const auto path = folder_ / name;
    const auto written = write_clip(
        path, 2, [&](int) { return image; }, options);
    EXPECT_TRUE(written) << written.error();
    auto source = open(path);
    EXPECT_TRUE(source) << source.error();
    auto event = (*source)->next();
    EXPECT_TRUE(event) << event.error();
    return std::get<Frame>(*std::move(event));
  }

  TempFolder folder_;
};

/// Upper left quarter red, upper right green, lower left blue, lower right white.
Image quarters(int width, int height) {
  Image image(width, height, 3);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      auto* pixel = image.row(y) + 3 * x;
      const bool right = 2 * x >= width;
      const bool lower = 2 * y >= height;
      pixel[0] = lower ? 255 : 0;
      pixel[1] = right ? 255 : 0;
      pixel[2] = lower == right ? 255 : 0;
    }
  }
  return image;
}

void expect_near(const std::uint8_t* pixel, int blue, int green, int red, int tolerance) {
  EXPECT_NEAR(pixel[0], blue, tolerance);
  EXPECT_NEAR(pixel[1], green, tolerance);
  EXPECT_NEAR(pixel[2], red, tolerance);
}

/// Colours in the middle of the four quarters, in reading order.
void expect_quarters(const Frame& frame, const std::vector<std::array<int, 3>>& bgr,
                     int tolerance) {
  const auto& image = frame.c320;
  for (int i = 0; i < 4; ++i) {
    SCOPED_TRACE(i);
    const int x = image.width / 4 + (i % 2) * image.width / 2;
    const int y = image.height / 4 + (i / 2) * image.height / 2;
    const auto& wanted = bgr[static_cast<std::size_t>(i)];
    expect_near(image.row(y) + 3 * x, wanted[0], wanted[1], wanted[2], tolerance);
  }
}

const std::array<int, 3> kRed{0, 0, 255};
const std::array<int, 3> kGreen{0, 255, 0};
const std::array<int, 3> kBlue{255, 0, 0};
const std::array<int, 3> kWhite{255, 255, 255};

TEST_F(Planes, ColoursSurviveEveryPixelFormat) {
  for (const std::string format : {"yuv420p", "yuv422p", "yuv444p", "yuv420p10le", "yuv422p10le",
                                   "bgr0", "yuva420p", "yuv410p"}) {
    SCOPED_TRACE(format);
    const auto frame =
        first_frame(quarters(640, 368), {.codec = "ffv1", .pix_fmt = format}, "c.mkv");
    EXPECT_EQ(frame.c320.width, 320);
    EXPECT_EQ(frame.c320.height, 184);
    expect_quarters(frame, {kRed, kGreen, kBlue, kWhite}, 3);
  }
}

TEST_F(Planes, BothMatricesAndRangesGiveTheSameColours) {
  for (const std::string matrix : {"bt709", "smpte170m"}) {
    for (const bool full : {false, true}) {
      SCOPED_TRACE(matrix + (full ? " full" : " limited"));
      const auto frame = first_frame(
          quarters(320, 192), {.codec = "ffv1", .matrix = matrix, .full_range = full}, "m.mkv");
      expect_quarters(frame, {kRed, kGreen, kBlue, kWhite}, 3);
    }
  }
}

TEST_F(Planes, RgbPicturesKeepTheirExactColours) {
  const auto frame =
      first_frame(quarters(320, 192), {.codec = "ffv1", .pix_fmt = "bgr0"}, "rgb.mkv");
  expect_quarters(frame, {kRed, kGreen, kBlue, kWhite}, 0);
  EXPECT_EQ(frame.l320.row(40)[40], 76);  // (299 * 255 + 500) / 1000
}

TEST_F(Planes, RotationTurnsTheSmallPlanes) {
  const auto image = quarters(320, 192);
  const auto right = first_frame(image, {.codec = "libx264", .rotation_deg = 90}, "r.mp4");
  EXPECT_EQ(right.c320.width, 192);
  EXPECT_EQ(right.c320.height, 320);
  EXPECT_EQ(right.a64.width, 64);
  expect_quarters(right, {kBlue, kRed, kWhite, kGreen}, 12);
  const auto down = first_frame(image, {.codec = "libx264", .rotation_deg = 180}, "d.mp4");
  expect_quarters(down, {kWhite, kBlue, kGreen, kRed}, 12);
  const auto left = first_frame(image, {.codec = "libx264", .rotation_deg = 270}, "l.mp4");
  expect_quarters(left, {kGreen, kWhite, kRed, kBlue}, 12);
}

TEST_F(Planes, SampleAspectMakesPixelsSquare) {
  const auto frame =
      first_frame(quarters(720, 576), {.codec = "ffv1", .sar_num = 16, .sar_den = 15}, "s.mkv");
  EXPECT_EQ(frame.c320.width, 320);
  EXPECT_EQ(frame.c320.height, 240);
  expect_quarters(frame, {kRed, kGreen, kBlue, kWhite}, 3);
}

TEST_F(Planes, InterlacedFramesShowTheirTopField) {
  Image image(320, 192, 3);
  for (int y = 0; y < image.height; ++y) {
    for (std::size_t i = 0; i < image.stride(); ++i) {
      image.row(y)[i] = y % 2 == 0 ? 200 : 20;
    }
  }
  const auto frame = first_frame(
      image, {.codec = "mpeg2video", .pix_fmt = "yuv422p", .interlaced = true, .quality = "1"},
      "i.ts");
  EXPECT_NEAR(frame.l320.row(96)[160], 200, 4);
}

TEST_F(Planes, HdrIsMappedToOrdinaryTones) {
  // Code value 148 of PQ is 203 cd/m2, the reference white: 184 by scripts/golden/media_planes.py.
  const auto frame = first_frame(
      flat_image(320, 192, 148),
      {.codec = "ffv1", .pix_fmt = "yuv420p10le", .transfer = "smpte2084", .matrix = "bt2020nc"},
      "pq.mkv");
  EXPECT_NEAR(frame.l320.row(90)[90], 184, 3);
  expect_near(frame.c320.row(90) + 3 * 90, 184, 184, 184, 4);
}

TEST_F(Planes, TheTinyPlanesAreMeansOfTheSmallOnes) {
  const auto frame = first_frame(flat_image(640, 360, 120), {.codec = "ffv1"}, "f.mkv");
  for (const auto* image : {&frame.l320, &frame.c320, &frame.a64, &frame.t48}) {
    for (const auto pixel : image->pixels) ASSERT_NEAR(pixel, 120, 1);
  }
  EXPECT_EQ(frame.a64.pixels.size(), 64U * 36U);
  EXPECT_EQ(frame.t48.pixels.size(), 48U * 27U * 3U);
}

TEST_F(Planes, T48IsBlurredByTheGaussian) {
  // An edge, smoothed by sigma 1.2 cells: 0.5 +- erf at half a cell from it.
  Image image(320, 180, 3);
  for (int y = 0; y < 180; ++y) {
    for (int x = 160; x < 320; ++x) {
      for (int c = 0; c < 3; ++c) image.row(y)[3 * x + c] = 240;
    }
  }
  const auto frame = first_frame(image, {.codec = "ffv1", .pix_fmt = "bgr0"}, "e.mkv");
  const double beside = 240.0 * 0.5 * (1.0 + std::erf(0.5 / 1.2 / std::sqrt(2.0)));
  EXPECT_NEAR(frame.t48.row(13)[3 * 24], beside, 5.0);
  EXPECT_NEAR(frame.t48.row(13)[3 * 23], 240.0 - beside, 5.0);
}

}  // namespace
}  // namespace gv::media
