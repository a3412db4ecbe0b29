#include "contract/engines.h"

#include <atomic>
#include <thread>

#include "adapters/store/ad_states.h"
#include "adapters/store/event_log.h"
#include "adapters/store/learning_log.h"
#include "app/observe_ad.h"

namespace gv::contract {
namespace {

using app::StoredAdState;
using app::Transaction;
using namespace std::chrono_literals;

class AdStatesContract : public Contract {
 protected:
  std::vector<StoredAdState> ads_of(const app::AccountScope& scope) {
    return *store_.read(scope, [&](Transaction& t) { return ads_.list(t, "", 100); });
  }
  Result<app::AdFeedbackOutcome> tell(const app::AccountScope& scope, std::string ad,
                                      std::optional<std::string> key = {}) {
    return observe_.take(scope, {.observed = {.ad_id = std::move(ad),
                                              .to = clock_.now(),
                                              .impressions = 1'000,
                                              .clicks = 20,
                                              .conversions = 1,
                                              .spend_minor = 3'000,
                                              .pipeline_value_minor = 9'000,
                                              .cash_revenue_minor = 4'000},
                                 .key = std::move(key)});
  }

  store::AdStates ads_{};
  store::LearningLog log_{};
  app::ObserveAd observe_{store_, log_, ads_};
};

TEST_P(AdStatesContract, AStateComesBackAsItWas) {
  const StoredAdState told{.ad_id = "tiktok:7",
                           .impressions = 5,
                           .clicks = 4,
                           .conversions = 3,
                           .spend_minor = 2,
                           .pipeline_value_minor = 1,
                           .cash_revenue_minor = 9,
                           .frequency = 2.1,
                           .reach_7d = 4,
                           .first_delivery_at = clock_.now() - 48h,
                           .creative_refreshed_at = clock_.now() - 24h,
                           .data_as_of = clock_.now(),
                           .status = "paused",
                           .learning = "learned",
                           .state_seq = 12,
                           .updated_at = clock_.now()};
  auto next = told;
  next.frequency.reset();
  next.clicks = 5;
  const auto put = [&](const StoredAdState& state) {
    return store_.write(alpha_, [&](Transaction& t) { return ads_.put(t, state); });
  };

  ASSERT_TRUE(put(told));
  EXPECT_EQ(ads_of(alpha_), std::vector{told});
  ASSERT_TRUE(put(next));
  EXPECT_EQ(ads_of(alpha_), std::vector{next});
  EXPECT_TRUE(ads_of(beta_).empty());
}

TEST_P(AdStatesContract, ListsGoOnAfterAnAd) {
  for (const auto* ad : {"meta:2", "meta:1", "google:3"}) ASSERT_TRUE(tell(alpha_, ad));

  const auto page = *store_.read(alpha_, [&](Transaction& t) { return ads_.list(t, "meta:1", 5); });
  ASSERT_EQ(page.size(), 1u);
  EXPECT_EQ(page[0].ad_id, "meta:2");
}

TEST_P(AdStatesContract, WhatIsToldAddsUpOnce) {
  ASSERT_TRUE(tell(alpha_, "meta:1", "e1")->counted);
  clock_.advance(1h);
  EXPECT_FALSE(tell(alpha_, "meta:1", "e1")->counted);
  EXPECT_TRUE(tell(beta_, "meta:1", "e1")->counted) << "another account's key";
  ASSERT_TRUE(tell(alpha_, "meta:1")->counted);

  const auto ad = ads_of(alpha_).front();
  EXPECT_EQ(ad.clicks, 40);
  EXPECT_EQ(ad.pipeline_value_minor, 18'000);
  EXPECT_EQ(ad.state_seq, 2);
  EXPECT_EQ(ad.first_delivery_at, clock_.now() - 25h) << "a first span is a day long";
  EXPECT_EQ(ad.data_as_of, clock_.now());
}

TEST_P(AdStatesContract, ABareIdMeansTheOneAdThatHasIt) {
  ASSERT_TRUE(tell(alpha_, "google:1"));
  EXPECT_EQ(tell(alpha_, "1")->ad_id, "google:1");
  EXPECT_EQ(tell(alpha_, "2")->ad_id, "meta:2");
  ASSERT_TRUE(tell(alpha_, "tiktok:1"));
  EXPECT_EQ(tell(alpha_, "1").error().where, "ad_id");
}

TEST_P(AdStatesContract, SumsThatWouldOverflowChangeNothing) {
  app::AdFeedback much{
      .observed = {.ad_id = "meta:1", .to = clock_.now(), .spend_minor = std::int64_t{1} << 62}};
  ASSERT_TRUE(observe_.take(alpha_, much));

  EXPECT_EQ(observe_.take(alpha_, much).error().code, ErrorCode::Overflow);

  EXPECT_EQ(ads_of(alpha_).front().state_seq, 1);
  EXPECT_EQ(*store_.read(alpha_, [&](Transaction& t) { return store::EventLog().last_seq(t); }), 1);
}

TEST_P(AdStatesContract, ManyWhoTellAtOnceLoseNothing) {
  constexpr int kTellers = 4;
  constexpr int kEach = 15;
  std::atomic<int> failed{0};
  std::vector<std::thread> tellers;
  for (int teller = 0; teller < kTellers; ++teller) {
    tellers.emplace_back([&] {
      for (int i = 0; i < kEach; ++i) failed += tell(alpha_, "meta:1") ? 0 : 1;
    });
  }
  for (auto& teller : tellers) teller.join();

  EXPECT_EQ(failed, 0);
  EXPECT_EQ(ads_of(alpha_).front().impressions, 1'000 * kTellers * kEach);
  EXPECT_EQ(ads_of(alpha_).front().state_seq, kTellers * kEach);
}

TEST_P(AdStatesContract, FactsComeBackAsTheyWereTold) {
  const std::vector<app::LearningFact> told{
      app::AdObserved{.ad_id = "meta:1",
                      .from = clock_.now() - 1h,
                      .to = clock_.now(),
                      .impressions = 7,
                      .spend_minor = 12},
      app::VariantRegistered{"e1", "v1", {{"hook", "question \"?\""}}},
      app::VariantReported{.experiment_id = "e1",
                           .variant_id = "v1",
                           .trials = 3,
                           .successes = 0.1 + 0.2,
                           .value_minor = 5},
      app::EvidenceDecayed{"e1", 20'120, 0.99},
      app::VariantPromoted{"e1", "v1", "v2", 1e-7, 1.0 / 3.0, 0.02, 0.004, "user:u1"},
      app::ExperimentStarted{.experiment_id = "e1", .name = "hooks", .metric = "ctr"}};
  ASSERT_TRUE(store_.write(alpha_, [&](Transaction& t) -> Result<void> {
    for (const auto& fact : told) GV_TRY(log_.append(t, fact, clock_.now(), {}));
    return {};
  }));

  std::int64_t reached = 0;
  const auto events =
      *store_.read(alpha_, [&](Transaction& t) { return log_.after(t, 0, 10, reached); });

  ASSERT_EQ(events.size(), told.size());
  EXPECT_EQ(reached, 6);
  for (std::size_t i = 0; i < told.size(); ++i) EXPECT_EQ(events[i].fact, told[i]) << i;
}

GV_ON_EACH_ENGINE(AdStatesContract);

}  // namespace
}  // namespace gv::contract
