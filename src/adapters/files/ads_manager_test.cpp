#include <algorithm>

#include <gmock/gmock.h>

#include "adapters/files/ads_file.h"
#include "adapters/files/testing.h"

namespace gv::files {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;

const std::string kHeader =
    "Campaign name,Ad set name,Ad name,Day,Ad delivery,Impressions,Link clicks,"
    "Amount spent (AED),Results,Result indicator,Purchases,Purchases conversion value,"
    "Reporting starts,Reporting ends\r\n";

TEST(AdsManager, ReadsAnExportAsItComesOut) {
  const auto table =
      read_text("\xEF\xBB\xBF" + kHeader +
                ",,,,,\"3,000\",30,\"1,250.50\",1,,1,900,2025-03-01,2025-03-02\r\n"
                "C,S1,A,2025-03-01,active,\"1,000\",10,\"1,000.50\",1,purchase,1,900,2025-03-01,"
                "2025-03-01\r\n"
                "C,S1,A,2025-03-02,active,\"1,000\",,250,,,,,2025-03-02,2025-03-02\r\n"
                "C,S2,A,2025-03-02,inactive,\"1,000\",20,0,,,,,2025-03-02,2025-03-02\r\n");

  ASSERT_TRUE(table) << table.error();
  EXPECT_EQ(table->dialect, Dialect::AdsManager);
  EXPECT_EQ(table->currency.code(), "AED");
  EXPECT_EQ(table->counts.totals_skipped, 1U);
  EXPECT_THAT(table->notes, Contains("1 total row skipped"));
  EXPECT_THAT(table->notes, Contains(HasSubstr("told apart by the names")));
  // Equal names in two ad sets are two ads.
  ASSERT_EQ(table->ads.size(), 2U);
  EXPECT_EQ(table->ads[0].key.ad_id.text(), "C / S1 / A");
  EXPECT_EQ(table->ads[0].unit_id.text(), "C / S1");
  EXPECT_EQ(table->ad_names[0], "A");
  EXPECT_EQ(table->ads[1].status, belief::AdStatus::Paused);
  EXPECT_EQ(table->ads[0].buckets.begin()->spend_minor, 100'050);
  ASSERT_EQ(table->ads[0].deals.size(), 1U);
  EXPECT_EQ(table->ads[0].deals[0].value_minor, 90'000.0);
  EXPECT_EQ(table->ads[0].deals[0].cash_minor, 90'000.0);
  EXPECT_TRUE(table->ads[1].value_known);
}

TEST(AdsManager, TotalsAreAlsoKnownByTheirFirstCell) {
  const auto table = read_text(kHeader +
                               "Total,,x,2025-03-01,,1,1,1,,,,,2025-03-01,2025-03-01\n"
                               "C,S,A,2025-03-01,,1,1,1,,,,,2025-03-01,2025-03-01\n");
  EXPECT_EQ(table->ads.size(), 1U);
}

TEST(AdsManager, LifetimeRowsSpanTheReport) {
  const auto table = read_text(
      "Ad ID,Ad name,Ad set ID,Reporting starts,Reporting ends,Impressions,Clicks (all),"
      "Amount spent (USD),Ad set budget,Ad set budget type,Leads\n"
      "7,A,s1,2025-03-01,2025-03-28,100,5,28,\"1,500\",Lifetime,2\n"
      "8,B,s2,2025-03-01,2025-03-28,100,5,28,Using campaign budget,Daily,\n"
      "9,B,s3,2025-03-01,2025-03-28,100,5,28,\"1,500\",Daily,\n");
  ASSERT_TRUE(table) << table.error();
  EXPECT_EQ(table->ads[0].key.ad_id.text(), "7");
  EXPECT_EQ(table->ads[0].buckets.begin()->end, at("2025-03-29"));
  EXPECT_EQ(table->ads[0].deals.at(0).credit, 2.0);
  EXPECT_EQ(table->units[0].daily_budget_minor, 100);  // neither is a budget a day
  EXPECT_EQ(table->units[1].daily_budget_minor, 100);
  EXPECT_EQ(table->units[2].daily_budget_minor, 150'000);
  EXPECT_THAT(table->notes, Contains(HasSubstr("Clicks (all)")));
  EXPECT_THAT(table->notes, Contains(HasSubstr("deals come from column \"Leads\"")));
}

TEST(AdsManager, ResultsThatAreClicksAreNoDeals) {
  const auto deals = [](const std::string& indicator) {
    const auto table = read_text(
        "Ad ID,Day,Impressions,Link clicks,Amount spent (USD),Results,Result indicator\n"
        "7,2025-03-01,100,50,28,40," +
        indicator + "\n");
    return table->ads.at(0).deals.size();
  };
  EXPECT_EQ(deals("actions:link_click"), 0U);
  EXPECT_EQ(deals("Landing page views"), 0U);
  EXPECT_EQ(deals("actions:lead"), 1U);
  EXPECT_EQ(deals(""), 1U);
}

TEST(AdsManager, TheCurrencyOfTheHeaderCounts) {
  AdsOptions options;
  options.currency = Currency::usd();
  const std::string row = "C,S,A,2025-03-01,,1,1,1,,,,,2025-03-01,2025-03-01\n";
  const auto other = read_text(kHeader + row, options);
  EXPECT_EQ(other.error().code, ErrorCode::CurrencyMismatch);
  EXPECT_EQ(other.error().hint, "use --currency AED");
  EXPECT_EQ(read_text("Ad ID,Day,Impressions,Link clicks,Amount spent (USD),Amount spent (EUR)\n"
                      "7,2025-03-01,1,1,1,1\n")
                .error()
                .code,
            ErrorCode::CurrencyMismatch);
}

TEST(AdsManager, MissingColumnsAreNamed) {
  EXPECT_THAT(message(read_text("Ad ID,Day,Impressions,Amount spent (USD)\n7,2025-03-01,1,1\n")),
              HasSubstr("no column \"Link clicks\""));
  EXPECT_THAT(message(read_text("Ad set name,Day,Impressions,Link clicks,Amount spent (USD)\n")),
              HasSubstr("no column \"Ad ID\""));
  EXPECT_EQ(read_text("Ad ID,Day,Impressions,Amount spent (USD)\n7,2025-03-01,1,1\n").error().hint,
            "include \"Link clicks\" when you export the table");
}

TEST(Samples, TheAdsManagerExportReadsWithoutALoss) {
  const auto table =
      read_ads_file(std::string(GV_SOURCE_DIR) + "/docs/samples/ads_manager_export.csv");
  ASSERT_TRUE(table) << table.error();
  EXPECT_EQ(table->ads.size(), 12U);
  EXPECT_EQ(table->units.size(), 12U);
  EXPECT_EQ(table->counts, (RowCounts{.read = 283, .used = 283, .totals_skipped = 1}));
  EXPECT_EQ(table->currency.code(), "USD");
  EXPECT_EQ(table->newest_end, at("2025-03-31"));
  EXPECT_EQ(table->units[0].daily_budget_minor, 12'000);
  EXPECT_THAT(table->notes, Not(Contains(HasSubstr("unknown"))));
}

}  // namespace
}  // namespace gv::files
