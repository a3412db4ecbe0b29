#include "core/fatigue/fatigue.h"

#include <cmath>
#include <limits>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/rng.h"

namespace gv::fatigue {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// `baseline_days` with 10 000 impressions and 200 clicks, then three days that pool to `recent`.
std::vector<DayCounts> history(const DayCounts& recent_day, std::size_t baseline_days = 7) {
  std::vector<DayCounts> days(
      baseline_days,
      {.impressions = 10'000, .clicks = 200, .spend_minor = 10'000, .budget_minor = 5'000});
  days.insert(days.end(), 3, recent_day);
  return days;
}

constexpr DayCounts kSteady{
    .impressions = 10'000, .clicks = 200, .spend_minor = 10'000, .budget_minor = 5'000};

FatigueAssessment assess(const std::vector<DayCounts>& days, double frequency = 1.0,
                         FatigueMemory memory = {}) {
  return *assess_fatigue({.days = days, .frequency_7d = frequency, .memory = memory});
}

std::vector<Rule> rules_of(const FatigueAssessment& assessment) {
  std::vector<Rule> rules;
  for (const FiredRule& fired : assessment.rules) rules.push_back(fired.rule);
  return rules;
}

/// Three recent days with the given totals, on top of 1400 clicks of 70 000 impressions.
std::vector<DayCounts> recent(std::int64_t impressions, std::int64_t clicks) {
  auto days = history({});
  for (std::size_t i = 0; i < 3; ++i) {
    const auto part = static_cast<std::int64_t>(i);
    days[7 + i].impressions = (impressions + part) / 3;
    days[7 + i].clicks = (clicks + part) / 3;
    days[7 + i].spend_minor = days[7 + i].impressions;
  }
  return days;
}

TEST(Fatigue, AStableAdIsHealthy) {
  const auto assessment = assess(history(kSteady));
  EXPECT_EQ(assessment.status, FatigueStatus::Healthy);
  EXPECT_EQ(assessment.severity, 0);
  EXPECT_THAT(assessment.rules, IsEmpty());
  EXPECT_THAT(assessment.actions, IsEmpty());
  EXPECT_EQ(assessment.reason, "no sign of fatigue");
}

TEST(Fatigue, ASignificantFallOfCtrIsAWarning) {  // D-18
  const auto assessment = assess(recent(29'000, 430));
  EXPECT_EQ(assessment.severity, 2);
  EXPECT_EQ(assessment.status, FatigueStatus::Fatiguing);
  ASSERT_THAT(rules_of(assessment), ElementsAre(Rule::CtrDecline));
  EXPECT_NEAR(assessment.rules[0].value, 0.2586207, 5e-8);
  EXPECT_NEAR(*assessment.rules[0].z, 4.4315017, 5e-8);
  EXPECT_EQ(assessment.rules[0].threshold, 0.20);
  EXPECT_NEAR(assessment.confidence, 0.9999953, 1e-7);
  EXPECT_THAT(assessment.reason, HasSubstr("CTR fell 25.9 %"));
}

TEST(Fatigue, TheSameFallOnLittleTrafficIsNoise) {  // D-19
  EXPECT_EQ(assess(recent(800, 12)).severity, 0);
}

TEST(Fatigue, AFallOfExactlyTheThresholdCounts) {
  const auto assessment = assess(recent(30'000, 480));
  EXPECT_EQ(assessment.severity, 2);
  EXPECT_EQ(assess(recent(30'000, 360)).severity, 3);
}

TEST(Fatigue, CpmIsJudgedNetOfTheAccount) {  // D-21
  DayCounts dear = kSteady;
  dear.spend_minor = 13'200;
  DayCounts market = kSteady;
  market.spend_minor = 10'500;
  const auto days = history(dear);
  const auto account = history(market);
  const auto net = *assess_fatigue({.days = days, .frequency_7d = 1.0, .account_days = account});
  EXPECT_EQ(net.severity, 0);
  const auto gross = assess(days);
  ASSERT_THAT(rules_of(gross), ElementsAre(Rule::CpmIncrease));
  EXPECT_NEAR(gross.rules[0].value, 0.32, 1e-9);
  EXPECT_EQ(gross.severity, 2);
  EXPECT_EQ(gross.confidence, 0.8);
}

TEST(Fatigue, CpmNeedsAThousandRecentImpressions) {
  EXPECT_EQ(assess(history({.impressions = 333, .clicks = 7, .spend_minor = 999})).severity, 0);
  EXPECT_EQ(assess(history({.impressions = 334, .clicks = 7, .spend_minor = 999})).severity, 3);
}

TEST(Fatigue, CriticalCpmMeansAnExhaustedAudience) {
  DayCounts dear = kSteady;
  dear.spend_minor = 15'000;
  EXPECT_EQ(assess(history(dear)).status, FatigueStatus::AudienceExhausted);
  EXPECT_EQ(assess(history(kSteady), 8.0).status, FatigueStatus::Saturated);
}

TEST(Fatigue, ImpressionsThatFadeAtConstantBudgetAreAWarning) {  // D-22
  auto days = history(kSteady);
  for (std::size_t i = 0; i < days.size(); ++i) {
    days[i].impressions = std::llround(1e9 * std::exp(-0.035 * static_cast<double>(i)));
    days[i].clicks = days[i].impressions / 50;
    days[i].spend_minor = days[i].impressions;
  }
  const auto assessment = assess(days);
  ASSERT_THAT(rules_of(assessment), ElementsAre(Rule::ImpressionDecay));
  EXPECT_NEAR(assessment.rules[0].value, 0.2172955, 5e-8);
  EXPECT_EQ(assessment.severity, 2);
}

TEST(Fatigue, FrequencyHasFourLevels) {
  const auto severity = [](double frequency) {
    return assess(history(kSteady), frequency).severity;
  };
  EXPECT_EQ(severity(2.99), 0);
  EXPECT_EQ(severity(3.0), 1);
  EXPECT_EQ(severity(5.0), 2);
  EXPECT_EQ(severity(8.0), 3);
  EXPECT_EQ(severity(12.0), 4);
  EXPECT_EQ(assess(history(kSteady), 5.0).confidence, 0.9);
}

TEST(Fatigue, ThreeWeakSignsTogetherAreAWarning) {
  // CTR 0.75 x but not significant, CPM 1.25 x, frequency 2.6: none fires alone.
  const auto days = history({.impressions = 400, .clicks = 6, .spend_minor = 500});
  EXPECT_THAT(rules_of(assess(days, 2.6)), ElementsAre(Rule::Combination));
  EXPECT_EQ(assess(days, 2.6).severity, 2);
  EXPECT_EQ(assess(days, 2.5).severity, 0);
}

TEST(Fatigue, ReportsEveryRuleThatFired) {
  DayCounts worn = kSteady;
  worn.clicks = 100;
  worn.spend_minor = 14'000;
  const auto assessment = assess(history(worn), 5.5);
  EXPECT_THAT(rules_of(assessment),
              ElementsAre(Rule::Frequency, Rule::CtrDecline, Rule::CpmIncrease, Rule::Combination));
  EXPECT_EQ(assessment.severity, 3);
}

TEST(Fatigue, FewerThanThreeDaysAreInsufficient) {
  const auto assessment = assess({kSteady, kSteady}, 20.0);
  EXPECT_EQ(assessment.status, FatigueStatus::InsufficientData);
  EXPECT_EQ(assessment.severity, 0);
  EXPECT_EQ(assess({kSteady, kSteady, kSteady}, 20.0).severity, 4);
}

TEST(Fatigue, NeedsTwoEvaluationsInARowToLowerTheSeverity) {
  const auto days = history(kSteady);
  const auto high = assess(days, 8.5);
  const auto first = assess(days, 1.0, high.memory);
  EXPECT_EQ(first.severity, 3);
  EXPECT_EQ(first.severity_now, 0);
  EXPECT_EQ(first.status, FatigueStatus::Saturated);
  EXPECT_THAT(first.reason, HasSubstr("severity 3 holds"));
  EXPECT_EQ(assess(days, 1.0, first.memory).severity, 0);
  // A relapse in between starts the count again.
  const auto relapse = assess(days, 8.5, first.memory);
  EXPECT_EQ(assess(days, 1.0, relapse.memory).severity, 3);
}

TEST(Fatigue, FallsToTheHigherOfTheTwoEvaluations) {
  const auto days = history(kSteady);
  const auto high = assess(days, 8.5);
  const auto down = assess(days, 1.0, assess(days, 5.5, high.memory).memory);
  EXPECT_EQ(down.severity, 2);
  EXPECT_EQ(assess(days, 1.0, down.memory).severity, 0);  // the second below 2
}

TEST(Fatigue, ActionsFollowTheSeverityAndTheChanceOfReachingTheTarget) {
  const auto days = history(kSteady);
  const auto actions = [&](double frequency, std::optional<double> p) {
    return assess_fatigue({.days = days, .frequency_7d = frequency, .p_target = p})->actions;
  };
  EXPECT_THAT(actions(3.0, {}),
              ElementsAre(Action{Remedy::Monitor}, Action{Remedy::RequestBriefs}));
  EXPECT_THAT(actions(5.0, 0.5),
              ElementsAre(Action{Remedy::NoIncrease}, Action{Remedy::RefreshCreative}));
  EXPECT_THAT(actions(5.0, 0.49),
              ElementsAre(Action{Remedy::NoIncrease}, Action{Remedy::Reduce, 0.20},
                          Action{Remedy::RefreshCreative}));
  EXPECT_THAT(actions(8.0, 0.9),
              ElementsAre(Action{Remedy::Reduce, 0.20}, Action{Remedy::UrgentReplacement},
                          Action{Remedy::PauseWhenReplaced}));
  EXPECT_THAT(actions(12.0, 0.79), ElementsAre(Action{Remedy::Pause}));
  EXPECT_THAT(actions(12.0, 0.80), ElementsAre(Action{Remedy::Reduce, 0.50}));
  EXPECT_THAT(actions(12.0, {}), ElementsAre(Action{Remedy::Pause}));
}

TEST(Fatigue, SaysHowManyDaysAreLeft) {
  auto days = history(kSteady);
  for (std::size_t i = 0; i < days.size(); ++i) {
    days[i].frequency_7d = 4.0 + 0.25 * static_cast<double>(i);
  }
  EXPECT_NEAR(*assess(days, 6.5).days_until_critical, 6.0, 1e-9);
  EXPECT_EQ(*assess(days, 8.5).days_until_critical, 0.0);
  EXPECT_EQ(*assess(days, 0.1).days_until_critical, 30.0);  // capped
  EXPECT_FALSE(assess(history(kSteady)).days_until_critical.has_value());
}

TEST(Fatigue, RefusesGarbage) {
  const auto code = [](DayCounts bad, double frequency = 1.0) {
    const auto days = history(bad);
    const auto result = assess_fatigue({.days = days, .frequency_7d = frequency});
    return result ? ErrorCode::NotFound : result.error().code;
  };
  EXPECT_EQ(code({.impressions = -1}), ErrorCode::NegativeCount);
  EXPECT_EQ(code({.impressions = 1, .clicks = 2}), ErrorCode::ClicksExceedImpressions);
  EXPECT_EQ(code(kSteady, std::numeric_limits<double>::quiet_NaN()), ErrorCode::Nan);
  EXPECT_EQ(code(kSteady, -1.0), ErrorCode::NegativeCount);
  const auto days = history(kSteady);
  const std::vector<DayCounts> other(4);
  EXPECT_FALSE(assess_fatigue({.days = days, .account_days = other}).has_value());
  EXPECT_FALSE(assess_fatigue({.days = days, .p_target = 1.5}).has_value());
  EXPECT_FALSE(assess_fatigue({.days = days}, {.ctr_warning = 0.5}).has_value());
  EXPECT_FALSE(assess_fatigue({.days = days}, {.overdispersion = 0.5}).has_value());
}

std::vector<DayCounts> random_history(Rng& rng) {
  std::vector<DayCounts> days;
  const std::size_t count = 6 + rng.below(15);
  for (std::size_t i = 0; i < count; ++i) {
    DayCounts day{.impressions = static_cast<std::int64_t>(rng.below(20'000)),
                  .spend_minor = static_cast<std::int64_t>(rng.below(30'000)),
                  .budget_minor = 5'000};
    day.clicks =
        static_cast<std::int64_t>(rng.below(static_cast<std::uint64_t>(day.impressions) / 20 + 1));
    days.push_back(day);
  }
  return days;
}

RC_GTEST_PROP(FatigueProperty, FewerRecentClicksNeverLowerTheSeverity, ()) {
  Rng rng(*rc::gen::arbitrary<std::uint64_t>(), 1);
  auto days = random_history(rng);
  const double frequency = 6.0 * rng.uniform();
  const int before = assess(days, frequency).severity;
  for (std::size_t i = days.size() - 3; i < days.size(); ++i) {
    days[i].clicks =
        static_cast<std::int64_t>(rng.below(static_cast<std::uint64_t>(days[i].clicks) + 1));
  }
  RC_ASSERT(assess(days, frequency).severity >= before);
}

RC_GTEST_PROP(FatigueProperty, DearerImpressionsAndHigherFrequencyNeverLowerTheSeverity, ()) {
  Rng rng(*rc::gen::arbitrary<std::uint64_t>(), 2);
  auto days = random_history(rng);
  const double frequency = 14.0 * rng.uniform();
  const int before = assess(days, frequency).severity;
  const auto factor = static_cast<std::int64_t>(1 + rng.below(3));
  for (std::size_t i = days.size() - 3; i < days.size(); ++i) days[i].spend_minor *= factor;
  RC_ASSERT(assess(days, frequency * (1.0 + rng.uniform())).severity >= before);
}

RC_GTEST_PROP(FatigueProperty, SeverityNeverFallsOnOneEvaluation, ()) {
  Rng rng(*rc::gen::arbitrary<std::uint64_t>(), 3);
  FatigueMemory memory;
  int below = 0;
  for (int step = 0; step < 12; ++step) {
    const auto assessment = assess(history(kSteady), 14.0 * rng.uniform(), memory);
    RC_ASSERT(assessment.severity >= assessment.severity_now);
    if (assessment.severity < memory.severity) RC_ASSERT(below >= 1);
    below = assessment.severity_now < assessment.severity ? below + 1 : 0;
    if (assessment.severity < memory.severity && below > 1) below = 1;
    RC_ASSERT(assessment.confidence >= 0.0 && assessment.confidence <= 1.0);
    memory = assessment.memory;
  }
}

}  // namespace
}  // namespace gv::fatigue
