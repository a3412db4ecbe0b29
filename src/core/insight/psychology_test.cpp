#include "core/insight/psychology.h"

#include <algorithm>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gv::insight {
namespace {

using enum Trigger;
using enum MotionLevel;

struct FitRow {
  Moment moment;
  std::vector<std::pair<Trigger, int>> fits;
  double absorption;
};

// 60 section 14, the table of goldens.
TEST(TriggerFit, MatchesTheGoldenMoments) {
  const FitRow rows[] = {
      {{Low, true, 3.0, 0.1},
       {{PainPoint, 100},
        {Agitation, 80},
        {SocialProof, 80},
        {Cta, 60},
        {Hook, 60},
        {Transformation, 40},
        {Urgency, 20},
        {Scarcity, 20},
        {Solution, 0}},
       1.0},
      {{High, false, 3.0, 0.8}, {{Urgency, 100}, {Scarcity, 100}, {Solution, 60}, {Cta, 60}}, 0.4},
      {{High, true, 2.0, 0.0}, {{Hook, 100}, {Transformation, 80}}, 0.48},
      {{Low, false, 6.0, 0.85}, {{Cta, 90}, {SocialProof, 60}}, 1.0},
      {{Medium, true, 4.0, 0.2}, {{Agitation, 100}}, 0.84},
      {{High, true, 4.0, 0.5}, {{Transformation, 100}, {Hook, 70}}, 0.48},
  };
  for (const auto& row : rows) {
    for (const auto& [trigger, fit] : row.fits) {
      EXPECT_EQ(trigger_fit(trigger, row.moment), fit) << static_cast<int>(trigger);
    }
    EXPECT_NEAR(absorption_of(row.moment.level, *row.moment.face), row.absorption, 1e-12);
  }
}

TEST(TriggerFit, WithoutFacesTheOtherPointsAreScaled) {
  EXPECT_EQ(trigger_fit(PainPoint, {Low, std::nullopt, 3.0, 0.1}), 100);
  EXPECT_EQ(trigger_fit(Cta, {Low, std::nullopt, 6.0, 0.1}), 63);  // 50 of 80
}

std::vector<MotionSample> series(const std::vector<std::pair<double, double>>& parts,
                                 std::optional<bool> face) {
  std::vector<MotionSample> samples;
  double t = 0.0;
  for (const auto& [seconds, energy] : parts) {
    for (int i = 0; i < static_cast<int>(seconds * 10.0 + 0.5); ++i) {
      samples.push_back({t + i * 0.1, energy, face});
    }
    t += seconds;
  }
  return samples;
}

TEST(PsychologyWindows, AreRunsOfOneLevel) {
  const auto windows = psychology_windows(series({{4.0, 20.0}, {3.0, 1.0}, {2.0, 8.0}}, true), 9.0);
  ASSERT_EQ(windows.size(), 3U);
  EXPECT_EQ(windows[0].level, High);
  EXPECT_EQ(windows[1].level, Low);
  EXPECT_EQ(windows[2].level, Medium);
  EXPECT_NEAR(windows[1].t0, 4.0, 1e-9);
  EXPECT_NEAR(windows[1].mean_energy, 1.0, 1e-9);
  EXPECT_EQ(windows[0].has_face, true);
  EXPECT_THAT(windows[0].recommended, testing::Contains(Hook));
}

TEST(PsychologyWindows, ShortRunsJoinTheNeighbourOfNearerEnergy) {
  const auto windows =
      psychology_windows(series({{3.0, 20.0}, {0.3, 7.0}, {3.0, 1.0}}, std::nullopt), 6.3);
  ASSERT_EQ(windows.size(), 2U);
  EXPECT_NEAR(windows[0].t1, 3.0, 1e-9);  // 7 is nearer to 1
  EXPECT_FALSE(windows[0].has_face);
}

TEST(PsychologyWindows, AnEvenVideoIsOneWindowOfItsAbsoluteClass) {
  const auto level = [](double energy) {
    const auto windows = psychology_windows(series({{4.0, energy}}, false), 4.0);
    return windows.size() == 1 ? std::optional(windows[0].level) : std::nullopt;
  };
  EXPECT_EQ(level(4.9), Low);
  EXPECT_EQ(level(5.0), Medium);
  EXPECT_EQ(level(15.0), High);
}

TEST(TimeTriggers, FillsAScriptFromFittingFootage) {
  const auto report = time_triggers(
      series({{2.0, 20.0}, {4.0, 1.0}, {6.0, 8.0}, {10.0, 20.0}, {4.0, 1.0}}, true), 26.0);
  ASSERT_TRUE(report);
  const auto& placement = report->placement;
  ASSERT_GE(placement.size(), 4U);
  EXPECT_EQ(placement.front().trigger, Hook);
  EXPECT_EQ(placement.front().t0, 0.0);
  EXPECT_EQ(placement.front().fit, 100);
  EXPECT_EQ(placement.front().reason, "high motion, face, 2.0 s, early");
  EXPECT_EQ(placement[1].trigger, PainPoint);
  EXPECT_EQ(placement.back().trigger, Cta);
  EXPECT_GE(placement.back().t0, 22.0);
  for (const auto& gap : report->gaps) EXPECT_FALSE(gap.missing.empty());
}

TEST(TimeTriggers, NamesWhatTheFootageLacks) {
  const auto report = time_triggers(series({{20.0, 1.0}}, false), 20.0);
  ASSERT_TRUE(report);
  const auto urgency = std::find_if(report->gaps.begin(), report->gaps.end(),
                                    [](const auto& gap) { return gap.trigger == Urgency; });
  ASSERT_NE(urgency, report->gaps.end());
  EXPECT_THAT(urgency->missing, testing::ElementsAre("high_motion", "position"));
}

TEST(TimeTriggers, AreNotSoughtInLessThanASecond) {
  EXPECT_FALSE(time_triggers(series({{0.9, 1.0}}, false), 0.9));
  EXPECT_FALSE(time_triggers({}, 10.0));
}

TEST(TimeTriggers, ShortVideosHaveTheShortScript) {
  const auto report = time_triggers(series({{5.0, 20.0}, {5.0, 1.0}}, true), 10.0);
  for (const auto& slot : report->placement) {
    EXPECT_THAT((std::vector{Hook, PainPoint, Solution, Cta}), testing::Contains(slot.trigger));
  }
}

TEST(DefaultStructure, ScalesWithTheDuration) {
  const auto plan = default_structure(22.5);
  ASSERT_EQ(plan.size(), 7U);
  EXPECT_DOUBLE_EQ(plan[1].t0, 1.5);
  EXPECT_DOUBLE_EQ(plan[1].t1, 4.0);
  EXPECT_DOUBLE_EQ(plan.back().t1, 22.5);
  EXPECT_EQ(plan.back().level, Low);
}

RC_GTEST_PROP(PlacementProperty, SlotsNeverOverlapAndFollowTheScript, ()) {
  std::vector<std::pair<double, double>> parts;
  double duration = 0.0;
  for (int n = *rc::gen::inRange(1, 7); n > 0; --n) {
    const double seconds = *rc::gen::inRange(2, 60) / 10.0;
    parts.emplace_back(seconds, *rc::gen::inRange(0, 25) * 1.0);
    duration += seconds;
  }
  RC_PRE(duration >= 1.0);
  const auto face =
      *rc::gen::element(std::optional<bool>(), std::optional(true), std::optional(false));

  const auto report = time_triggers(series(parts, face), duration);

  RC_ASSERT(report.has_value());
  double end = 0.0;
  for (const auto& window : report->windows) {
    RC_ASSERT(std::abs(window.t0 - end) < 1e-9);  // the windows tile the video
    end = window.t1;
  }
  RC_ASSERT(std::abs(end - duration) < 1e-9);
  RC_ASSERT(!report->placement.empty());
  RC_ASSERT(report->placement.front().trigger == Hook);
  RC_ASSERT(report->placement.back().trigger == Cta);
  for (std::size_t i = 0; i < report->placement.size(); ++i) {
    const auto& slot = report->placement[i];
    RC_ASSERT(slot.t0 >= 0.0 && slot.t0 < slot.t1 && slot.t1 <= duration + 1e-3);
    RC_ASSERT(slot.t1 - slot.t0 <= wish_of(slot.trigger).max_s + 1e-3);
    if (i == 0) continue;
    RC_ASSERT(slot.t0 >= report->placement[i - 1].t1);
    RC_ASSERT(slot.trigger > report->placement[i - 1].trigger);
  }
}

}  // namespace
}  // namespace gv::insight
