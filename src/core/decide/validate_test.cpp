#include "core/decide/validate.h"

#include <cmath>
#include <functional>
#include <limits>

#include <gtest/gtest.h>

#include "core/decide/testing.h"

namespace gv::decide {
namespace {

using testing::ago;
using testing::kNow;

constexpr std::int64_t kHuge = std::int64_t{1} << 62;

CycleInput two_ads() { return testing::account_of({{.id = "a"}, {.id = "b"}}); }

template <class Change>
void spoil_bucket(belief::AdState& ad, Change change) {
  auto buckets = ad.buckets.unpacked();
  change(buckets[0]);
  ad.buckets = belief::BucketSeries(buckets);
}

struct BadAd {
  ErrorCode code;
  std::function<void(belief::AdState&)> spoil;
};

TEST(Validate, ABadAdIsRejectedAndTheOthersGoOn) {
  const std::vector<BadAd> cases{
      {ErrorCode::NegativeCount,
       [](auto& ad) { spoil_bucket(ad, [](auto& bucket) { bucket.clicks = -1; }); }},
      {ErrorCode::NegativeCount,
       [](auto& ad) { spoil_bucket(ad, [](auto& bucket) { bucket.spend_minor = -1; }); }},
      {ErrorCode::Overflow,
       [](auto& ad) { spoil_bucket(ad, [](auto& bucket) { bucket.impressions = kHuge; }); }},
      {ErrorCode::Overflow,
       [](auto& ad) {
         auto buckets = ad.buckets.unpacked();
         for (auto& bucket : buckets) bucket.spend_minor = std::int64_t{1} << 49;
         ad.buckets = belief::BucketSeries(buckets);
       }},
      {ErrorCode::ClicksExceedImpressions,
       [](auto& ad) { spoil_bucket(ad, [](auto& bucket) { bucket.clicks = 1'000'000; }); }},
      {ErrorCode::InvalidInput,
       [](auto& ad) { spoil_bucket(ad, [](auto& bucket) { bucket.end = ago(90.0); }); }},
      {ErrorCode::ClockSkew,
       [](auto& ad) { spoil_bucket(ad, [](auto& bucket) { bucket.start = kNow + Hours{1}; }); }},
      {ErrorCode::InvalidInput,
       [](auto& ad) { spoil_bucket(ad, [](auto& bucket) { bucket.start = TimePoint::min(); }); }},
      {ErrorCode::ClockSkew, [](auto& ad) { ad.data_as_of = kNow + Hours{1}; }},
      {ErrorCode::ClockSkew, [](auto& ad) { ad.first_delivery_at = kNow + Hours{1}; }},
      {ErrorCode::InvalidInput, [](auto& ad) { ad.creative_refreshed_at = TimePoint::max(); }},
      {ErrorCode::Nan, [](auto& ad) { ad.deals[0].value_minor = std::nan(""); }},
      {ErrorCode::Nan, [](auto& ad) { ad.deals[0].credit = HUGE_VAL; }},
      {ErrorCode::InvalidInput, [](auto& ad) { ad.deals[0].credit = 0.0; }},
      {ErrorCode::NegativeCount, [](auto& ad) { ad.deals[0].cash_minor = -1.0; }},
      {ErrorCode::Overflow, [](auto& ad) { ad.deals[0].value_minor = 1e300; }},
      {ErrorCode::InvalidInput, [](auto& ad) { ad.deals[0].counted_at = TimePoint::max(); }},
      {ErrorCode::Nan, [](auto& ad) { ad.frequency_7d = std::nan(""); }},
      {ErrorCode::NegativeCount, [](auto& ad) { ad.audience_size = -5; }},
      {ErrorCode::InvalidInput, [](auto& ad) { ad.fatigue = 5; }},
      {ErrorCode::NegativeCount, [](auto& ad) { ad.lifetime_budget_minor = -1; }},
      {ErrorCode::NegativeCount,
       [](auto& ad) {
         ad.kill_state = {belief::Finality::Final, kNow, -1};
       }},
      {ErrorCode::UnknownBudgetUnit, [](auto& ad) { ad.unit_id = BudgetUnitId("nowhere"); }}};
  for (std::size_t i = 0; i < cases.size(); ++i) {
    auto input = two_ads();
    cases[i].spoil(input.ads[0]);
    const auto valid = validate(input);
    ASSERT_EQ(valid.rejected.size(), 1u) << "case " << i;
    EXPECT_EQ(valid.rejected[0].error.code, cases[i].code) << valid.rejected[0].error;
    EXPECT_EQ(valid.ads, std::vector<std::size_t>{1});
    EXPECT_TRUE(run_cycle(input, testing::cheap_config()));
  }
}

TEST(Validate, TwoStatesOfOneAdAreBothRejected) {
  auto input = two_ads();
  input.ads.push_back(input.ads[0]);
  const auto valid = validate(input);
  EXPECT_EQ(valid.rejected.size(), 2u);
  EXPECT_EQ(valid.rejected[0].error.code, ErrorCode::DuplicateAd);
  EXPECT_EQ(valid.ads.size(), 1u);
}

TEST(Validate, TheSameAdIdOnAnotherPlatformIsAnotherAd) {
  auto input = two_ads();
  input.ads.push_back(input.ads[0]);
  input.ads.back().key.platform = "tiktok";
  EXPECT_EQ(validate(input).ads.size(), 3u);
}

TEST(Validate, ABadUnitRejectsItsAds) {
  const std::vector<std::function<void(CycleInput&)>> cases{
      [](auto& input) { input.units[0].daily_budget_minor = -1; },
      [](auto& input) { input.units[0].daily_budget_minor = kHuge; },
      [](auto& input) { input.units[0].min_minor = -1; },
      [](auto& input) { input.units[0].max_minor = kHuge; },
      [](auto& input) {
        input.units[0].history = {{ago(1.0), kHuge}};
      },
      [](auto& input) {
        input.units[0].history = {{ago(1.0), 1}, {ago(2.0), 1}};
      },
      [](auto& input) { input.units.push_back(input.units[0]); }};
  for (const auto& spoil : cases) {
    auto input = two_ads();
    spoil(input);
    const auto valid = validate(input);
    ASSERT_EQ(valid.rejected.size(), 1u);
    EXPECT_EQ(valid.rejected[0].ad.ad_id.text(), "a");
    EXPECT_EQ(valid.units.size(), 1u);
  }
}

TEST(Validate, OutputIsInOrderOfIds) {
  auto input = testing::account_of({{.id = "c"}, {.id = "a"}, {.id = "b"}});
  const auto valid = validate(input);
  EXPECT_EQ(valid.ads, (std::vector<std::size_t>{1, 2, 0}));
  EXPECT_EQ(valid.units, (std::vector<std::size_t>{1, 2, 0}));
}

TEST(Validate, ABadAccountGivesNoPlan) {
  const std::vector<std::function<void(CycleInput&)>> cases{
      [](auto& input) { input.total_budget_minor = -1; },
      [](auto& input) { input.total_budget_minor = kHuge; },
      [](auto& input) { input.now = TimePoint::max(); },
      [](auto& input) { input.priors.count_value_minor = std::nan(""); },
      [](auto& input) { input.priors.cycle_days_mean = -1.0; },
      [](auto& input) { input.delay = belief::DelayModel{.mean_days = 0.0}; },
      [](auto& input) { input.delay = belief::DelayModel{.instant = std::nan("")}; },
      [](auto& input) { input.delay = belief::DelayModel{.shape = 1e-300}; },
      [](auto& input) { input.hyper = belief::Hyper{.deal_rate = 0.0}; },
      [](auto& input) { input.hyper = belief::Hyper{.deal_rate = 1.0, .elasticity = 1e300}; },
      [](auto& input) { input.session_ratio = std::nan(""); },
      [](auto& input) {
        input.outages = {{TimePoint::min(), TimePoint::max()}};
      }};
  for (const auto& spoil : cases) {
    auto input = two_ads();
    spoil(input);
    EXPECT_FALSE(run_cycle(input, testing::cheap_config()));
  }
}

TEST(Config, DefaultsAreValid) { EXPECT_TRUE(check(Config{})); }

TEST(Config, EveryConstantHasARange) {
  const double bad[] = {std::nan(""), -1.0, 1e300, std::numeric_limits<double>::infinity()};
  double Config::*const own[] = {
      &Config::target_roas,          &Config::min_roas_ratio,        &Config::scale_roas_ratio,
      &Config::confidence_threshold, &Config::scale_confidence,      &Config::scale_maturity,
      &Config::min_conversions,      &Config::learning_period_hours, &Config::unattributed_uplift};
  for (const auto field : own) {
    for (const double value : bad) {
      Config config;
      config.*field = value;
      const auto checked = check(config);
      ASSERT_FALSE(checked);
      EXPECT_EQ(checked.error().code, ErrorCode::ConfigRange);
    }
  }
  double KillConfig::*const kill[] = {
      &KillConfig::roas,           &KillConfig::protect_ratio,  &KillConfig::alpha,
      &KillConfig::provisional,    &KillConfig::revive,         &KillConfig::min_ctr,
      &KillConfig::ctr_protect,    &KillConfig::min_cvr,        &KillConfig::cvr_protect,
      &KillConfig::cpa_multiplier, &KillConfig::cpa_deals,      &KillConfig::cpa_protect,
      &KillConfig::overdispersion, &KillConfig::final_maturity, &KillConfig::provisional_maturity};
  for (const auto field : kill) {
    for (const double value : bad) {
      Config config;
      config.kill.*field = value;
      EXPECT_FALSE(check(config));
    }
  }
  double belief::SamplerConfig::*const sampler[] = {
      &belief::SamplerConfig::half_life_click_days, &belief::SamplerConfig::half_life_value_days,
      &belief::SamplerConfig::ctr_strength, &belief::SamplerConfig::value_strength};
  for (const auto field : sampler) {
    for (const double value : bad) {
      Config config;
      config.sampler.*field = value;
      EXPECT_FALSE(check(config));
    }
  }
}

TEST(Config, ThresholdsMustBeInOrder) {
  Config config;
  config.kill.roas = 1.5;  // above min_roas 1.0
  ASSERT_FALSE(check(config));
  EXPECT_EQ(check(config).error().where, "decision.kill_roas");
  config = {};
  config.sampler.allocation_draws = config.sampler.draws + 1;
  EXPECT_FALSE(check(config));
  config = {};
  config.blend.ctr_only_hours = 48.0;
  EXPECT_FALSE(check(config));
}

}  // namespace
}  // namespace gv::decide
