#include "contract/engines.h"

#include <array>

#include "adapters/store/ad_catalog.h"
#include "adapters/store/ad_states.h"
#include "adapters/store/ad_tree.h"
#include "adapters/store/decisions.h"
#include "adapters/store/performance.h"
#include "adapters/store/revenue_store.h"

namespace gv::contract {
namespace {

using app::Transaction;
using app::TreeFilter;

class AdTreeContract : public Contract {
 protected:
  void SetUp() override {
    ASSERT_TRUE(store_.write(alpha_, [&](Transaction& t) { return add_things(t); }));
    ASSERT_TRUE(store_.write(beta_, [&](Transaction& t) { return add_things(t); }));
    ASSERT_TRUE(store_.write(alpha_, [&](Transaction& t) -> Result<void> {
      GV_TRY(add_day(t, "meta:1", 1, 100));
      GV_TRY(add_day(t, "meta:1", 2, 10));
      GV_TRY(add_day(t, "meta:2", 1, 1'000));
      GV_TRY(add_day(t, "meta:9", 1, 7));  // of no campaign that we know
      return states_.put(t, {.ad_id = "meta:1", .data_as_of = today()});
    }));
  }
  /// Campaigns 1 and 2, an ad set and an ad in each.
  Result<void> add_things(Transaction& t) {
    for (const std::string id : {"1", "2"}) {
      GV_TRY(catalog_.put(t, app::CatalogCampaign{.platform = "meta",
                                                  .external_id = id,
                                                  .name = "c" + id,
                                                  .objective = "o",
                                                  .status = id == "1" ? "active" : "paused",
                                                  .currency = "USD"}));
      GV_TRY(catalog_.put(t, app::CatalogAdSet{.platform = "meta",
                                               .external_id = id,
                                               .campaign_external_id = id,
                                               .name = "s" + id,
                                               .status = "active",
                                               .daily_budget_minor = 500}));
      GV_TRY(catalog_.put(t, app::CatalogAd{.platform = "meta",
                                            .external_id = id,
                                            .adset_external_id = id,
                                            .campaign_external_id = id,
                                            .name = "a" + id,
                                            .status = "active",
                                            .review_status = "active"}));
    }
    return {};
  }
  Result<void> add_day(Transaction& t, const std::string& ad, int ago, std::int64_t impressions,
                       const std::string& granularity = "day") {
    return performance_.put(t, {.platform = "meta",
                                .entity_id = ad,
                                .granularity = granularity,
                                .attribution_setting = "7d_click",
                                .period_start = today() - Days{ago},
                                .impressions = impressions,
                                .clicks = impressions / 10,
                                .spend_minor = impressions * 2,
                                .conversions = 0.5,
                                .fetched_at = today()});
  }
  Result<void> add_deal(Transaction& t, const std::string& id, int ago, std::int64_t of_first,
                        std::int64_t of_nobody) {
    const app::LedgerPosting posting{
        .id = id,
        .crm = "hubspot",
        .deal_id = id,
        .seq = 1,
        .event_key = id,
        .kind = "created",
        .delta_minor = of_first + of_nobody,
        .target_minor = of_first + of_nobody,
        .currency = "USD",
        .occurred_at = today() - Days{ago} + Hours{3},
        .reason = "created",
        .shares = {{.ad = AdId("meta:1"), .delta_minor = of_first, .method = "url_param"},
                   {.ad = revenue::unattributed(), .delta_minor = of_nobody, .method = "none"}}};
    return revenue_.post(t, std::array{posting});
  }
  Result<void> add_decision(Transaction& t, const std::string& decision,
                            const std::string& status) {
    const auto run = new_id();
    return decisions_.record(t, {.id = run, .trigger = "api", .status = "completed"},
                             std::array{app::DecisionRecord{.id = new_id(),
                                                            .run_id = run,
                                                            .ad_id = "meta:1",
                                                            .decision = decision,
                                                            .confidence = 0.75,
                                                            .recommended_budget_minor = 900,
                                                            .status = status}});
  }
  template <class Work>
  void write(Work work) {
    const auto done = store_.write(alpha_, work);
    ASSERT_TRUE(done) << done.error();
  }
  template <class Work>
  auto read(Work work, const app::AccountScope& scope) {
    auto found = store_.read(scope, work);
    EXPECT_TRUE(found) << found.error();
    return *found;
  }
  std::vector<app::CampaignNode> campaigns(const TreeFilter& filter) {
    return read([&](Transaction& t) { return tree_.campaigns(t, filter); }, alpha_);
  }
  std::vector<app::AdSetNode> adsets(const TreeFilter& filter) {
    return read([&](Transaction& t) { return tree_.adsets(t, filter); }, alpha_);
  }
  std::vector<app::AdNode> ads(const TreeFilter& filter) {
    return read([&](Transaction& t) { return tree_.ads(t, filter); }, alpha_);
  }
  [[nodiscard]] TimePoint today() const { return std::chrono::floor<Days>(clock_.now()); }
  [[nodiscard]] TreeFilter week() const { return {.from = today() - Days{7}, .until = today()}; }

  store::AdTree tree_{};
  store::AdCatalog catalog_{};
  store::AdStates states_{};
  store::Decisions decisions_{};
  store::Performance performance_{};
  store::RevenueStore revenue_{};
};

TEST_P(AdTreeContract, SumsAreOfTheSpanAtEveryLevel) {
  const app::AdSums first{.impressions = 110, .clicks = 11, .spend_minor = 220, .conversions = 1.0};
  ASSERT_EQ(campaigns(week()).size(), 2u);
  EXPECT_EQ(campaigns(week())[0].sums, first);
  EXPECT_EQ(adsets(week())[0].sums, first);
  EXPECT_EQ(ads(week())[0].sums, first);
  EXPECT_EQ(campaigns(week())[0].ads, 1);
  EXPECT_EQ(campaigns(week())[0].adsets, 1);
  EXPECT_EQ(campaigns(week())[0].data_as_of, today());
  EXPECT_FALSE(campaigns(week())[1].data_as_of);
  auto yesterday = week();
  yesterday.from = today() - Days{1};
  EXPECT_EQ(campaigns(yesterday)[0].sums.impressions, 100);
  yesterday.until = yesterday.from;
  EXPECT_EQ(campaigns(yesterday)[0].sums, app::AdSums{});
}

TEST_P(AdTreeContract, HoursAreNotCountedBesideDays) {
  write([&](Transaction& t) { return add_day(t, "meta:1", 1, 100, "hour"); });
  EXPECT_EQ(ads(week())[0].sums.impressions, 110);
  const auto hours = read([&](Transaction& t) { return tree_.series(t, "hour", week()); }, alpha_);
  ASSERT_EQ(hours.size(), 1u);
  EXPECT_EQ(hours[0].sums.impressions, 100);
}

TEST_P(AdTreeContract, PagesGoOnAfterTheLastRow) {
  auto filter = week();
  filter.limit = 1;
  EXPECT_EQ(ads(filter)[0].external_id, "1");
  filter.after_platform = "meta";
  filter.after_id = "1";
  ASSERT_EQ(ads(filter).size(), 1u);
  EXPECT_EQ(ads(filter)[0].external_id, "2");
  EXPECT_EQ(campaigns(filter)[0].external_id, "2");
  EXPECT_EQ(adsets(filter)[0].external_id, "2");
  filter.after_id = "2";
  EXPECT_TRUE(ads(filter).empty());
}

TEST_P(AdTreeContract, FiltersChoose) {
  auto filter = week();
  filter.status = "paused";
  ASSERT_EQ(campaigns(filter).size(), 1u);
  EXPECT_EQ(campaigns(filter)[0].external_id, "2");
  EXPECT_TRUE(ads(filter).empty());
  filter.status = "";
  filter.platform = "meta";
  filter.campaign = "2";
  EXPECT_EQ(ads(filter)[0].external_id, "2");
  EXPECT_FALSE(ads(filter)[0].active);  // its campaign is paused
  EXPECT_EQ(adsets(filter)[0].external_id, "2");
  filter.adset = "1";
  EXPECT_TRUE(ads(filter).empty());
  filter.campaign = filter.adset = "";
  filter.ad = "2";
  EXPECT_EQ(ads(filter)[0].campaign_id, "2");
  filter.platform = "google";
  EXPECT_TRUE(ads(filter).empty());
}

TEST_P(AdTreeContract, TheLedgersValueIsThatOfEventsInTheSpan) {
  write([&](Transaction& t) -> Result<void> {
    GV_TRY(add_deal(t, new_id(), 2, 700, 50));
    GV_TRY(add_deal(t, new_id(), 1, -200, 0));
    return add_deal(t, new_id(), 30, 5'000, 0);
  });
  EXPECT_EQ(ads(week())[0].sums.pipeline_value_minor, 500);
  EXPECT_EQ(ads(week())[0].sums.impressions, 110);  // once, however many postings there are
  EXPECT_EQ(adsets(week())[0].sums.pipeline_value_minor, 500);
  EXPECT_EQ(campaigns(week())[0].sums.pipeline_value_minor, 500);
  EXPECT_EQ(campaigns(week())[1].sums.pipeline_value_minor, 0);

  const auto booked = [&](const TreeFilter& filter) {
    return read([&](Transaction& t) { return tree_.booked(t, filter); }, alpha_);
  };
  ASSERT_EQ(booked(week()).size(), 2u);
  EXPECT_EQ(booked(week())[0].delta_minor, 700);  // without what is nobody's
  EXPECT_EQ(booked(week())[1].at, today() - Days{1} + Hours{3});
  auto filter = week();
  filter.platform = "meta";
  filter.ad = "1";
  EXPECT_EQ(booked(filter).size(), 2u);
  filter.ad = "2";
  EXPECT_TRUE(booked(filter).empty());
  filter.ad = "";
  filter.campaign = "1";
  EXPECT_EQ(booked(filter).size(), 2u);
}

TEST_P(AdTreeContract, ASeriesIsOfTheAccountOrOfACampaign) {
  const auto series = [&](const TreeFilter& filter) {
    return read([&](Transaction& t) { return tree_.series(t, "day", filter); }, alpha_);
  };
  ASSERT_EQ(series(week()).size(), 2u);
  EXPECT_EQ(series(week())[0].at, today() - Days{2});
  EXPECT_EQ(series(week())[1].sums.impressions, 1'107);
  auto filter = week();
  filter.platform = "meta";
  filter.campaign = "1";
  EXPECT_EQ(series(filter)[1].sums.impressions, 100);
  const auto known = read([&](Transaction& t) { return tree_.known_until(t); }, alpha_);
  EXPECT_EQ(known, today());
}

TEST_P(AdTreeContract, TheNewestDecisionThatIsNoPreviewIsShown) {
  EXPECT_FALSE(ads(week())[0].verdict);
  write([&](Transaction& t) { return add_decision(t, "scale", "proposed"); });
  clock_.advance(Hours{1});
  write([&](Transaction& t) { return add_decision(t, "reduce", "proposed"); });
  clock_.advance(Hours{1});
  write([&](Transaction& t) { return add_decision(t, "kill", "preview"); });
  const auto verdict = ads(week())[0].verdict;
  ASSERT_TRUE(verdict);
  EXPECT_EQ(verdict->decision, "reduce");
  EXPECT_EQ(verdict->confidence, 0.75);
  EXPECT_EQ(verdict->recommended_budget_minor, 900);
}

TEST_P(AdTreeContract, DaysOfOneAdAreReadAlone) {
  const app::PerformanceSpan span{
      .platform = "meta", .granularity = "day", .from = today() - Days{7}, .until = today()};
  const auto rows =
      read([&](Transaction& t) { return performance_.of_ad(t, "meta:1", span); }, alpha_);
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].impressions, 10);
  EXPECT_EQ(rows[1].entity_id, "meta:1");
}

TEST_P(AdTreeContract, AnotherAccountHasItsOwn) {
  const auto theirs = read([&](Transaction& t) { return tree_.campaigns(t, week()); }, beta_);
  ASSERT_EQ(theirs.size(), 2u);
  EXPECT_EQ(theirs[0].sums, app::AdSums{});
  EXPECT_FALSE(theirs[0].data_as_of);
}

TEST_P(AdTreeContract, NamesAreThoseOfALevelAndAnAccount) {
  std::vector<std::string> ids{"meta:1", "meta:2", "meta:1", "google:1", "bare"};
  for (int i = 100; i < 150; ++i) ids.push_back("meta:" + std::to_string(i));  // more than one go
  const auto names = [&](const app::AccountScope& scope, execute::EntityLevel level) {
    return *store_.read(scope, [&](Transaction& t) { return tree_.names(t, level, ids); });
  };
  EXPECT_EQ(names(alpha_, execute::EntityLevel::Ad),
            (app::NamesById{{"meta:1", "a1"}, {"meta:2", "a2"}}));
  EXPECT_EQ(names(alpha_, execute::EntityLevel::AdSet).at("meta:2"), "s2");
  EXPECT_EQ(names(alpha_, execute::EntityLevel::Campaign).at("meta:1"), "c1");
  EXPECT_TRUE(names(alpha_, execute::EntityLevel::Video).empty());
  EXPECT_TRUE(names(scope("gamma"), execute::EntityLevel::Ad).empty());
}

GV_ON_EACH_ENGINE(AdTreeContract);

}  // namespace
}  // namespace gv::contract
