#include "adapters/files/deals_file.h"

#include <gmock/gmock.h>

#include "adapters/files/testing.h"
#include "core/revenue/presets.h"

namespace gv::files {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

const std::string kHeader = "deal_id,ad_id,stage,amount,click_at,occurred_at\n";

Currency aed() { return Currency::parse("AED", "test").value(); }

/// The preset of 20-attribution.md section 1: 2,250 / 4,200 / 7,000 AED.
revenue::PipelineConfig fitness() { return revenue::preset("ptd_fitness", aed(), {}).value(); }

AdsTable ads() {
  AdsOptions options;
  options.currency = aed();
  return read_text(
             "ad_id,impressions,clicks,spend,end,deals\na,9,9,1,2025-03-01,5\n"
             "b,9,9,1,2025-03-01,5\n",
             options)
      .value();
}

Result<DealsTable> read(const std::string& rows, const char* now = "2025-03-20",
                        belief::Mode mode = belief::Mode::Pipeline) {
  return read_deals(file::from_text(kHeader + rows), "deals.csv", ads(), fitness(),
                    {.mode = mode, .now = at(now)});
}

TEST(DealsFile, CountsADealFromTheFirstStageWithAValue) {
  const auto table = read(
      "d1,a,lead,,2025-03-01T10:00:00Z,2025-03-01T12:00:00Z\n"
      "d1,a,appointment_scheduled,,2025-03-01T10:00:00Z,2025-03-03T12:00:00Z\n"
      "d2,b,lead,,,2025-03-03\n",
      "2025-03-04");
  ASSERT_TRUE(table) << table.error();
  ASSERT_EQ(table->deals.size(), 1U);  // d2 is a lead still: it gives nothing
  const auto& deal = table->deals[0];
  EXPECT_EQ(deal.ad.text(), "a");
  EXPECT_EQ(deal.value.counted_at, at("2025-03-03T12:00:00Z"));
  EXPECT_EQ(deal.value.click_at, at("2025-03-01T10:00:00Z"));
  EXPECT_TRUE(deal.value.click_known);
  EXPECT_EQ(deal.value.credit, 1.0);
  EXPECT_EQ(deal.value.value_minor, 225'000.0);
  EXPECT_EQ(deal.value.cash_minor, 0.0);
}

TEST(DealsFile, AnOpenDealThatStandsStillFades) {
  // Grace 2 x 4 days, half-life 6 days: 14 days in the stage keep 2^-1.
  const auto table = read("d1,a,appointment_scheduled,,,2025-03-01\n", "2025-03-15");
  EXPECT_EQ(table->deals.at(0).value.value_minor, 112'500.0);
  EXPECT_FALSE(table->deals.at(0).value.click_known);
}

TEST(DealsFile, AWonDealIsWorthItsAmountAndALostOneNothing) {
  const auto table = read(
      "d1,a,show_up,,,2025-03-01\nd1,a,closed_won,6500,,2025-03-05\n"
      "d2,a,show_up,,,2025-03-01\nd2,a,closed_lost,,,2025-03-05\n");
  ASSERT_EQ(table->deals.size(), 2U);
  EXPECT_EQ(table->deals[0].value.value_minor, 650'000.0);
  EXPECT_EQ(table->deals[0].value.cash_minor, 650'000.0);
  EXPECT_EQ(table->deals[1].value.value_minor, 0.0);  // counted, worth nothing
  EXPECT_EQ(table->deals[1].value.cash_minor, 0.0);
}

TEST(DealsFile, InDirectModeOnlyWonDealsCount) {
  const auto table = read(
      "d1,a,show_up,,,2025-03-01\nd1,a,closed_won,6500,,2025-03-05\nd2,a,show_up,,,2025-03-01\n",
      "2025-03-20", belief::Mode::Direct);
  ASSERT_EQ(table->deals.size(), 1U);
  EXPECT_EQ(table->deals[0].value.counted_at, at("2025-03-05"));
}

TEST(DealsFile, KnowsOnlyWhatHadOccurred) {
  const std::string rows = "d1,a,show_up,,,2025-03-01\nd1,a,closed_won,6500,,2025-03-05\n";
  const auto table = read(rows, "2025-03-02");
  EXPECT_EQ(table->deals.at(0).value.value_minor, 420'000.0);
  EXPECT_THAT(table->rejected_rows.at(0).reason,
              HasSubstr("row 3.occurred_at: lies in the future"));
}

TEST(DealsFile, AdsOfOneDealShareItEqually) {
  const auto table = read("d1,a,show_up,,,2025-03-19\nd1,b,show_up,,,2025-03-19T01:00:00Z\n");
  ASSERT_EQ(table->deals.size(), 2U);
  EXPECT_EQ(table->deals[0].value.credit, 0.5);
  EXPECT_EQ(table->deals[1].value.value_minor, 210'000.0);
  EXPECT_THAT(table->notes.at(0), HasSubstr("equal share"));
}

TEST(DealsFile, BadRowsAreListedWithTheirReason) {
  const auto table = read(
      "d1,a,shown,,,2025-03-01\n"
      "d1,zz,show_up,,,2025-03-01\n"
      ",a,show_up,,,2025-03-01\n"
      "d1,a,show_up,many,,2025-03-01\n"
      "d1,a,show_up,-5,,2025-03-01\n"
      "d1,a,show_up,,2025-03-04,2025-03-01\n"
      "d1,a,show_up,,,someday\n"
      "d1,a,show_up,,,2025-03-01\n"
      "d1,a,show_up,,,2025-03-01\n");
  ASSERT_TRUE(table) << table.error();
  EXPECT_EQ(table->counts, (RowCounts{.read = 9, .used = 1, .rejected = 8}));
  std::vector<std::string> reasons;
  for (const auto& row : table->rejected_rows) reasons.push_back(row.reason);
  EXPECT_THAT(reasons[0], HasSubstr("row 2.stage: must be one of lead, appointment_scheduled"));
  EXPECT_EQ(reasons[1], "row 3.ad_id: no ad \"zz\" in the ads file");
  EXPECT_THAT(reasons[2], HasSubstr("row 4.deal_id"));
  EXPECT_THAT(reasons[3], HasSubstr("row 5.amount: must be an amount"));
  EXPECT_THAT(reasons[4], HasSubstr("row 6.amount: must be >= 0"));
  EXPECT_THAT(reasons[5], HasSubstr("row 7.click_at: must not lie after the event"));
  EXPECT_THAT(reasons[6], HasSubstr("row 8.occurred_at: must be a date"));
  EXPECT_EQ(reasons[7], "row 10: is row 9 again");
}

TEST(DealsFile, UnusableFilesAreRefused) {
  const auto refused = [](const std::string& text) {
    return read_deals(file::from_text(text), "deals.csv", ads(), fitness(), {}).error();
  };
  EXPECT_EQ(refused("").code, ErrorCode::UnusableInput);
  EXPECT_EQ(refused(kHeader).code, ErrorCode::UnusableInput);
  EXPECT_THAT(to_string(refused("deal_id,ad_id,stages,occurred_at\n")),
              HasSubstr("deals.csv: no column \"stage\"; the closest is \"stages\""));
}

TEST(DealsFile, ReplacesWhatTheAdsFileSaid) {
  auto table = ads();
  ASSERT_FALSE(table.ads[0].value_known);
  replace_deals(table, read("d1,b,show_up,,,2025-03-19\n").value());
  EXPECT_THAT(table.ads[0].deals, IsEmpty());
  EXPECT_TRUE(table.ads[0].value_known);
  EXPECT_EQ(table.ads[1].deals.size(), 1U);
}

TEST(Samples, TheDealsBelongToTheNativeAds) {
  const std::string folder = std::string(GV_SOURCE_DIR) + "/docs/samples/";
  const auto table = read_ads_file(folder + "native_ads.csv");
  ASSERT_TRUE(table) << table.error();
  const auto pipeline = revenue::preset("ptd_fitness", Currency::usd(), 190'000).value();
  const auto deals =
      read_deals_file(folder + "deals.csv", *table, pipeline, {.now = table->newest_end});
  ASSERT_TRUE(deals) << deals.error();
  EXPECT_THAT(deals->rejected_rows, IsEmpty());
  EXPECT_GT(deals->deals.size(), 8U);
}

}  // namespace
}  // namespace gv::files
