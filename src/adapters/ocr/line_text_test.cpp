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

TEST(LineText, EdgesOfBoxesAreCutOffTheEndsOnly) {
  const auto kept = accepted({{"\u2018[Join's", 90}, {"[2]", 90}, {"us|]", 90}});

  EXPECT_EQ(texts(kept), (std::vector<std::string>{"Join's", "[2]", "us"}));
}

}  // namespace
}  // namespace gv::ocr
