#include "core/insight/trigger_words.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace gv::insight {
namespace {

const Lexicon& lexicon() {
  static const Lexicon all;
  return all;
}

std::vector<PersuasionHit> hits_in(std::string text) {
  return find_persuasion(std::vector<TimedLine>{{std::move(text), 4.0, 5.0}}, lexicon());
}

bool has(const std::vector<PersuasionHit>& hits, Persuasion kind) {
  return std::any_of(hits.begin(), hits.end(), [&](const auto& hit) { return hit.kind == kind; });
}

TEST(Persuasion, IsFoundInBothLanguages) {
  EXPECT_TRUE(has(hits_in("Tired of back pain"), Persuasion::PainPoint));
  EXPECT_TRUE(has(hits_in("الكمية محدودة"), Persuasion::Scarcity));
  EXPECT_TRUE(has(hits_in("أطباء ينصحون به"), Persuasion::Authority));
  EXPECT_TRUE(has(hits_in("Free shipping"), Persuasion::Benefit));
  EXPECT_TRUE(has(hits_in("Why wait"), Persuasion::Question));
}

TEST(Persuasion, ABareFigureIsNoProof) {
  EXPECT_FALSE(has(hits_in("90% off"), Persuasion::SocialProof));
  EXPECT_FALSE(has(hits_in("90% off. Loved everywhere"), Persuasion::SocialProof));
  EXPECT_TRUE(has(hits_in("90% of women saw it"), Persuasion::SocialProof));
  EXPECT_TRUE(has(hits_in("٥٠٠٠ عميل"), Persuasion::SocialProof));
  EXPECT_FALSE(has(hits_in("★★★★★"), Persuasion::SocialProof));
  EXPECT_TRUE(has(hits_in("★★★★★ by 200 buyers"), Persuasion::SocialProof));
}

TEST(Persuasion, KnowsWhenWhereAndWhat) {
  const std::vector<TimedLine> lines{{"Hurry!", 9.0, 10.0, TextSource::Transcript},
                                     {"Save money", 2.0, 3.0, TextSource::Ocr}};
  const auto hits = find_persuasion(lines, lexicon());
  ASSERT_EQ(hits.size(), 2U);
  EXPECT_EQ(hits[0].kind, Persuasion::Benefit);
  EXPECT_EQ(hits[0].term, "save");
  EXPECT_EQ(hits[1].source, TextSource::Transcript);
  EXPECT_DOUBLE_EQ(hits[1].t, 9.0);
}

TEST(Persuasion, TwoHitsAreCertain) {
  const auto scores = persuasion_scores(hits_in("Hurry, last chance, ends today. Save"));
  EXPECT_DOUBLE_EQ(scores.at("urgency"), 1.0);
  EXPECT_DOUBLE_EQ(scores.at("benefit"), 0.5);
  EXPECT_DOUBLE_EQ(scores.at("authority"), 0.0);
  EXPECT_EQ(scores.size(), 10U);
}

}  // namespace
}  // namespace gv::insight
