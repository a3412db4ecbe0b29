#include "contract/engines.h"

#include <array>

#include "adapters/store/ad_catalog.h"
#include "adapters/store/ad_policies.h"
#include "adapters/store/running_ads.h"

namespace gv::contract {
namespace {

using app::AdPolicy;
using app::AdPolicyMode;
using app::Transaction;
using namespace std::chrono_literals;

class AdPoliciesContract : public Contract {
 protected:
  bool put(const app::AccountScope& scope, const AdPolicy& policy) {
    return *store_.write(scope, [&](Transaction& t) { return policies_.put(t, policy); });
  }
  std::optional<AdPolicy> find(const app::AccountScope& scope, std::string_view ad) {
    return *store_.read(scope, [&](Transaction& t) { return policies_.find(t, ad); });
  }
  std::vector<std::string> in_force(const app::AccountScope& scope) {
    std::vector<std::string> ads;
    const auto found = *store_.read(scope, [&](Transaction& t) { return policies_.in_force(t); });
    for (const auto& policy : found) ads.push_back(policy.ad_id);
    return ads;
  }
  AdPolicy policy(const std::string& ad) {
    return {.ad_id = ad,
            .mode = AdPolicyMode::Observe,
            .min_budget_minor = 1'000,
            .max_budget_minor = 9'000,
            .note = "Bis \"Montag\"",
            .set_by = "user:u1",
            .expires_at = clock_.now() + 1h,
            .revision = 1};
  }

  store::AdPolicies policies_{};
};

TEST_P(AdPoliciesContract, APolicyComesBackAsItWas) {
  const auto given = policy("meta:1");
  ASSERT_TRUE(put(alpha_, given));

  const auto found = find(alpha_, "meta:1");

  ASSERT_TRUE(found);
  EXPECT_EQ(found->mode, AdPolicyMode::Observe);
  EXPECT_EQ(found->min_budget_minor, 1'000);
  EXPECT_EQ(found->max_budget_minor, 9'000);
  EXPECT_EQ(found->note, given.note);
  EXPECT_EQ(found->set_by, "user:u1");
  EXPECT_EQ(found->set_at, clock_.now());
  EXPECT_EQ(found->expires_at, given.expires_at);
  EXPECT_EQ(found->revision, 1);
  EXPECT_FALSE(find(alpha_, "meta:2"));
}

TEST_P(AdPoliciesContract, OnlyTheNextRevisionTakesItsPlace) {
  const auto first = policy("meta:1");
  EXPECT_TRUE(put(alpha_, first));
  EXPECT_FALSE(put(alpha_, first)) << "somebody was quicker";

  AdPolicy next{
      .ad_id = "meta:1", .mode = AdPolicyMode::Locked, .set_by = "user:u2", .revision = 2};
  EXPECT_TRUE(put(alpha_, next));
  EXPECT_FALSE(put(alpha_, next));
  next.revision = 4;
  EXPECT_FALSE(put(alpha_, next));

  const auto found = find(alpha_, "meta:1");
  EXPECT_EQ(found->mode, AdPolicyMode::Locked);
  EXPECT_FALSE(found->min_budget_minor || found->max_budget_minor || found->note);
  EXPECT_FALSE(found->expires_at);
  EXPECT_EQ(found->revision, 2);
}

TEST_P(AdPoliciesContract, WhatRanOutIsKeptAndNotInForce) {
  ASSERT_TRUE(put(alpha_, policy("meta:2")));
  AdPolicy lasting = policy("meta:1");
  lasting.expires_at.reset();
  ASSERT_TRUE(put(alpha_, lasting));
  EXPECT_EQ(in_force(alpha_), (std::vector<std::string>{"meta:1", "meta:2"}));

  clock_.advance(1h);

  EXPECT_EQ(in_force(alpha_), std::vector<std::string>{"meta:1"});
  const auto over = find(alpha_, "meta:2");
  ASSERT_TRUE(over);
  EXPECT_FALSE(over->in_force(clock_.now()));
}

TEST_P(AdPoliciesContract, AccountsDoNotSeeEachOther) {
  ASSERT_TRUE(put(alpha_, policy("meta:1")));

  EXPECT_FALSE(find(beta_, "meta:1"));
  EXPECT_TRUE(in_force(beta_).empty());
  EXPECT_TRUE(put(beta_, policy("meta:1"))) << "each has its own first one";
}

TEST_P(AdPoliciesContract, AnAdIsFoundWithWhatCarriesItsMoney) {
  store::AdCatalog catalog;
  store::RunningAds running;
  ASSERT_TRUE(store_.write(alpha_, [&](Transaction& t) -> Result<void> {
    GV_TRY(catalog.put(t, app::CatalogCampaign{.platform = "meta",
                                               .external_id = "c1",
                                               .name = "c",
                                               .objective = "o",
                                               .status = "active",
                                               .daily_budget_minor = 700,
                                               .currency = "USD"}));
    GV_TRY(catalog.put(t, app::CatalogAdSet{.platform = "meta",
                                            .external_id = "s1",
                                            .campaign_external_id = "c1",
                                            .name = "s",
                                            .status = "active"}));
    return catalog.put(t, app::CatalogAd{.platform = "meta",
                                         .external_id = "1",
                                         .adset_external_id = "s1",
                                         .campaign_external_id = "c1",
                                         .name = "a",
                                         .status = "active",
                                         .review_status = "active"});
  }));
  const auto found = [&](const app::AccountScope& scope, std::string_view ad) {
    return *store_.read(scope, [&](Transaction& t) { return running.find(t, ad); });
  };

  const auto ad = found(alpha_, "meta:1");

  ASSERT_TRUE(ad);
  EXPECT_EQ(ad->adset_id, "s1");
  EXPECT_EQ(ad->unit_level, execute::EntityLevel::Campaign);
  EXPECT_EQ(ad->unit_id, "c1");
  EXPECT_EQ(ad->unit_budget_minor, 700);
  EXPECT_FALSE(found(alpha_, "meta:2") || found(alpha_, "google:1") || found(alpha_, "1"));
  EXPECT_FALSE(found(beta_, "meta:1"));
}

GV_ON_EACH_ENGINE(AdPoliciesContract);

}  // namespace
}  // namespace gv::contract
