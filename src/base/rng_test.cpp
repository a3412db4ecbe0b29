#include "base/rng.h"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

namespace gv {
namespace {

struct Moments {
  double mean{0.0};
  double variance{0.0};
};

template <class Draw>
Moments moments_of(Draw draw, int count = 200'000) {
  double sum = 0.0;
  double squares = 0.0;
  for (int i = 0; i < count; ++i) {
    const double x = static_cast<double>(draw());
    sum += x;
    squares += x * x;
  }
  const double mean = sum / count;
  return {mean, squares / count - mean * mean};
}

TEST(Philox, MatchesTheKnownAnswersOfRandom123) {
  // kat_vectors of Random123: philox4x32 10 rounds.
  EXPECT_EQ(philox_block(0, 0, 0),
            (std::array<std::uint32_t, 4>{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
  EXPECT_EQ(philox_block(~0ULL, ~0ULL, ~0ULL),
            (std::array<std::uint32_t, 4>{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
}

TEST(Rng, IsTheBlockSequenceOfItsStream) {
  Rng rng(7, 9);
  for (std::uint64_t counter = 0; counter < 100; ++counter) {
    const auto block = philox_block(7, 9, counter);
    EXPECT_EQ(rng.next_u64(), (static_cast<std::uint64_t>(block[1]) << 32) | block[0]);
    EXPECT_EQ(rng.next_u64(), (static_cast<std::uint64_t>(block[3]) << 32) | block[2]);
  }
}

TEST(Rng, StreamsDiffer) { EXPECT_NE(Rng(1, 1).next_u64(), Rng(1, 2).next_u64()); }

TEST(Rng, NormalHasItsMomentsAndTails) {
  Rng rng(1, 1);
  const auto m = moments_of([&] { return rng.normal(); });
  EXPECT_NEAR(m.mean, 0.0, 0.01);
  EXPECT_NEAR(m.variance, 1.0, 0.01);
  const auto tail = moments_of([&] { return std::abs(rng.normal()) > 3.0 ? 1.0 : 0.0; }, 1'000'000);
  EXPECT_NEAR(tail.mean, 0.0026998, 2e-4);
  const auto far = moments_of([&] { return std::abs(rng.normal()) > 3.7 ? 1.0 : 0.0; }, 1'000'000);
  EXPECT_NEAR(far.mean, 0.0002156, 6e-5);
}

TEST(Rng, GammaHasItsMoments) {
  for (const double shape : {0.3, 1.0, 2.5, 50.0, 4000.0}) {
    Rng rng(2, static_cast<std::uint64_t>(shape * 10));
    const auto m = moments_of([&] { return rng.gamma(shape); });
    EXPECT_NEAR(m.mean, shape, 5.0 * std::sqrt(shape / 200'000)) << shape;
    EXPECT_NEAR(m.variance, shape, 0.05 * shape) << shape;
  }
}

TEST(Rng, TinyGammaShapesStayFinite) {
  Rng rng(3, 3);
  for (int i = 0; i < 1000; ++i) EXPECT_TRUE(std::isfinite(rng.gamma(1e-6)));
}

TEST(Rng, BetaHasItsMoments) {
  Rng rng(4, 4);
  const auto m = moments_of([&] { return rng.beta(2.0, 6.0); });
  EXPECT_NEAR(m.mean, 0.25, 0.002);
  EXPECT_NEAR(m.variance, 2.0 * 6.0 / (64.0 * 9.0), 0.001);
}

TEST(Rng, PoissonHasItsMomentsOnBothPaths) {
  for (const double mean : {0.0, 0.7, 12.0, 31.0, 900.0}) {
    Rng rng(5, static_cast<std::uint64_t>(mean * 10));
    const auto m = moments_of([&] { return rng.poisson(mean); });
    EXPECT_NEAR(m.mean, mean, 5.0 * std::sqrt((mean + 1e-12) / 200'000)) << mean;
    EXPECT_NEAR(m.variance, mean, 0.03 * mean + 1e-9) << mean;
  }
}

TEST(Rng, BelowIsUniform) {
  Rng rng(6, 6);
  std::vector<int> counts(7);
  for (int i = 0; i < 70'000; ++i) ++counts[rng.below(7)];
  for (const int count : counts) EXPECT_NEAR(count, 10'000, 500);
}

TEST(Rng, ExponentialHasMeanOne) {
  Rng rng(8, 8);
  EXPECT_NEAR(moments_of([&] { return rng.exponential(); }).mean, 1.0, 0.01);
}

}  // namespace
}  // namespace gv
