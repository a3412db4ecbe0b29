#include "adapters/ocr/line_text.h"

#include <gtest/gtest.h>

namespace gv::ocr {
namespace {

std::vector<std::string> texts(const std::vector<Word>& words) {
  std::vector<std::string> out;
  for (const auto& word : words) out.push_back(word.text);
  return out;
}

TEST(LineText, LettersDigitsAndCurrencySaySomething) {
  for (const char* text : {"a", "7", "$", "\u20AC", "\u00A3", "\u00E9", "\u0634", "(x)"}) {
    EXPECT_TRUE(says_something(text)) << text;
  }
  for (const char* text : {"", "-", "|", "...", "\u2014", "\u2022", "\u00D7", "\u2192", "\xC3"}) {
    EXPECT_FALSE(says_something(text)) << text;
  }
}

TEST(LineText, UnsureWordsAndDirtAreLeftOut) {
  const auto kept = accepted({{"Join", 95}, {"|", 90}, {"tcday", 59.9}, {"now", 60}});

  EXPECT_EQ(texts(kept), (std::vector<std::string>{"Join", "now"}));
  EXPECT_DOUBLE_EQ(mean_conf(kept), 77.5);
}

TEST(LineText, AnUnsureLineIsNoLine) {
  EXPECT_TRUE(accepted({{"Wose", 65}, {"now", 70}}).empty());
  EXPECT_TRUE(accepted({}).empty());
}

TEST(LineText, ASingleCharacterOrAnUnsurePairIsNoLine) {
  EXPECT_TRUE(accepted({{"c", 92}}).empty());
  EXPECT_TRUE(accepted({{"es", 80}}).empty());
  EXPECT_EQ(accepted({{"OK", 96}}).size(), 1u);
  EXPECT_EQ(accepted({{"$9", 96}}).size(), 1u);
  EXPECT_EQ(accepted({{"Now", 85}}).size(), 1u);
}

TEST(LineText, AWordFarTooWideOrTooNarrowForItsLettersIsLeftOut) {
  const auto kept = accepted({{"Join", 95, {0, 0, 90, 40}},
                              {"ab", 95, {100, 0, 150, 40}},
                              {"wonderful", 95, {300, 0, 40, 40}}});
  EXPECT_EQ(texts(kept), (std::vector<std::string>{"Join"}));
}

TEST(LineText, EvidenceGrowsWithTheLettersAndFallsWithDoubt) {
  EXPECT_DOUBLE_EQ(evidence({{"50%", 90}, {"off!", 60}}), 3 * 40.0 + 3 * 10.0);
  EXPECT_DOUBLE_EQ(evidence({{"Free", 41}}), -36.0);
  EXPECT_DOUBLE_EQ(evidence({}), 0.0);
}

TEST(LineText, EdgesOfBoxesAreCutOffTheEndsOnly) {
  const auto kept = accepted({{"\u2018[Join's", 90}, {"[2]", 90}, {"us|]", 90}});

  EXPECT_EQ(texts(kept), (std::vector<std::string>{"Join's", "[2]", "us"}));
}

}  // namespace
}  // namespace gv::ocr
