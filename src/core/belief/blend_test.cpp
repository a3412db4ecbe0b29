#include "core/belief/blend.h"

#include <array>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gv::belief {
namespace {

constexpr std::array kCurves{BlendCurve::Sigmoid,     BlendCurve::Linear, BlendCurve::Cosine,
                             BlendCurve::Exponential, BlendCurve::Step,   BlendCurve::Piecewise};

struct Row {
  BlendCurve curve;
  std::array<double, 7> roas;  // at 12, 24, 27, 36, 48, 72, 96 hours
};

// D-4
TEST(Blend, MatchesTheTableOfWeights) {
  constexpr std::array kHours{12.0, 24.0, 27.0, 36.0, 48.0, 72.0, 96.0};
  const std::array rows{
      Row{BlendCurve::Sigmoid, {.018841, .293695, .45, .810323, .9, .963212, .986466}},
      Row{BlendCurve::Linear, {.128571, .385714, .45, .642857, .9, .963212, .986466}},
      Row{BlendCurve::Cosine, {.044564, .349866, .45, .730570, .9, .963212, .986466}},
      Row{BlendCurve::Exponential, {.330142, .685312, .735817, .836037, .9, .963212, .986466}},
      Row{BlendCurve::Step, {0.0, 0.0, .9, .9, .9, .963212, .986466}},
      Row{BlendCurve::Piecewise, {.1, .3, .325, .4, .5, .7, .728549}}};
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < kHours.size(); ++i) {
      const auto weights = blend_weights(kHours[i], {.curve = row.curve});
      EXPECT_NEAR(weights.roas, row.roas[i], 5e-7)
          << "curve " << static_cast<int>(row.curve) << " at " << kHours[i] << " h";
    }
  }
}

TEST(Blend, IsAllClickRateUntilSixHours) {
  for (const auto curve : kCurves) {
    EXPECT_EQ(blend_weights(0.0, {.curve = curve}).roas, 0.0);
    EXPECT_EQ(blend_weights(6.0, {.curve = curve}).ctr, 1.0);
  }
}

TEST(Blend, EndsInFullRoasExceptForThePiecewiseFloor) {
  for (const auto curve : kCurves) {
    const double roas = blend_weights(1e6, {.curve = curve}).roas;
    EXPECT_NEAR(roas, curve == BlendCurve::Piecewise ? 0.9 : 1.0, 1e-12);
  }
}

// Invariant 9.
RC_GTEST_PROP(BlendProperty, WeightsSumToOneAndRoasNeverFallsWithAge, ()) {
  const auto curve = kCurves[*rc::gen::inRange<std::size_t>(0, kCurves.size())];
  const double young = *rc::gen::inRange(0, 400'000) / 1000.0;
  const double old = young + *rc::gen::inRange(0, 100'000) / 1000.0;
  const auto a = blend_weights(young, {.curve = curve});
  const auto b = blend_weights(old, {.curve = curve});
  for (const auto& w : {a, b}) {
    RC_ASSERT(w.ctr + w.roas == 1.0);
    RC_ASSERT(w.ctr >= 0.0 && w.ctr <= 1.0 && w.roas >= 0.0 && w.roas <= 1.0);
  }
  RC_ASSERT(b.roas >= a.roas);
}

RC_GTEST_PROP(BlendProperty, EveryCurveButTheStepIsContinuous, ()) {
  const auto curve = kCurves[*rc::gen::inRange<std::size_t>(0, kCurves.size())];
  RC_PRE(curve != BlendCurve::Step);
  const double at = *rc::gen::inRange(0, 120'000) / 1000.0;
  const double jump =
      blend_weights(at + 1e-6, {.curve = curve}).roas - blend_weights(at, {.curve = curve}).roas;
  RC_ASSERT(jump < 1e-6);
}

}  // namespace
}  // namespace gv::belief
