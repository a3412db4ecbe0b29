#include "core/insight/safety_terms.h"

#include <gmock/gmock.h>

namespace gv::insight {
namespace {

using vision::SafetyCategory;

TEST(SafetyTerms, MeetWholeWordsWhateverTheirCase) {
  const std::vector<SafetyTerm> terms = {{SafetyCategory::Tobacco, "cigar", "", 0.5, false}};
  const std::vector<TimedLine> lines = {{"A CIGAR bar", 1.5, 2.0, TextSource::Ocr},
                                        {"cigarette", 3.0, 4.0, TextSource::Ocr}};

  const auto flags = lexicon_flags(terms, lines);

  ASSERT_EQ(flags.size(), 1U);
  EXPECT_EQ(flags[0].category, SafetyCategory::Tobacco);
  EXPECT_EQ(flags[0].evidence, "text: cigar");
  EXPECT_DOUBLE_EQ(flags[0].t, 1.5);
}

TEST(SafetyTerms, MeetPhrasesInOrder) {
  const std::vector<SafetyTerm> terms = {
      {SafetyCategory::FinancialClaim, "get rich quick", "", 0.9, true}};
  const std::vector<TimedLine> lines = {{"quick, get rich", 0.0, 1.0, TextSource::Transcript},
                                        {"Get rich QUICK!", 2.0, 3.0, TextSource::Transcript}};

  const auto flags = lexicon_flags(terms, lines);

  ASSERT_EQ(flags.size(), 1U);
  EXPECT_EQ(flags[0].evidence, "speech: get rich quick");
  EXPECT_TRUE(flags[0].blocks);
}

TEST(SafetyTerms, OfAnotherLanguageDoNotApply) {
  const std::vector<SafetyTerm> terms = {{SafetyCategory::Drugs, "gift", "de", 0.5, false}};
  const std::vector<TimedLine> lines = {{"a gift for you", 0.0, 1.0, TextSource::Ocr}};

  EXPECT_TRUE(lexicon_flags(terms, lines, "en").empty());
  EXPECT_TRUE(lexicon_flags(terms, lines).empty());
  EXPECT_EQ(lexicon_flags(terms, lines, "de").size(), 1U);
}

TEST(SafetyTerms, AnEmptyTermMeetsNothing) {
  const std::vector<SafetyTerm> terms = {{SafetyCategory::Hate, " ", "", 0.5, true}};
  const std::vector<TimedLine> lines = {{"anything", 0.0, 1.0, TextSource::Ocr}};

  EXPECT_TRUE(lexicon_flags(terms, lines).empty());
}

}  // namespace
}  // namespace gv::insight
