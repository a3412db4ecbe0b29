#include "score.h"

#include "words.h"

#include <gtest/gtest.h>

namespace gv::gvtest {
namespace {

using vision::Entry;
using vision::Transition;

Transition cut(std::int64_t frame) { return {Entry::Cut, frame, frame, frame, 0.0}; }
TrueBoundary true_cut(std::int64_t frame) { return {Entry::Cut, frame, frame, 0.0}; }

TEST(Score, ACutCountsWithinOneFrameAndOnce) {
  const std::vector truth{true_cut(100), true_cut(200), true_cut(300)};
  const std::vector found{cut(99), cut(100), cut(202), cut(300)};

  const Hits hits = match_cuts(truth, found);

  EXPECT_EQ(hits.matched, 2);  // 100 and 300
  EXPECT_EQ(hits.missed, 1);
  EXPECT_EQ(hits.extra, 2);
  EXPECT_EQ(hits.exact, 2);  // the nearer one is taken
  EXPECT_DOUBLE_EQ(hits.f1(), 4.0 / 7.0);
}

TEST(Score, WhatIsFoundInsideAGradualTransitionIsNoFalseCut) {
  const std::vector<TrueBoundary> truth{true_cut(50), {Entry::Dissolve, 100, 120, 0.0}};
  const std::vector found{cut(50), cut(99), cut(110), cut(121), cut(123)};

  const Hits hits = match_cuts(truth, found);

  EXPECT_EQ(hits.matched, 1);
  EXPECT_EQ(hits.missed, 0);
  EXPECT_EQ(hits.extra, 1);  // 123 only
}

TEST(Score, NothingToFindAndNothingFoundIsRight) {
  EXPECT_DOUBLE_EQ(match_cuts({}, {}).f1(), 1.0);
  EXPECT_DOUBLE_EQ(match_cuts({}, std::vector{cut(9)}).f1(), 0.0);
}

TEST(Score, AGradualTransitionNeedsThirtyPercentOfTheLongerInterval) {
  const std::vector<TrueBoundary> truth{{Entry::Dissolve, 100, 120, 0.0},
                                        {Entry::Dissolve, 200, 220, 0.0}};
  const std::vector<Transition> found{{Entry::Dissolve, 114, 130, 122, 0.0},   // 6 of 20 frames
                                      {Entry::Dissolve, 215, 230, 222, 0.0}};  // 5 of 20

  const Hits hits = match_gradual(truth, found, Gradual::Dissolve);

  EXPECT_EQ(hits.matched, 1);
  EXPECT_EQ(hits.missed, 1);
  EXPECT_EQ(hits.extra, 1);
  ASSERT_EQ(hits.offsets.size(), 1u);
  EXPECT_DOUBLE_EQ(hits.offsets[0], 12.0);  // from the middle of the true one
}

TEST(Score, FadesAndBlackGapsCountTogetherAndDissolvesApart) {
  const std::vector<TrueBoundary> truth{{Entry::Fade, 10, 30, 0.0}, {Entry::Black, 50, 60, 0.0}};
  const std::vector<Transition> found{{Entry::Black, 10, 30, 20, 0.0},
                                      {Entry::Dissolve, 50, 60, 55, 0.0}};

  EXPECT_EQ(match_gradual(truth, found, Gradual::Dark).matched, 1);
  EXPECT_EQ(match_gradual(truth, found, Gradual::Dissolve).extra, 1);
}

TEST(Score, OffsetsAreSummedUpBySize) {
  Hits hits;
  hits.offsets = {-1.0, 3.0, 2.0};
  EXPECT_DOUBLE_EQ(hits.offset_mean(), 2.0);
  EXPECT_DOUBLE_EQ(hits.offset_median(), 2.0);
}

TEST(Words, AreComparedWithoutCaseAndPunctuation) {
  EXPECT_EQ(words_of("Save $25, this week!"),
            (std::vector<std::string>{"save", "$25", "this", "week"}));
  EXPECT_EQ(words_of(" - "), std::vector<std::string>{});
}

TEST(Words, CountAtTheirTimeAndPlaceAndOnce) {
  const std::vector<TrueCaption> truth{
      {.text = "shop shop now", .box = {0.1, 0.1, 0.5, 0.1}, .t0 = 1.0, .t1 = 2.0}};
  const auto track = [](const char* text, double x, double t0) {
    return insight::TextTrack{.text = text, .box = {x, 0.1, 0.3, 0.1}, .t0 = t0, .t1 = t0 + 0.5};
  };
  const auto any = [](const TrueCaption&) { return true; };

  const std::vector right{track("Shop now now", 0.2, 1.2)};
  EXPECT_EQ(match_words(truth, right, any).recalled, 2);
  EXPECT_EQ(match_words(truth, right, any).confirmed, 2);

  const std::vector elsewhere{track("shop now", 0.7, 1.2), track("shop now", 0.2, 2.2)};
  EXPECT_EQ(match_words(truth, elsewhere, any).recalled, 0);
  EXPECT_EQ(match_words(truth, elsewhere, any).found_words, 4);

  // The same line in two tracks shows its words twice, and each is right.
  const std::vector twice{track("shop now", 0.2, 1.0), track("shop now", 0.2, 1.5)};
  EXPECT_EQ(match_words(truth, twice, any).recalled, 2);
  EXPECT_EQ(match_words(truth, twice, any).confirmed, 4);
}

}  // namespace
}  // namespace gv::gvtest
