#include "core/belief/score.h"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gv::belief {
namespace {

// D-7
TEST(Score, IsBlendTimesDecayTimesBoosts) {
  Evidence e;
  e.totals = {.impressions = 5000, .clicks = 100, .spend_minor = 1000, .cash_minor = 1500.0};
  e.totals.pipeline_value_minor = 1500.0;
  e.impressions_since = 5000.0;
  e.age_hours = 24.0;

  const auto score = score_of(e, 0.0, {.dna = 1.10, .pattern = 1.05}, Mode::Pipeline,
                              {.curve = BlendCurve::Piecewise}, {.decay = DecayMode::Legacy});

  EXPECT_NEAR(score.ctr, 0.02, 1e-15);
  EXPECT_NEAR(score.pipeline_roas, 1.5, 1e-15);
  EXPECT_NEAR(score.blend, 0.43, 1e-12);
  EXPECT_NEAR(score.decay, 0.6065307, 5e-8);
  EXPECT_NEAR(score.score, 0.3012335, 5e-8);
}

// D-8
TEST(Score, LegacyDecayWithoutItsFloor) {
  const ScoreConfig legacy{.decay = DecayMode::Legacy, .decay_floor = 0.0};
  EXPECT_NEAR(decay_of(10'000.0, 0.0, legacy), 0.3678794, 5e-8);
  EXPECT_NEAR(decay_of(100'000.0, 0.0, legacy), 4.54e-5, 5e-8);
  EXPECT_EQ(decay_of(100'000.0, 0.0, {.decay = DecayMode::Legacy}), 0.25);
}

TEST(Score, DecayNeedsAKnownAudience) {
  EXPECT_EQ(decay_of(1e6, 0.0, {}), 1.0);
  EXPECT_NEAR(decay_of(50'000.0, 10'000.0, {}), std::exp(-0.6), 1e-12);
}

TEST(Score, DirectModeScoresCash) {
  Evidence e;
  e.totals = {.spend_minor = 1000, .pipeline_value_minor = 3000.0, .cash_minor = 1500.0};
  e.age_hours = 1e6;
  EXPECT_NEAR(score_of(e, 0.0, {}, Mode::Direct, {}, {}).roas_n, 0.5, 1e-12);
  EXPECT_NEAR(score_of(e, 0.0, {}, Mode::Pipeline, {}, {}).roas_n, 1.0, 1e-12);
}

TEST(Score, AnAdWithoutDeliveryScoresZero) {
  EXPECT_EQ(score_of({}, 0.0, {}, Mode::Pipeline, {}, {}).score, 0.0);
}

TEST(Boosts, BrokenMemoryCountsAsNone) {
  for (const double bad : {std::nan(""), std::numeric_limits<double>::infinity(), -3.0, 0.9}) {
    EXPECT_EQ(clamp_boosts(bad, bad, 1.2).product(), 1.0);
  }
}

TEST(Boosts, AMatchAboveOneHalfRaisesByUpToAFifth) {
  EXPECT_EQ(boost_of_match(0.5), 1.0);
  EXPECT_NEAR(boost_of_match(0.75), 1.1, 1e-12);
  EXPECT_NEAR(boost_of_match(1.0), 1.2, 1e-12);
  EXPECT_NEAR(boost_of_match(7.0), 1.2, 1e-12);
  EXPECT_EQ(boost_of_match(std::nan("")), 1.0);
}

// Invariant 10.
RC_GTEST_PROP(ScoreProperty, BoostsAndDecayStayInTheirRanges, ()) {
  const double dna = 0.01 * *rc::gen::inRange(-100, 1000);
  const double pattern = 0.01 * *rc::gen::inRange(-100, 1000);
  const auto boosts = clamp_boosts(dna, pattern, 1.2);
  RC_ASSERT(boosts.dna >= 1.0 && boosts.dna <= 1.2);
  RC_ASSERT(boosts.pattern >= 1.0 && boosts.pattern <= 1.2);
  RC_ASSERT(boosts.product() <= 1.2 + 1e-12);
  const auto swapped = clamp_boosts(pattern, dna, 1.2);
  RC_ASSERT(std::abs(swapped.dna - boosts.pattern) < 1e-12);
  const double impressions = *rc::gen::inRange(0, 1'000'000'000);
  const double audience = *rc::gen::inRange(0, 1'000'000);
  for (const auto mode : {DecayMode::Audience, DecayMode::Legacy}) {
    const double decay = decay_of(impressions, audience, {.decay = mode});
    RC_ASSERT(decay >= 0.25 && decay <= 1.0);
  }
}

// Invariant 10: a cached score is the fresh one, since equal inputs give equal bits.
RC_GTEST_PROP(ScoreProperty, ScoringTwiceGivesTheSameBits, ()) {
  Evidence e;
  e.totals.impressions = *rc::gen::inRange(0, 1'000'000);
  e.totals.clicks = e.totals.impressions / *rc::gen::inRange(1, 200);
  e.totals.spend_minor = *rc::gen::inRange(0, 100'000);
  e.totals.pipeline_value_minor = *rc::gen::inRange(0, 1'000'000);
  e.impressions_since = static_cast<double>(e.totals.impressions);
  e.age_hours = 0.1 * *rc::gen::inRange(0, 2000);
  const double audience = *rc::gen::inRange(0, 100'000);
  const auto once = score_of(e, audience, {.dna = 1.1}, Mode::Pipeline, {}, {});
  const auto again = score_of(e, audience, {.dna = 1.1}, Mode::Pipeline, {}, {});
  RC_ASSERT(once == again);
  RC_ASSERT(once.score >= 0.0 && once.score <= 1.2);
}

}  // namespace
}  // namespace gv::belief
