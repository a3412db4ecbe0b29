#include "core/insight/lexicon.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gv::insight {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const Lexicon& lexicon() {
  static const Lexicon all;
  return all;
}

bool has(TermGroup group, std::string_view text) { return lexicon().has(group, words_of(text)); }

TEST(Words, AreFoldedAndSplitAtPunctuation) {
  EXPECT_THAT(words_of("Don't WAIT, it’s 50% off!"),
              ElementsAre("dont", "wait", "its", "50", "%", "off"));
  EXPECT_THAT(words_of("4.9★ $19"), ElementsAre("4", "9", "★", "$", "19"));
  EXPECT_THAT(words_of("ÉTÉ"), ElementsAre("été"));
  EXPECT_THAT(words_of(" ... 🔥 "), IsEmpty());
}

TEST(Words, UnifyArabicLettersSignsAndDigits) {
  EXPECT_EQ(words_of("أَفْضَل"), words_of("افضل"));
  EXPECT_EQ(words_of("مجـــانا"), words_of("مجانا"));
  EXPECT_THAT(words_of("٥٠٪ خصم"), ElementsAre("50", "%", "خصم"));
}

TEST(Words, SurviveBrokenUtf8) {
  EXPECT_THAT(words_of("buy\xFFnow\xE2\x98"), ElementsAre("buy", "now"));
}

TEST(Sentences, EndAtMarksButNotInsideNumbers) {
  EXPECT_THAT(sentences_of("Only 4.9 stars. Why? يلا؟ go"),
              ElementsAre("Only 4.9 stars.", " Why?", " يلا؟", " go"));
}

TEST(Lexicon, MatchesWholeWordsOnly) {
  EXPECT_TRUE(has(TermGroup::Urgency, "Order now"));
  EXPECT_FALSE(has(TermGroup::Urgency, "I know"));
  EXPECT_TRUE(has(TermGroup::Tutorial, "How to do it"));
  EXPECT_FALSE(has(TermGroup::Tutorial, "show today"));
}

TEST(Lexicon, PrefersTheLongestTerm) {
  const auto words = words_of("a limited time offer ends today");
  const auto hits = lexicon().all(TermGroup::Urgency, words);
  ASSERT_EQ(hits.size(), 2U);
  EXPECT_EQ(hits[0].term, "limited time");
  EXPECT_EQ(hits[1].term, "ends today");
}

TEST(Lexicon, MeetsAnArabicWordWithItsArticleButNotTodayInDay) {
  EXPECT_TRUE(has(TermGroup::PainPoint, "هذه المشكلة"));
  EXPECT_TRUE(has(TermGroup::PainPoint, "ومشكلة أخرى"));
  EXPECT_TRUE(has(TermGroup::Urgency, "اطلب الآن"));
  EXPECT_FALSE(has(TermGroup::Urgency, "أن"));
  EXPECT_FALSE(has(TermGroup::Urgency, "كل يوم"));
}

TEST(Lexicon, LoadsOnlyTheLanguagesAskedFor) {
  const Lexicon english(std::array{Language::En});
  EXPECT_FALSE(english.has(TermGroup::Urgency, words_of("الآن")));
  EXPECT_TRUE(english.has(TermGroup::Urgency, words_of("now")));
}

TEST(Lexicon, HasTermsForEveryGroupAndLanguage) {
  for (std::size_t group = 0; group < kTermGroups; ++group) {
    for (const auto language : {Language::En, Language::Ar}) {
      for (const auto term : terms_of(static_cast<TermGroup>(group), language)) {
        EXPECT_FALSE(words_of(term).empty()) << term;
      }
      EXPECT_FALSE(terms_of(static_cast<TermGroup>(group), language).empty()) << group;
    }
  }
}

TEST(Question, IsAMarkOrAnInterrogativeAtTheStart) {
  EXPECT_TRUE(is_question("Ready?", lexicon()));
  EXPECT_TRUE(is_question("Why your skin is dry", lexicon()));
  EXPECT_TRUE(is_question("هل أنت متعب", lexicon()));
  EXPECT_TRUE(is_question("متعب؟", lexicon()));
  EXPECT_FALSE(is_question("Do it now", lexicon()));
  EXPECT_FALSE(is_question("This is why", lexicon()));
}

TEST(CallToAction, IsAPhraseAnywhereOrAVerbAtTheStart) {
  const auto type = [](std::string_view text) {
    const auto hit = lexicon().call_to_action(text);
    return hit ? std::optional(hit->type) : std::nullopt;
  };
  EXPECT_EQ(type("Tap here and shop now!"), CtaType::ShopNow);
  EXPECT_EQ(type("Download free"), CtaType::Download);
  EXPECT_EQ(type("So just subscribe"), CtaType::SignUp);
  EXPECT_EQ(type("The link in bio has it"), CtaType::LinkBio);
  EXPECT_EQ(type("احصل على خصم"), CtaType::GetOffer);
  EXPECT_EQ(type("تسوق الآن"), CtaType::ShopNow);
  EXPECT_EQ(type("I get it"), std::nullopt);
  EXPECT_EQ(type("A good book"), std::nullopt);
  EXPECT_EQ(type(""), std::nullopt);
}

TEST(CallToAction, VerbPhrasesStartWithAVerb) {
  EXPECT_TRUE(lexicon().starts_with_verb("Shop Now"));
  EXPECT_TRUE(lexicon().starts_with_verb("Learn more"));
  EXPECT_FALSE(lexicon().starts_with_verb("Free Guide"));
}

TEST(Numbers, AreDigitsOfEitherScript) {
  EXPECT_TRUE(has_number("Save 20"));
  EXPECT_TRUE(has_number("٢٠"));
  EXPECT_FALSE(has_number("twenty"));
}

}  // namespace
}  // namespace gv::insight
