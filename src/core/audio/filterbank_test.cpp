#include "core/audio/filterbank.h"

#include <gtest/gtest.h>

namespace gv::audio {
namespace {

// Golden: spec 60 section 12, "duplicates dropped (124 bands)".
TEST(LogFilterbank, HasThe124BandsOfTheOnsetDetector) {
  EXPECT_EQ(log_filterbank(1024, 22050.0, 24, 30.0, 0.98 * 11025.0).bands(), 124);
}

TEST(LogFilterbank, GivesABandOfItsOwnToEachLowBinAndTrianglesAbove) {
  const Filterbank bank = log_filterbank(1024, 22050.0, 24, 30.0, 0.98 * 11025.0);
  std::vector<float> ones(513, 1.0F);
  std::vector<float> out(124);

  bank.apply(ones, out);

  // Bins 1, 2, 3: too close for a triangle with a foot of its own. The last: 462, 476, 490, whose
  // weights sum to (14 + 14) / 2.
  EXPECT_FLOAT_EQ(out.front(), 1.0F);
  EXPECT_NEAR(out.back(), 14.0F, 1e-4);
}

TEST(MelFilterbank, OverlappingTrianglesCountEveryBinOnce) {
  const Filterbank bank = mel_filterbank(1024, 22050.0, 40, 30.0, 8000.0);
  std::vector<float> spectrum(513, 0.0F);
  spectrum[100] = 1.0F;
  std::vector<float> out(40);

  bank.apply(spectrum, out);

  float sum = 0.0F;
  for (const float band : out) sum += band;
  EXPECT_NEAR(sum, 1.0F, 1e-4);
}

}  // namespace
}  // namespace gv::audio
