#include "core/decide/cycle.h"

#include <algorithm>
#include <numeric>

#include <gtest/gtest.h>

#include "core/decide/testing.h"

namespace gv::decide {
namespace {

using belief::AdStatus;
using belief::Finality;
using testing::AdSpec;
using testing::ago;
using testing::find;
using testing::find_unit;

// A winner earns 4, an average ad 2, a loser nothing; 50 $ a day each.
AdSpec winner(const std::string& id) { return {.id = id, .deals = 40, .deal_value = 100'00.0}; }
AdSpec average(const std::string& id) { return {.id = id, .deals = 18, .deal_value = 100'00.0}; }
AdSpec loser(const std::string& id) { return {.id = id, .deals = 0}; }

CyclePlan plan_of(const CycleInput& input, const Config& config = {}) {
  const auto plan = run_cycle(input, config);
  EXPECT_TRUE(plan) << plan.error();
  if (!plan) return {};
  std::int64_t sum = plan->reserve_minor;
  for (const auto& unit : plan->units) sum += unit.recommended_budget_minor;
  EXPECT_EQ(sum, input.total_budget_minor);
  return *plan;
}

TEST(Cycle, MovesMoneyFromLosersToWinners) {
  const auto input = testing::account_of({winner("a"), average("b"), average("c"), loser("d")});
  const auto plan = plan_of(input);
  ASSERT_EQ(plan.decisions.size(), 4u);
  EXPECT_EQ(find(plan, "a")->type, DecisionType::AggressiveScale);
  EXPECT_EQ(find(plan, "d")->type, DecisionType::Kill);
  EXPECT_EQ(find(plan, "d")->finality, Finality::Final);
  EXPECT_EQ(find(plan, "d")->priority, 1);
  EXPECT_GT(find(plan, "d")->metrics.waste_prevented_minor, 0.0);
  EXPECT_EQ(find_unit(plan, "d")->recommended_budget_minor, 0);
  EXPECT_GT(find(plan, "a")->metrics.p_best, 0.9);
}

/// Two ads without deals so far, one predicted to fail, one to do well; `days` old.
CycleInput predicted_account(double days) {
  auto input = testing::account_of(
      {{.id = "bad", .days = days, .deals = 0}, {.id = "good", .days = days, .deals = 0}});
  input.hyper->prediction = 1.0;
  input.ads[0].predicted_roas = 0.1;
  input.ads[1].predicted_roas = 8.0;
  return input;
}

TEST(Cycle, APredictionSteersMoneyButEndsNoAd) {
  const auto input = predicted_account(4.0);
  const auto plan = plan_of(input);
  const auto& bad = *find(plan, "bad");
  EXPECT_GE(bad.metrics.roas.p_below_min, 0.95);  // with the prediction, at the protect level too
  EXPECT_LT(bad.metrics.roas.p_below_protect, 0.95);
  EXPECT_TRUE(bad.metrics.unpredicted);
  EXPECT_NE(bad.type, DecisionType::Kill);
  EXPECT_LT(find_unit(plan, "bad")->recommended_budget_minor, 50'00);
  EXPECT_FALSE(find(plan, "good")->metrics.unpredicted);
}

TEST(Cycle, APredictionKeepsNoAdPaused) {
  auto input = predicted_account(4.0);
  input.ads[0].status = AdStatus::Paused;
  input.ads[0].kill_state = {Finality::Provisional, ago(0.5), 50'00};
  input.ads[0].deals.push_back(
      {.click_at = ago(1.0), .counted_at = ago(0.1), .value_minor = 200'00, .cash_minor = 200'00});
  EXPECT_EQ(find(plan_of(input), "bad")->type, DecisionType::Reactivate);
}

TEST(Cycle, PredictedAdsMoveInTheIgnoranceZone) {
  const auto input = predicted_account(1.0);
  const auto plan = plan_of(input);
  EXPECT_LT(find_unit(plan, "bad")->recommended_budget_minor, 50'00);
  EXPECT_GT(find_unit(plan, "good")->recommended_budget_minor, 50'00);
}

TEST(Cycle, AnEmptyAccountKeepsItsMoney) {
  CycleInput input = testing::account_of({});
  input.total_budget_minor = 100'00;
  const auto plan = plan_of(input);
  EXPECT_EQ(plan.reserve_minor, 100'00);
  EXPECT_EQ(plan.reserve_reason, ReasonCode::CapsBind);
}

TEST(Cycle, TheLastActiveUnitOfACampaignIsNotKilled) {
  auto first = loser("a");
  first.campaign = "alone";
  auto second = loser("b");
  second.campaign = "alone";
  second.deals = 1;
  auto input = testing::account_of({first, second, winner("c")});
  input.total_budget_minor = 110'00;
  const auto plan = plan_of(input);
  const auto* a = find(plan, "a");
  const auto* b = find(plan, "b");
  EXPECT_EQ((a->type == DecisionType::Kill) + (b->type == DecisionType::Kill), 1);
  const auto* spared = a->type == DecisionType::Kill ? b : a;
  EXPECT_GT(*spared->recommended_budget_minor, 0);
  EXPECT_LE(*spared->recommended_budget_minor, 50'00);
  EXPECT_TRUE(spared->actions.contains(Action::Alert));
  EXPECT_FALSE(spared->finality);
}

TEST(Cycle, AManualKillSparesNoOne) {
  auto input = testing::account_of({winner("a")});
  input.ads[0].manual_kill = true;
  EXPECT_EQ(find(plan_of(input), "a")->type, DecisionType::Kill);
}

TEST(Cycle, DealsThatArriveAfterAProvisionalKillReviveTheAd) {
  auto input = testing::account_of({average("a"), winner("b"), average("c")});
  input.ads[0].status = AdStatus::Paused;
  input.ads[0].kill_state = {Finality::Provisional, ago(2.0), 50'00};
  input.total_budget_minor = 110'00;
  const auto plan = plan_of(input);
  const auto* revived = find(plan, "a");
  EXPECT_EQ(revived->type, DecisionType::Reactivate);
  EXPECT_EQ(revived->reason, ReasonCode::Revived);
  EXPECT_EQ(revived->recommended_budget_minor, 10'00);
}

TEST(Cycle, ARevivalWaitsWhenThereIsNoRoomForIt) {
  auto input = testing::account_of({average("a"), winner("b")});
  input.ads[0].status = AdStatus::Paused;
  input.ads[0].kill_state = {Finality::Provisional, ago(2.0), 50'00};
  testing::unit_of(input, "b").held = true;
  input.total_budget_minor = 50'00;
  const auto plan = plan_of(input);
  EXPECT_EQ(find(plan, "a")->type, DecisionType::Queue);
  EXPECT_EQ(find(plan, "a")->recommended_budget_minor, 0);
}

TEST(Cycle, AProvisionalKillWithoutLateDealsBecomesFinal) {
  auto spec = loser("a");
  spec.days = 30.0;
  auto input = testing::account_of({spec, winner("b")});
  input.ads[0].status = AdStatus::Paused;
  input.ads[0].kill_state = {Finality::Provisional, ago(12.0), 50'00};
  auto buckets = input.ads[0].buckets.unpacked();
  buckets.resize(18);  // paused twelve days ago
  input.ads[0].buckets = belief::BucketSeries(buckets);
  input.total_budget_minor = 60'00;
  const auto plan = plan_of(input);
  EXPECT_EQ(find(plan, "a")->type, DecisionType::Kill);
  EXPECT_EQ(find(plan, "a")->finality, Finality::Final);
  EXPECT_EQ(find_unit(plan, "a")->current_budget_minor, 0);
}

TEST(Cycle, APausedKillHoldsNoMoneyWhileDataAreStale) {
  auto input = testing::account_of({average("a"), winner("b")});
  input.ads[0].status = AdStatus::Paused;
  input.ads[0].kill_state = {Finality::Provisional, ago(2.0), 50'00};
  input.ads[0].data_as_of = ago(1.0);
  input.total_budget_minor = 60'00;
  const auto plan = plan_of(input);
  EXPECT_EQ(find(plan, "a")->type, DecisionType::Kill);
  EXPECT_EQ(find(plan, "a")->reason, ReasonCode::DataStale);
  EXPECT_EQ(find_unit(plan, "b")->recommended_budget_minor, 60'00);
}

TEST(Cycle, AnOutageFreezesTheAccount) {
  auto input = testing::account_of({winner("a"), loser("b")});
  input.session_ratio = 0.1;
  input.session_ratio_usual = 0.9;
  const auto plan = plan_of(input);
  EXPECT_TRUE(plan.outage);
  for (const auto& decision : plan.decisions) {
    EXPECT_EQ(decision.type, DecisionType::Observe);
    EXPECT_EQ(decision.reason, ReasonCode::TrackingOutage);
    EXPECT_EQ(decision.recommended_budget_minor, decision.current_budget_minor);
    EXPECT_TRUE(decision.actions.contains(Action::Alert));
  }
  EXPECT_FALSE(plan.warnings.empty());
}

TEST(Cycle, DealsThatStopArrivingAreAnOutage) {
  std::vector<AdSpec> specs;
  for (int i = 0; i < 4; ++i) {
    AdSpec spec = winner("a" + std::to_string(i));
    spec.clicks_daily = 400;
    spec.impressions_daily = 20'000;
    spec.deals = 400;
    specs.push_back(spec);
  }
  auto input = testing::account_of(specs);
  input.hyper->deal_rate = 0.05;
  EXPECT_FALSE(plan_of(input).outage);
  for (auto& ad : input.ads) {
    std::erase_if(ad.deals, [](const auto& deal) { return deal.counted_at > ago(1.0); });
  }
  EXPECT_TRUE(plan_of(input).outage);
}

TEST(Cycle, StaleDataAreObserved) {
  auto input = testing::account_of({winner("a"), loser("b")});
  input.ads[1].data_as_of = ago(0.5);
  const auto plan = plan_of(input);
  EXPECT_EQ(find(plan, "b")->type, DecisionType::Observe);
  EXPECT_EQ(find(plan, "b")->reason, ReasonCode::DataStale);
  EXPECT_EQ(find(plan, "b")->recommended_budget_minor, 50'00);
}

TEST(Cycle, ANewUnitIsLaunched) {
  auto fresh = AdSpec{.id = "new", .days = 0.0, .deals = 0, .budget = 0};
  auto input = testing::account_of({winner("a"), average("b"), fresh});
  input.ads[2].first_delivery_at.reset();
  const auto plan = plan_of(input);
  EXPECT_EQ(find(plan, "new")->type, DecisionType::Observe);
  EXPECT_EQ(find(plan, "new")->reason, ReasonCode::NewUnit);
  EXPECT_EQ(find(plan, "new")->recommended_budget_minor, 20'00);
}

TEST(Cycle, AdsThatShareAUnitAreLimitedToTheirOwnVerdicts) {
  auto first = winner("a");
  first.unit = "shared";
  auto second = loser("b");
  second.unit = "shared";
  auto third = average("c");
  third.unit = "shared";
  const auto plan = plan_of(testing::account_of({first, second, third, average("d")}));
  EXPECT_EQ(find(plan, "b")->type, DecisionType::Kill);
  EXPECT_FALSE(find(plan, "b")->recommended_budget_minor);
  EXPECT_EQ(find(plan, "a")->type, DecisionType::Maintain);
  EXPECT_GT(find_unit(plan, "shared")->recommended_budget_minor, 0);
  // The unit's worth is that of its live ads, not of the killed one.
  EXPECT_GT(find_unit(plan, "shared")->recommended_budget_minor,
            find_unit(plan, "d")->recommended_budget_minor);
}

TEST(Cycle, UnknownValueIsSaidAndNeverKilledFor) {
  auto input = testing::account_of({loser("a"), loser("b"), winner("c")});
  for (const std::size_t i : {0u, 1u}) input.ads[i].value_known = false;
  const auto plan = plan_of(input);
  EXPECT_NE(find(plan, "a")->type, DecisionType::Kill);
  EXPECT_FALSE(find(plan, "a")->metrics.value_known);
  ASSERT_FALSE(plan.warnings.empty());
  EXPECT_NE(plan.warnings[0].find("2 of 3"), std::string::npos);
}

// A winner that is cut for a better one: the reason must not argue for a raise.
TEST(Cycle, ACutWinnerSaysWhatItsMoneyEarnsElsewhere) {
  auto better = winner("a");
  better.deal_value *= 3.0;
  auto input = testing::account_of({better, winner("b"), winner("c")});
  input.total_budget_minor = input.total_budget_minor * 9 / 10;
  const auto plan = plan_of(input);
  const auto* cut = find(plan, "b");
  ASSERT_EQ(cut->type, DecisionType::Reduce);
  EXPECT_GT(cut->metrics.roas.p_target, 0.9);
  EXPECT_EQ(cut->reason, ReasonCode::CapsBind);
  ASSERT_TRUE(cut->metrics.marginal_elsewhere);
  EXPECT_NEAR(*cut->metrics.marginal_elsewhere, find(plan, "a")->metrics.marginal_current, 1e-9);
  EXPECT_GT(*cut->metrics.marginal_elsewhere, cut->metrics.marginal_current);
  EXPECT_GT(cut->confidence, 0.9);
  EXPECT_FALSE(cut->policy_driven);
}

// No unit is raised, so nothing is earned elsewhere: the total is just smaller.
TEST(Cycle, ACutByASmallerTotalIsARule) {
  auto input = testing::account_of({winner("a"), winner("b")});
  input.total_budget_minor = input.total_budget_minor * 6 / 10;
  const auto plan = plan_of(input);
  for (const auto& decision : plan.decisions) {
    EXPECT_EQ(decision.type, DecisionType::Reduce);
    EXPECT_EQ(decision.reason, ReasonCode::CapsBind);
    EXPECT_FALSE(decision.metrics.marginal_elsewhere);
    EXPECT_TRUE(decision.policy_driven);
  }
}

TEST(Cycle, AQuotaLimitsTheNumberOfChanges) {
  Config config;
  const auto input =
      testing::account_of({winner("a"), average("b"), average("c"), average("d"), average("e")});
  const auto changes = [&](const CyclePlan& plan) {
    return std::count_if(plan.units.begin(), plan.units.end(), [](const auto& unit) {
      return unit.recommended_budget_minor != unit.current_budget_minor;
    });
  };
  EXPECT_GT(changes(plan_of(input)), 2);
  config.limits.max_changes = 2;
  const auto plan = plan_of(input, config);
  EXPECT_LE(changes(plan), 2);
  EXPECT_TRUE(std::any_of(plan.decisions.begin(), plan.decisions.end(),
                          [](const auto& d) { return d.reason == ReasonCode::ChangeQuota; }));
}

TEST(Cycle, TheProfitObjectiveKeepsMoneyThatWouldNotEarnItsMargin) {
  Config config;
  auto input = testing::account_of({average("a"), average("b"), average("c")});
  EXPECT_EQ(plan_of(input, config).reserve_minor, 0);
  config.objective_profit = true;
  config.gross_margin = 0.25;  // needs a marginal ROAS of 4
  const auto plan = plan_of(input, config);
  EXPECT_GT(plan.reserve_minor, 50'00);
  EXPECT_FALSE(plan.reserve_reason);  // no cap binds: it is what was asked for
  config.gross_margin = 1.0;
  EXPECT_EQ(plan_of(input, config).reserve_minor, 0);
}

TEST(Cycle, EveryAllocatorSharesTheWholeTotal) {
  auto input = testing::account_of({winner("a"), average("b"), average("c"), loser("d")});
  input.total_budget_minor = 180'00;
  for (const auto allocator :
       {Allocator::Curve, Allocator::ProbabilityBest, Allocator::Softmax, Allocator::Optimizer}) {
    for (const bool profit : {false, true}) {
      Config config;
      config.allocator = allocator;
      config.objective_profit = profit;
      const auto plan = plan_of(input, config);
      EXPECT_GE(find_unit(plan, "a")->recommended_budget_minor, 50'00);
      EXPECT_TRUE(allocator == Allocator::Curve || plan.reserve_minor == 0);
    }
  }
}

TEST(Cycle, TheOptimizerMovesOnlyFromDonorsToWinners) {
  Config config;
  config.allocator = Allocator::Optimizer;
  const auto input = testing::account_of({winner("a"), average("b"), average("c")});
  const auto plan = plan_of(input, config);
  EXPECT_GE(find_unit(plan, "a")->recommended_budget_minor,
            find_unit(plan, "b")->recommended_budget_minor);
}

TEST(Cycle, WithoutAutoKillAKillAsksForApproval) {
  Config config;
  config.kill.auto_kill = false;
  const auto plan = plan_of(testing::account_of({winner("a"), loser("b")}), config);
  EXPECT_EQ(find(plan, "b")->type, DecisionType::Kill);
  EXPECT_TRUE(find(plan, "b")->actions.contains(Action::ApprovalRequired));
}

TEST(Cycle, FatigueCapsRaisesAndAsksForNewCreatives) {
  auto input = testing::account_of({winner("a"), average("b")});
  input.ads[0].fatigue = 3;
  const auto plan = plan_of(input);
  const auto* tired = find(plan, "a");
  EXPECT_EQ(tired->type, DecisionType::Reduce);
  EXPECT_EQ(tired->reason, ReasonCode::Fatigue);
  EXPECT_TRUE(tired->policy_driven);
  EXPECT_NEAR(tired->confidence, 1.0 - tired->metrics.roas.p_target, 1e-12);
  EXPECT_TRUE(tired->actions.contains(Action::RefreshCreative));
  EXPECT_TRUE(tired->actions.contains(Action::RequestReplacement));
  EXPECT_LE(*tired->recommended_budget_minor, 40'00);
}

TEST(Cycle, FillSpendsTheConfiguredTotal) {
  auto input = testing::account_of({average("a"), average("b"), average("c")});
  input.total_budget_minor = 170'00;
  Config config;
  const auto plan = plan_of(input, config);
  EXPECT_EQ(plan.reserve_minor, 0);
  config.limits.allow_underspend = true;
  EXPECT_GE(plan_of(input, config).reserve_minor, plan.reserve_minor);
}

TEST(Cycle, FrozenUnitsAboveTheTotalRefuseThePlan) {
  auto input = testing::account_of({winner("a"), average("b")});
  testing::unit_of(input, "a").held = true;
  input.total_budget_minor = 49'00;
  const auto plan = run_cycle(input, {});
  ASSERT_FALSE(plan);
  EXPECT_EQ(plan.error().code, ErrorCode::Refused);
}

TEST(Cycle, BoostsSteerMoneyAndNeverTheShownRoas) {
  auto input = testing::account_of({average("a"), average("b"), average("c")});
  const auto plain = plan_of(input);
  input.ads[0].dna_boost = 1.2;
  const auto boosted = plan_of(input);
  EXPECT_EQ(find(plain, "a")->metrics.roas.mean, find(boosted, "a")->metrics.roas.mean);
  EXPECT_GE(find_unit(boosted, "a")->recommended_budget_minor,
            find_unit(plain, "a")->recommended_budget_minor);
}

TEST(Cycle, AnotherAdLeavesTheDrawsOfTheFirstAlone) {
  const auto alone = testing::account_of({winner("a")});
  const auto both = testing::account_of({winner("a"), winner("b")});
  const auto one = find(plan_of(alone), "a")->metrics.roas;
  const auto two = find(plan_of(both), "a")->metrics.roas;
  // The account's level moves with its ads; the luck of the draw does not.
  EXPECT_NEAR(one.median / one.mean, two.median / two.mean, 1e-3);
}

TEST(Cycle, ScheduleWeighsEarlyDealsLess) {
  auto young = winner("a");
  young.days = 2.5;
  young.deals = 6;
  auto input = testing::account_of({young, average("b"), average("c")});
  Config config;
  const auto full = plan_of(input, config);
  config.sampler.evidence = belief::EvidenceMode::Schedule;
  config.blend.transition_end_hours = 2400.0;
  const auto scheduled = plan_of(input, config);
  // Probabilities of gates use full evidence in both.
  EXPECT_EQ(find(full, "a")->metrics.roas.p_target, find(scheduled, "a")->metrics.roas.p_target);
  EXPECT_LE(find_unit(scheduled, "a")->recommended_budget_minor,
            find_unit(full, "a")->recommended_budget_minor);
}

}  // namespace
}  // namespace gv::decide
