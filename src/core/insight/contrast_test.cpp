#include "core/insight/contrast.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gv::insight {
namespace {

constexpr Rgb kBlack{0, 0, 0};
constexpr Rgb kWhite{255, 255, 255};

Rgb colour(std::string_view hex) { return *parse_hex(hex, "colour"); }

// 60 section 16: the colours of the configurations.
TEST(Contrast, MatchesTheGoldenRatios) {
  EXPECT_NEAR(contrast_ratio(kWhite, colour("#FF4444")), 3.41, 0.005);
  EXPECT_NEAR(contrast_ratio(kWhite, colour("#00AA00")), 3.11, 0.005);
  EXPECT_NEAR(contrast_ratio(kWhite, colour("#0066FF")), 4.83, 0.005);
  EXPECT_NEAR(contrast_ratio(kBlack, colour("#FF4444")), 6.16, 0.005);
  EXPECT_DOUBLE_EQ(contrast_ratio(kWhite, kBlack), 21.0);
}

TEST(Contrast, HexIsReadAndWritten) {
  EXPECT_EQ(colour("#ff4444"), (Rgb{255, 68, 68}));
  EXPECT_EQ(to_hex({255, 68, 68}), "#FF4444");
  for (const char* bad : {"", "FF4444", "#FF444", "#GG4444", "#FF44444"}) {
    EXPECT_FALSE(parse_hex(bad, "colour")) << bad;
  }
}

TEST(ButtonColours, AReadableLabelStays) {
  EXPECT_EQ(with_readable_label(colour("#0066FF"), kWhite).label, kWhite);
}

TEST(ButtonColours, AnUnreadableLabelTurnsBlackOrTheFillDarkens) {
  const auto relabelled = with_readable_label(colour("#FF4444"), kWhite);
  EXPECT_EQ(relabelled.label, kBlack);
  EXPECT_NEAR(relabelled.contrast, 6.16, 0.005);

  const auto darkened = with_darkened_fill(colour("#FF4444"), kWhite);
  EXPECT_EQ(darkened.label, kWhite);
  EXPECT_NE(darkened.fill, colour("#FF4444"));
  EXPECT_LT(darkened.contrast, 5.0);
}

RC_GTEST_PROP(ButtonColoursProperty, EveryButtonCanBeRead, ()) {
  const auto channel = rc::gen::cast<std::uint8_t>(rc::gen::inRange(0, 256));
  const Rgb fill{*channel, *channel, *channel};
  const Rgb label{*channel, *channel, *channel};
  RC_ASSERT(with_readable_label(fill, label).contrast >= kReadableContrast);
  RC_ASSERT(with_darkened_fill(fill, label).contrast >= kReadableContrast);
}

}  // namespace
}  // namespace gv::insight
