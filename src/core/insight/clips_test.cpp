#include "core/insight/clips.h"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gv::insight {
namespace {

std::map<std::string, std::optional<double>> golden_terms() {
  return {{"motion", 0.4},     {"diversity", 0.6}, {"text", 1.0},
          {"transcript", 1.0}, {"novelty", 0.5},   {"technical", 0.8}};
}

// 60 section 17: motion .4, 3 classes, text, transcript, novelty .5, technical .8.
TEST(ClipScore, MatchesTheGolden) {
  auto terms = golden_terms();
  EXPECT_NEAR(clip_score(terms), 0.675, 1e-12);
  terms["transcript"].reset();
  EXPECT_NEAR(clip_score(terms), 0.6176, 5e-5);
  EXPECT_EQ(clip_score({}), 0.0);
}

// 60 section 17: (score, highest similarity) (.9, 0), (.85, .95), (.6, .1) -> 1, 3, 2.
TEST(Mmr, MatchesTheGoldenOrder) {
  const double likeness[3][3] = {{1.0, 0.95, 0.1}, {0.95, 1.0, 0.1}, {0.1, 0.1, 1.0}};
  const auto order = mmr_order(std::vector{0.9, 0.85, 0.6},
                               [&](std::size_t a, std::size_t b) { return likeness[a][b]; });
  EXPECT_EQ(order, (std::vector<std::size_t>{0, 2, 1}));
}

RC_GTEST_PROP(MmrProperty, OrderIsAPermutation, ()) {
  const auto count = *rc::gen::inRange<std::size_t>(0, 20);
  std::vector<double> scores;
  for (std::size_t i = 0; i < count; ++i) scores.push_back(*rc::gen::inRange(0, 11) / 10.0);
  auto order = mmr_order(scores, [](std::size_t a, std::size_t b) {
    return 1.0 / (1.0 + static_cast<double>(a > b ? a - b : b - a));
  });
  RC_ASSERT(order.size() == count);
  if (count > 0) {
    RC_ASSERT(scores[order[0]] == *std::max_element(scores.begin(), scores.end()));
  }
  std::sort(order.begin(), order.end());
  for (std::size_t i = 0; i < count; ++i) RC_ASSERT(order[i] == i);
}

ClipInput clip(std::string id, double t0, double energy, std::vector<double> embedding) {
  ClipInput input;
  input.id = std::move(id);
  input.t0 = t0;
  input.t1 = t0 + 2.0;
  input.energy = energy;
  input.embedding = std::move(embedding);
  return input;
}

TEST(RankClips, KeepsTheBetterOfTwoAlikeClips) {
  const auto ranked =
      rank_clips(std::vector{clip("a", 0.0, 6.0, {1.0, 0.0}), clip("b", 2.0, 12.0, {0.99, 0.05}),
                             clip("c", 4.0, 0.9, {0.0, 1.0})});
  ASSERT_EQ(ranked.size(), 2U);
  EXPECT_EQ(ranked[0].id, "b");
  EXPECT_EQ(ranked[0].rank, 1);
  EXPECT_EQ(ranked[0].terms.at("novelty"), 1.0);
  EXPECT_FALSE(ranked[0].terms.at("text"));
  EXPECT_EQ(ranked[1].id, "c");
  EXPECT_EQ(ranked[1].flags, std::vector<std::string>{"static"});
}

TEST(RankClips, NearHashesAreDuplicates) {
  auto a = clip("a", 0.0, 10.0, {});
  auto b = clip("b", 2.0, 9.0, {});
  a.hash = 0xFFFF;
  b.hash = 0xFFFF ^ 0x3FFU;  // ten bits
  EXPECT_EQ(rank_clips(std::vector{a, b}).size(), 1U);
  b.hash = 0xFFFF ^ 0x7FFU;
  EXPECT_EQ(rank_clips(std::vector{a, b}).size(), 2U);
}

TEST(RankClips, TiesGoToTheEarlierStartAndTheCountHolds) {
  const std::vector clips{clip("late", 8.0, 9.0, {0.0, 1.0}), clip("early", 1.0, 9.0, {1.0, 0.0})};
  EXPECT_EQ(rank_clips(clips).front().id, "early");
  EXPECT_EQ(rank_clips(clips, {.count = 1}).size(), 1U);
}

RC_GTEST_PROP(RankClipsProperty, TheOrderOfClipsDoesNotMatter, ()) {
  std::vector<ClipInput> clips;
  const int count = *rc::gen::inRange(1, 10);
  for (int i = 0; i < count; ++i) {
    const double angle = *rc::gen::inRange(0, 12) * 0.13;
    clips.push_back(clip(std::to_string(i), i * 2.0, *rc::gen::inRange(0, 16),
                         {std::cos(angle), std::sin(angle)}));
  }
  const auto ranked = rank_clips(clips);
  std::reverse(clips.begin(), clips.end());
  const auto again = rank_clips(clips);
  RC_ASSERT(ranked.size() == again.size());
  for (std::size_t i = 0; i < ranked.size(); ++i) {
    RC_ASSERT(ranked[i].id == again[i].id && ranked[i].score == again[i].score);
    RC_ASSERT(ranked[i].score >= 0.0 && ranked[i].score <= 1.0);
  }
}

TEST(CutClips, ShortShotsJoinTheNeighbourTheyLookLike) {
  const auto clips = cut_clips(
      {{0.0, 3.0, 0, {1.0, 0.0}}, {3.0, 3.4, 1, {0.1, 1.0}}, {3.4, 8.0, 2, {0.0, 1.0}}}, {});
  ASSERT_EQ(clips.size(), 2U);
  EXPECT_DOUBLE_EQ(clips[0].t1, 3.0);
  EXPECT_EQ(clips[1].shot, 1);
}

TEST(CutClips, LongShotsSplitWhereTheyAreCalmest) {
  std::vector<SeriesPoint> energy;
  for (int i = 0; i <= 200; ++i) energy.push_back({i * 0.1, i == 83 ? 0.5 : 4.0});
  const auto clips = cut_clips({{0.0, 20.0, 0, {}}}, energy);
  ASSERT_EQ(clips.size(), 2U);
  EXPECT_NEAR(clips[0].t1, 8.3, 1e-9);
}

RC_GTEST_PROP(CutClipsProperty, ClipsTileTheVideoWithinTheirLimits, ()) {
  std::vector<ShotPiece> shots;
  double t = 0.0;
  for (int n = *rc::gen::inRange(1, 10); n > 0; --n) {
    const double length = *rc::gen::inRange(1, 400) / 10.0;
    shots.push_back({t, t + length, 0, {}});
    t += length;
  }
  RC_PRE(t >= 1.0);
  double end = 0.0;
  for (const auto& piece : cut_clips(shots, {})) {
    RC_ASSERT(piece.t0 == end);
    RC_ASSERT(piece.t1 - piece.t0 >= 1.0 - 1e-9 && piece.t1 - piece.t0 <= 15.0 + 1e-9);
    end = piece.t1;
  }
  RC_ASSERT(end == t);
}

TEST(TextEmbeddings, AlikeTextsAreNear) {
  const std::vector<std::string> texts{"Free shipping today", "free shipping TODAY!",
                                       "A cat on a roof", ""};
  const auto embeddings = embed_texts(texts);
  EXPECT_NEAR(cosine_of(embeddings[0], embeddings[1]).value(), 1.0, 1e-9);
  EXPECT_LT(cosine_of(embeddings[0], embeddings[2]).value(), 0.4);
  EXPECT_FALSE(cosine_of(embeddings[0], embeddings[3]));
  EXPECT_EQ(embeddings[0].size(), 256U);
}

TEST(TextEmbeddings, LooksAndWordsSayHalfEach) {
  const auto a = join_embeddings(std::vector{2.0, 0.0}, std::vector{0.0, 3.0});
  const auto b = join_embeddings(std::vector{5.0, 0.0}, std::vector{1.0, 0.0});
  EXPECT_NEAR(cosine_of(a, b).value(), 0.5, 1e-12);
}

}  // namespace
}  // namespace gv::insight
