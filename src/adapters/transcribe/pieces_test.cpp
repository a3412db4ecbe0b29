#include "adapters/transcribe/pieces.h"

#include <algorithm>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gv::transcribe {
namespace {

std::vector<float> hum(double seconds) {
  return std::vector<float>(static_cast<std::size_t>(seconds * kRate), 0.5F);
}

TEST(Pieces, NeighboursStayTogetherAndDistantStretchesDoNot) {
  const auto sound = hum(20);

  const auto pieces = cut_pieces(sound, std::vector<app::SpeechSpan>{{1, 3}, {3.5, 6}, {9, 11}});

  ASSERT_EQ(pieces.size(), 2u);
  EXPECT_EQ(pieces[0], (Piece{1 * kRate, 6 * kRate}));
  EXPECT_EQ(pieces[1], (Piece{9 * kRate, 11 * kRate}));
  EXPECT_DOUBLE_EQ(pieces[1].start_s(), 9.0);
}

TEST(Pieces, AStretchAboveTheLimitIsCutWhereItIsQuietest) {
  auto sound = hum(50);
  std::fill(sound.begin() + 24 * kRate, sound.begin() + 24 * kRate + kRate / 2, 0.0F);

  const auto pieces = cut_pieces(sound, std::vector<app::SpeechSpan>{{0, 50}});

  ASSERT_EQ(pieces.size(), 2u);
  EXPECT_EQ(pieces[0].begin, 0);
  EXPECT_GE(pieces[0].end, 24 * kRate);
  EXPECT_LE(pieces[0].end, 24 * kRate + kRate / 2);
  EXPECT_EQ(pieces[1], (Piece{pieces[0].end, 50 * kRate}));
}

TEST(Pieces, NothingLiesOutsideTheSound) {
  const auto sound = hum(2);

  EXPECT_EQ(cut_pieces(sound, std::vector<app::SpeechSpan>{{1, 9}}),
            (std::vector<Piece>{{kRate, 2 * kRate}}));
  EXPECT_TRUE(cut_pieces(sound, std::vector<app::SpeechSpan>{{5, 9}}).empty());
  EXPECT_TRUE(cut_pieces(sound, {}).empty());
}

RC_GTEST_PROP(PiecesProperty, PiecesAreShortDisjointAndHoldAllSpeech, ()) {
  const int count = *rc::gen::inRange(0, 6);
  std::vector<app::SpeechSpan> speech;
  double t = 0.0;
  for (int i = 0; i < count; ++i) {
    const double begin = t + *rc::gen::inRange(1, 30) / 10.0;
    t = begin + *rc::gen::inRange(1, 80) / 10.0;
    speech.push_back({begin, t});
  }
  // A small limit keeps the sound, and so the test, short.
  const CutSettings settings{.piece_max_s = 3.0, .join_gap_s = 1.0, .search_s = 1.0};
  const std::vector<float> sound(static_cast<std::size_t>((t + 1.0) * kRate), 0.1F);

  const auto pieces = cut_pieces(sound, speech, settings);

  std::int64_t before = 0;
  for (const auto& piece : pieces) {
    RC_ASSERT(piece.begin >= before);
    RC_ASSERT(piece.end > piece.begin);
    RC_ASSERT(piece.end - piece.begin <= 3 * kRate);
    before = piece.end;
  }
  for (const auto& span : speech) {
    for (const double moment : {span.t0 + 0.01, (span.t0 + span.t1) / 2, span.t1 - 0.01}) {
      const auto sample = static_cast<std::int64_t>(moment * kRate);
      RC_ASSERT(std::any_of(pieces.begin(), pieces.end(), [&](const Piece& piece) {
        return piece.begin <= sample && sample < piece.end;
      }));
    }
  }
}

}  // namespace
}  // namespace gv::transcribe
