#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <variant>

#include <gtest/gtest.h>

#include "adapters/api/testing.h"

namespace gv::api {
namespace {

using boost::json::value;

/// Three days before 31 January 2025, all of them in the month before February.
class CampaignRoutes : public ::testing::Test {
 protected:
  CampaignRoutes() { bench.campaigns.fill(); }
  int status(std::string path) { return bench.ask("GET", path).status; }
  value ask(std::string path) { return bench.json("GET", path); }
  /// All rows, as they are sent.
  std::string rows(std::string path, std::string accept) {
    auto response = bench.ask("GET", path, {}, {{"Accept", std::move(accept)}});
    auto& source = std::get<std::unique_ptr<http::BodySource>>(response.body);
    std::string text;
    for (std::string piece;; piece.clear()) {
      const auto more = source->next(piece);
      text += piece;
      if (!more || !*more) return text;
    }
  }
  std::size_t count(std::string path) { return ask(path).at("items").as_array().size(); }

  testing::Bench bench;
};

TEST_F(CampaignRoutes, ACampaignHasTheSumsOfItsAds) {
  const auto shown = ask("/api/v1/campaigns/meta:c1");
  EXPECT_EQ(shown.at("name"), "Campaign 1");
  EXPECT_EQ(shown.at("adsets"), 1);
  EXPECT_EQ(shown.at("ads"), 2);
  EXPECT_EQ(shown.at("impressions"), 12'000);
  EXPECT_EQ(shown.at("clicks"), 240);
  EXPECT_DOUBLE_EQ(shown.at("ctr").as_double(), 0.02);
  EXPECT_EQ(shown.at("spend").at("amount_minor"), 12'000);
  EXPECT_EQ(shown.at("cpm").at("amount_minor"), 1'000);
  EXPECT_EQ(shown.at("platform_value").at("amount_minor"), 6 * 60'00);
  EXPECT_EQ(shown.at("pipeline_value").at("amount_minor"), 900'00);
  EXPECT_DOUBLE_EQ(shown.at("pipeline_roas").as_double(), 7.5);
  EXPECT_EQ(shown.at("data_as_of"), "2025-01-31T08:00:00.000000Z");
  EXPECT_TRUE(shown.at("daily_budget").is_null());
  EXPECT_TRUE(ask("/api/v1/campaigns/meta:c2").at("data_as_of").is_null());
}

TEST_F(CampaignRoutes, ASpanLeavesOutOtherDays) {
  const auto day = ask("/api/v1/ads/meta:ad_1?from=2025-01-29&to=2025-01-30");
  EXPECT_EQ(day.at("impressions"), 2'000);
  EXPECT_EQ(day.at("pipeline_value").at("amount_minor"), 0);
  const auto none = ask("/api/v1/ads/meta:ad_1?from=2024-01-29&to=2024-01-30");
  EXPECT_EQ(none.at("impressions"), 0);
  EXPECT_TRUE(none.at("ctr").is_null());
  EXPECT_TRUE(none.at("pipeline_roas").is_null());
}

TEST_F(CampaignRoutes, ListsAreFiltered) {
  EXPECT_EQ(count("/api/v1/campaigns"), 2u);
  EXPECT_EQ(count("/api/v1/campaigns?status=paused"), 1u);
  EXPECT_EQ(count("/api/v1/adsets?campaign=meta:c2"), 1u);
  EXPECT_EQ(count("/api/v1/ads?campaign=meta:c1"), 2u);
  EXPECT_EQ(count("/api/v1/ads?adset=meta:s2"), 1u);
  EXPECT_EQ(count("/api/v1/ads?campaign=meta:c1&adset=meta:s2"), 0u);
  EXPECT_EQ(count("/api/v1/ads?campaign=meta:c1&adset=google:s1"), 0u);
  EXPECT_EQ(count("/api/v1/ads?status=archived"), 0u);
}

TEST_F(CampaignRoutes, AnAdRunsWithAllThatIsAboveIt) {
  EXPECT_EQ(ask("/api/v1/ads/meta:ad_1").at("active"), true);
  const auto below_paused = ask("/api/v1/ads/meta:ad_3");
  EXPECT_EQ(below_paused.at("status"), "active");
  EXPECT_EQ(below_paused.at("active"), false);
  EXPECT_EQ(below_paused.at("adset_id"), "meta:s2");
}

TEST_F(CampaignRoutes, PagesGoOnWhereTheLastOneEnded) {
  std::string names;
  std::string cursor;
  for (int page = 0; page < 3; ++page) {
    const auto shown = ask("/api/v1/ads?limit=1" + (cursor.empty() ? "" : "&cursor=" + cursor));
    names += shown.at("items").at(0).at("id").as_string();
    names += " ";
    const auto& next = shown.at("next_cursor");
    cursor = next.is_null() ? "" : std::string(next.as_string());
  }
  EXPECT_EQ(names, "meta:ad_1 meta:ad_2 meta:ad_3 ");
  EXPECT_EQ(cursor, "");
  EXPECT_EQ(status("/api/v1/ads?cursor=nonsense"), 422);
}

TEST_F(CampaignRoutes, AListIsATableToo) {
  const auto table = rows("/api/v1/ads", "text/csv");
  EXPECT_EQ(table.find("id,campaign_id,adset_id,platform,name"), 0u) << table;
  EXPECT_NE(table.find("meta:ad_1,meta:c1,meta:s1,meta,'=Ad 1,active,true"), std::string::npos)
      << table;
  const auto lines = rows("/api/v1/campaigns", "application/x-ndjson");
  EXPECT_EQ(std::count(lines.begin(), lines.end(), '\n'), 2);
}

TEST_F(CampaignRoutes, DaysOfAnAdCarryWhatTheLedgerBooked) {
  const auto days = ask("/api/v1/ads/meta:ad_1/metrics").at("items");
  ASSERT_EQ(days.as_array().size(), 3u);
  EXPECT_EQ(days.at(0).at("at"), "2025-01-28T00:00:00.000000Z");
  EXPECT_EQ(days.at(0).at("impressions"), 1'000);
  EXPECT_EQ(days.at(0).at("frequency").to_number<double>(), 2.0);
  EXPECT_EQ(days.at(0).at("pipeline_value").at("amount_minor"), 0);
  EXPECT_EQ(days.at(2).at("pipeline_value").at("amount_minor"), 600'00);
  EXPECT_EQ(days.at(2).at("revision"), 1);
  EXPECT_EQ(count("/api/v1/ads/meta:ad_1/metrics?granularity=hour"), 1u);  // the ledger's alone
  EXPECT_EQ(status("/api/v1/ads/meta:nothing/metrics"), 404);
}

TEST_F(CampaignRoutes, WearOfAnAdIsToldDayByDay) {
  const auto days = ask("/api/v1/ads/meta:ad_1/fatigue").at("items");
  ASSERT_EQ(days.as_array().size(), 3u) << days;
  EXPECT_EQ(days.at(0).at("at"), "2025-01-28T00:00:00.000000Z");
  EXPECT_EQ(days.at(0).at("status"), "INSUFFICIENT_DATA");
  EXPECT_EQ(days.at(2).at("status"), "HEALTHY");
  EXPECT_EQ(count("/api/v1/ads/meta:ad_1/fatigue?from=2025-01-29&to=2025-01-31"), 2u);
  EXPECT_EQ(count("/api/v1/ads/meta:ad_1/fatigue?limit=2"), 2u);
  EXPECT_EQ(status("/api/v1/ads/meta:nothing/fatigue"), 404);
  EXPECT_EQ(status("/api/v1/ads/nothing/fatigue"), 404);
}

TEST_F(CampaignRoutes, ATimelineGoesFromNewToOld) {
  const auto events = ask("/api/v1/ads/meta:ad_1/timeline?limit=2");
  ASSERT_EQ(events.at("items").as_array().size(), 2u);
  EXPECT_EQ(events.at("items").at(0).at("kind"), "day");
  EXPECT_EQ(events.at("items").at(0).at("day").at("impressions"), 3'000);
  const auto next = "/api/v1/ads/meta:ad_1/timeline?limit=2&cursor=" +
                    std::string(events.at("next_cursor").as_string());
  EXPECT_EQ(ask(next).at("items").at(0).at("day").at("impressions"), 1'000);
}

TEST_F(CampaignRoutes, ASummaryIsComparedWithTheSpanBefore) {
  const auto shown =
      ask("/api/v1/analytics/summary?from=2025-01-30&to=2025-01-31&compare=previous");
  EXPECT_EQ(shown.at("figures").at("impressions"), 9'000);
  EXPECT_EQ(shown.at("figures").at("pipeline_value").at("amount_minor"), 900'00);
  EXPECT_EQ(shown.at("previous").at("impressions"), 6'000);
  EXPECT_GT(shown.at("completeness").as_double(), 0.0);
  EXPECT_LT(shown.at("completeness").as_double(), 1.0);
  EXPECT_EQ(shown.at("data_as_of"), "2025-01-31T08:00:00.000000Z");
  const auto of_campaign = ask("/api/v1/analytics/summary?campaign=meta:c2");
  EXPECT_EQ(of_campaign.at("figures").at("impressions"), 6'000);
  EXPECT_EQ(of_campaign.at("figures").at("pipeline_value").at("amount_minor"), 0);
  EXPECT_TRUE(of_campaign.at("previous").is_null());
}

TEST_F(CampaignRoutes, OldDaysAreMoreCompleteThanNewOnes) {
  const auto days = ask("/api/v1/analytics/timeseries").at("items");
  ASSERT_EQ(days.as_array().size(), 3u);
  EXPECT_EQ(days.at(0).at("impressions"), 3'000);
  EXPECT_GT(days.at(0).at("completeness").as_double(), days.at(2).at("completeness").as_double());
  EXPECT_EQ(days.at(2).at("pipeline_value").at("amount_minor"), 900'00);
  EXPECT_EQ(count("/api/v1/analytics/timeseries?campaign=meta:c1"), 3u);
}

TEST_F(CampaignRoutes, ABreakdownDescendsByItsMetric) {
  const auto ads = ask("/api/v1/analytics/breakdown?group_by=ad&metric=pipeline_value").at("items");
  ASSERT_EQ(ads.as_array().size(), 3u);
  EXPECT_EQ(ads.at(0).at("id"), "meta:ad_1");
  EXPECT_NEAR(ads.at(0).at("spend_share").as_double(), 1.0 / 3.0, 1e-12);
  const auto campaigns = ask("/api/v1/analytics/breakdown?group_by=campaign").at("items");
  EXPECT_EQ(campaigns.at(0).at("id"), "meta:c1");
  const auto platforms = ask("/api/v1/analytics/breakdown?group_by=platform").at("items");
  ASSERT_EQ(platforms.as_array().size(), 1u);
  EXPECT_EQ(platforms.at(0).at("impressions"), 18'000);
  EXPECT_EQ(count("/api/v1/analytics/breakdown?group_by=adset&limit=1"), 1u);
}

TEST_F(CampaignRoutes, SaysWhatIsWrongWithARequest) {
  EXPECT_EQ(status("/api/v1/ads?from=2025-01-02&to=2025-01-01"), 422);
  EXPECT_EQ(status("/api/v1/campaigns?from=2020-01-01"), 422);
  EXPECT_EQ(status("/api/v1/ads?campaign=c1"), 422);
  EXPECT_EQ(status("/api/v1/analytics/breakdown"), 422);
  EXPECT_EQ(status("/api/v1/campaigns/meta:nothing"), 404);
  EXPECT_EQ(status("/api/v1/campaigns/nothing"), 404);
  EXPECT_EQ(status("/api/v1/ads/nothing/timeline"), 404);
}

TEST_F(CampaignRoutes, OtherAccountsSeeNothing) {
  const auto of_shop = [&](std::string_view path) {
    return bench.ask("GET", path, {},
                     {{"Authorization", "Bearer all-of-both"}, {"X-Account-Id", "shop"}});
  };
  EXPECT_EQ(of_shop("/api/v1/ads/meta:ad_1").status, 404);
  EXPECT_EQ(of_shop("/api/v1/ads/meta:ad_1/metrics").status, 404);
  EXPECT_EQ(http::whole_body(of_shop("/api/v1/analytics/timeseries")).find("impressions"),
            std::string::npos);
}

}  // namespace
}  // namespace gv::api
