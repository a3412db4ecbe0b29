#include "io/media/color.h"

#include <vector>

#include <gtest/gtest.h>

namespace gv::media {
namespace {

struct Converted {
  int l;
  int red;
  int green;
  int blue;
};

Converted convert(const ColorCoding& coding, std::uint8_t y, std::uint8_t u, std::uint8_t v) {
  const YuvColor color(coding);
  const SmallYuv planes{1, 1, &y, &u, &v, 1};
  Image l;
  Image bgr;
  color.luma(planes, l);
  color.bgr(planes, bgr);
  return {l.pixels[0], bgr.pixels[2], bgr.pixels[1], bgr.pixels[0]};
}

TEST(Color, LimitedLumaIsExpanded) {
  const ColorCoding limited{Matrix::Bt601, false, Transfer::Sdr};
  EXPECT_EQ(convert(limited, 16, 128, 128).l, 0);
  EXPECT_EQ(convert(limited, 235, 128, 128).l, 255);
  EXPECT_EQ(convert(limited, 0, 128, 128).l, 0);
  EXPECT_EQ(convert(limited, 126, 128, 128).l, 128);  // (126 - 16) 255 / 219 = 128.08
}

TEST(Color, FullRangeLumaStays) {
  for (const int y : {0, 1, 100, 255}) {
    EXPECT_EQ(
        convert({Matrix::Bt601, true, Transfer::Sdr}, static_cast<std::uint8_t>(y), 128, 128).l, y);
  }
}

// Golden: scripts/golden/media_planes.py.
TEST(Color, EachMatrixGivesItsOwnColours) {
  const auto check = [](Matrix matrix, int y, int u, int v, int red, int green, int blue) {
    const auto got = convert({matrix, false, Transfer::Sdr}, static_cast<std::uint8_t>(y),
                             static_cast<std::uint8_t>(u), static_cast<std::uint8_t>(v));
    EXPECT_EQ(got.red, red);
    EXPECT_EQ(got.green, green);
    EXPECT_EQ(got.blue, blue);
  };
  check(Matrix::Bt601, 81, 90, 240, 254, 0, 0);
  check(Matrix::Bt709, 63, 102, 240, 255, 1, 0);
  check(Matrix::Bt601, 120, 100, 150, 156, 114, 65);
  check(Matrix::Bt2020, 120, 100, 150, 158, 112, 61);
}

// Golden: scripts/golden/media_planes.py.
// Rows of pixels go through vector registers and blocks; one pixel alone through neither.
TEST(Color, APixelDoesNotDependOnItsNeighbours) {
  const ColorCoding coding{Matrix::Bt709, false, Transfer::Sdr};
  constexpr int kPixels = 700;
  std::vector<std::uint8_t> y;
  std::vector<std::uint8_t> uv;
  for (int i = 0; i < kPixels; ++i) {
    y.push_back(static_cast<std::uint8_t>(i * 37));
    uv.push_back(static_cast<std::uint8_t>(i * 11));
    uv.push_back(static_cast<std::uint8_t>(i * 101));
  }
  Image bgr;

  YuvColor(coding).bgr({kPixels, 1, y.data(), uv.data(), uv.data() + 1, 2}, bgr);

  for (std::size_t i = 0; i < kPixels; ++i) {
    const auto one = convert(coding, y[i], uv[2 * i], uv[2 * i + 1]);
    EXPECT_EQ(bgr.pixels[3 * i], one.blue) << i;
    EXPECT_EQ(bgr.pixels[3 * i + 1], one.green) << i;
    EXPECT_EQ(bgr.pixels[3 * i + 2], one.red) << i;
  }
}

TEST(Color, HdrLumaFollowsTheToneCurve) {
  const std::vector<std::size_t> codes = {0, 32, 64, 128, 148, 192, 224, 255};
  const std::vector<int> pq = {0, 3, 28, 143, 184, 255, 255, 255};
  const std::vector<int> hlg = {0, 10, 45, 112, 132, 185, 222, 255};
  for (std::size_t i = 0; i < codes.size(); ++i) {
    EXPECT_EQ(tone_curve(Transfer::Pq)[codes[i]], pq[i]);
    EXPECT_EQ(tone_curve(Transfer::Hlg)[codes[i]], hlg[i]);
    EXPECT_EQ(tone_curve(Transfer::Sdr)[codes[i]], codes[i]);
  }
}

TEST(Color, HdrChromaIsScaledByTheGainOfLuma) {
  const ColorCoding pq{Matrix::Bt2020, true, Transfer::Pq};

  const auto dark = convert(pq, 64, 128, 138);  // luma 64 -> 28: gain 0.4375

  EXPECT_EQ(dark.l, 28);
  EXPECT_EQ(dark.red, 34);  // 28 + 0.4375 * 2 (1 - 0.2627) 10 = 34.45
}

TEST(Color, LumaOfRgbWeighsItsParts) {
  Image bgr(1, 1, 3);
  bgr.pixels = {10, 100, 200};
  Image l;

  luma_of_bgr(bgr, l);

  EXPECT_EQ(l.pixels[0], 120);  // (299 * 200 + 587 * 100 + 114 * 10) / 1000 = 119.64
}

TEST(Color, PicturesTurnClockwise) {
  Image image(3, 2, 1);
  image.pixels = {1, 2, 3,  //
                  4, 5, 6};

  EXPECT_EQ(rotated(image, 90).pixels, (std::vector<std::uint8_t>{4, 1, 5, 2, 6, 3}));
  EXPECT_EQ(rotated(image, 180).pixels, (std::vector<std::uint8_t>{6, 5, 4, 3, 2, 1}));
  EXPECT_EQ(rotated(image, 270).pixels, (std::vector<std::uint8_t>{3, 6, 2, 5, 1, 4}));
  EXPECT_EQ(rotated(image, 90).width, 2);
}

}  // namespace
}  // namespace gv::media
