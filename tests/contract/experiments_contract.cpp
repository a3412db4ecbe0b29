// Experiments and ads are what the log says: after whatever was told, a rebuild finds the same
// bits.
#include "contract/engines.h"

#include "adapters/store/ad_states.h"
#include "adapters/store/experiments.h"
#include "adapters/store/learning_log.h"
#include "app/experiment_desk.h"
#include "app/observe_ad.h"
#include "app/ports/in_memory.h"
#include "app/rebuild.h"
#include "base/check.h"
#include "base/rng.h"
#include "core/revenue/presets.h"

namespace gv::contract {
namespace {

using app::Transaction;

const sql::Statement kForgeVariant{
    "test.forge_variant",
    "UPDATE experiment_variants SET evidence_successes = evidence_successes + 0.5 "
    "WHERE account_id = $1 AND variant_id = $2"};
const sql::Statement kForgeAd{"test.forge_ad",
                              "UPDATE ad_states SET clicks = clicks + 1 WHERE account_id = $1"};

std::map<AccountId, std::shared_ptr<const app::AccountSettings>> dollar_settings() {
  const auto settings = std::make_shared<app::AccountSettings>(
      app::AccountSettings{.pipeline = *revenue::preset("ptd_fitness", Currency::usd(), 700'000)});
  return {{AccountId("alpha"), settings}, {AccountId("beta"), settings}};
}

class ExperimentsContract : public Contract {
 protected:
  Result<bool> report(const app::AccountScope& scope, std::string variant, double successes,
                      std::optional<std::string> key = {}) {
    return desk_.report(scope,
                        {.variant_id = std::move(variant),
                         .trials = 10,
                         .successes = successes,
                         .value_minor = 7,
                         .cost_minor = 3},
                        key);
  }
  app::ProjectionCheck check(const app::AccountScope& scope, bool mend = false) {
    return *app::check_projections(store_, scope, log_, ads_, experiments_, mend);
  }

  const app::InMemorySettings settings_{dollar_settings()};
  store::LearningLog log_{};
  store::AdStates ads_{};
  store::Experiments experiments_{};
  app::ExperimentDesk desk_{store_, log_, experiments_, settings_};
  app::ObserveAd observe_{store_, log_, ads_};
};

TEST_P(ExperimentsContract, AnExperimentComesBackAsItWas) {
  const auto id = new_id();
  ASSERT_TRUE(desk_.start(
      alpha_, {.id = id, .name = "hooks", .metric = ab::Metric::Value, .budget_minor = 500}));
  ASSERT_TRUE(*desk_.register_variant(alpha_, id, "v1", {{"hook", "\"?\""}}));
  EXPECT_FALSE(*desk_.register_variant(alpha_, id, "v1", {{"hook", "\"?\""}}));
  ASSERT_TRUE(*report(alpha_, "v1", 0.1 + 0.2, "e1"));
  EXPECT_FALSE(*report(alpha_, "v1", 0.1 + 0.2, "e1"));

  const auto found = desk_.find(alpha_, id);
  ASSERT_TRUE(found) << found.error();
  EXPECT_EQ(found->name, "hooks");
  EXPECT_EQ(found->state.metric, ab::Metric::Value);
  EXPECT_EQ(found->budget_minor, 500);
  const auto& variant = found->state.variants.at(ab::VariantId("v1"));
  EXPECT_EQ(variant.metadata.at("hook"), "\"?\"");
  EXPECT_EQ(variant.totals, (ab::Totals{10, 0.1 + 0.2, 7, 3, 1}));
  EXPECT_EQ(variant.evidence, (ab::Evidence{10, 0.1 + 0.2, 7}));
  EXPECT_EQ(desk_.find(beta_, id).error().code, ErrorCode::NotFound);
  EXPECT_EQ(report(beta_, "v1", 1.0).error().code, ErrorCode::NotFound);
}

TEST_P(ExperimentsContract, AVariantBelongsToOneExperiment) {
  const auto id = new_id();
  ASSERT_TRUE(desk_.start(alpha_, {.id = id, .name = "hooks"}));
  ASSERT_TRUE(*desk_.register_variant(alpha_, std::nullopt, "v1", {}));

  EXPECT_EQ(desk_.register_variant(alpha_, id, "v1", {}).error().code, ErrorCode::Refused);
  EXPECT_EQ(desk_.register_variant(alpha_, std::nullopt, "v1", {{"a", "b"}}).error().code,
            ErrorCode::Refused);
  EXPECT_TRUE(*desk_.register_variant(beta_, std::nullopt, "v1", {}));
  EXPECT_EQ(desk_.list(alpha_, "", 10)->size(), 2u);
}

TEST_P(ExperimentsContract, WhatARefusalTriedLeavesNoEvent) {
  ASSERT_TRUE(*desk_.register_variant(alpha_, std::nullopt, "v1", {}));
  const auto before = check(alpha_).projected.events;

  EXPECT_EQ(report(alpha_, "v1", 11.0).error().code, ErrorCode::InvalidInput);

  EXPECT_EQ(check(alpha_).projected.events, before);
}

TEST_P(ExperimentsContract, ARebuildFindsTheSameBits) {
  Rng rng(7, 7);
  for (const auto* variant : {"a", "b", "c"}) {
    ASSERT_TRUE(*desk_.register_variant(alpha_, std::nullopt, variant, {}));
  }
  for (int i = 0; i < 60; ++i) {
    clock_.advance(Hours(1));
    const std::string variant(1, static_cast<char>('a' + i % 3));
    ASSERT_TRUE(report(alpha_, variant, 10.0 * rng.uniform()));
    if (i % 7 == 0) {
      ASSERT_TRUE(desk_.decay(alpha_, std::nullopt, 0.97));
    }
    ASSERT_TRUE(observe_.take(alpha_, {.observed = {.ad_id = "ad" + std::to_string(i % 4),
                                                    .to = clock_.now(),
                                                    .impressions = i,
                                                    .spend_minor = 17 * i}}));
  }
  ASSERT_TRUE(desk_.promote(alpha_, app::own_experiment_id(AccountId("alpha")), "user:u1"));

  const auto result = check(alpha_);

  EXPECT_TRUE(result.differing.empty()) << result.differing.front();
  EXPECT_TRUE(result.unknown.empty());
  EXPECT_EQ(result.projected.ads.size(), 4u);
  EXPECT_EQ(result.projected.experiments.size(), 1u);
  EXPECT_TRUE(check(beta_).projected.experiments.empty());
}

TEST_P(ExperimentsContract, ARebuildFindsAndMendsWhatWasAltered) {
  ASSERT_TRUE(*desk_.register_variant(alpha_, std::nullopt, "v1", {}));
  ASSERT_TRUE(report(alpha_, "v1", 3.0));
  ASSERT_TRUE(observe_.take(alpha_, {.observed = {.ad_id = "meta:1", .to = clock_.now()}}));
  ASSERT_TRUE(
      store_.write(alpha_, [&](Transaction& t) { return ads_.put(t, {.ad_id = "meta:2"}); }));
  ASSERT_TRUE(fresh_.database().write({.account = "alpha"}, [&](sql::Connection& connection) {
    GV_CHECK(connection.execute(kForgeVariant, {"alpha", "v1"}));
    return connection.execute(kForgeAd, {"alpha"});
  }));

  EXPECT_EQ(check(alpha_).differing.size(), 2u);
  EXPECT_EQ(check(alpha_).unknown, std::vector<std::string>{"ad meta:2"});
  EXPECT_EQ(check(alpha_, true).differing.size(), 2u);
  EXPECT_TRUE(check(alpha_).differing.empty());
}

GV_ON_EACH_ENGINE(ExperimentsContract);

}  // namespace
}  // namespace gv::contract
