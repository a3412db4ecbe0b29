#include "core/decide/elsewhere.h"

#include <array>

#include <gtest/gtest.h>

namespace gv::decide {
namespace {

constexpr std::array<float, 4> kStrong{4.0F, 5.0F, 6.0F, 5.0F};
constexpr std::array<float, 4> kWeak{1.0F, 2.0F, 6.5F, 2.5F};

Sharer sharer(std::int64_t current, std::int64_t recommended, double roas,
              std::span<const float> draws) {
  return {
      .current = current, .recommended = recommended, .slope = 0.5, .roas = roas, .draws = draws};
}

TEST(Elsewhere, ComparesAtTheMarginWithTheUnitsThatAreRaised) {
  const std::vector units{sharer(100, 50, 3.0, kWeak), sharer(100, 150, 5.0, kStrong)};
  const Elsewhere elsewhere(units);
  EXPECT_NEAR(elsewhere.above(units[0]).value(), 2.5, 1e-12);
  EXPECT_NEAR(elsewhere.p_above(units[0]), 0.75, 1e-12);
}

TEST(Elsewhere, WeighsTheRaisedByTheirRaise) {
  const std::vector units{sharer(100, 20, 1.0, kWeak), sharer(100, 160, 5.0, kStrong),
                          sharer(100, 120, 9.0, kStrong)};
  EXPECT_NEAR(Elsewhere(units).above(units[0]).value(), 0.75 * 2.5 + 0.25 * 4.5, 1e-12);
}

TEST(Elsewhere, SaysNothingWhereNothingIsRaisedOrTheRaisedEarnLess) {
  const std::vector cut{sharer(100, 50, 3.0, kWeak), sharer(100, 90, 5.0, kStrong)};
  EXPECT_FALSE(Elsewhere(cut).above(cut[0]));
  const std::vector poorer{sharer(100, 50, 5.0, kStrong), sharer(100, 150, 5.015, kWeak)};
  EXPECT_FALSE(Elsewhere(poorer).above(poorer[0]));
}

TEST(Elsewhere, SaysNothingOfUnknownValue) {
  std::vector units{sharer(100, 50, 3.0, kWeak), sharer(100, 150, 5.0, kStrong)};
  units[0].value_known = false;
  EXPECT_FALSE(Elsewhere(units).above(units[0]));
  units[0].value_known = true;
  units[1].value_known = false;
  EXPECT_FALSE(Elsewhere(units).above(units[0]));
}

}  // namespace
}  // namespace gv::decide
