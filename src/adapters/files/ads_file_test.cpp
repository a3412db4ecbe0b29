#include "adapters/files/ads_file.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>

#include "adapters/files/testing.h"

namespace gv::files {
namespace {

using belief::AdStatus;
using belief::Learning;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(AdsFile, ReadsANativeRow) {
  const auto table = read_text(
      kNativeHeader +
      "a1,c1,u1,paused,2025-03-01,2025-03-01,\"1,000\",20,12.34,2,300,100,50,1.5,limited\n");

  ASSERT_TRUE(table) << table.error();
  ASSERT_EQ(table->ads.size(), 1U);
  const auto& ad = table->ads[0];
  EXPECT_EQ(ad.key.ad_id.text(), "a1");
  EXPECT_EQ(ad.campaign_id.text(), "c1");
  EXPECT_EQ(ad.unit_id.text(), "u1");
  EXPECT_EQ(ad.status, AdStatus::Paused);
  EXPECT_EQ(ad.learning, Learning::Limited);
  EXPECT_EQ(ad.frequency_7d, 1.5);
  ASSERT_EQ(ad.buckets.size(), 1U);
  EXPECT_EQ(ad.buckets.begin()->start, at("2025-03-01"));
  EXPECT_EQ(ad.buckets.begin()->end, at("2025-03-02"));  // a date as end is inclusive
  EXPECT_EQ(ad.buckets.begin()->impressions, 1'000);
  EXPECT_EQ(ad.buckets.begin()->spend_minor, 1'234);
  ASSERT_EQ(ad.deals.size(), 1U);
  EXPECT_EQ(ad.deals[0].credit, 2.0);
  EXPECT_EQ(ad.deals[0].value_minor, 30'000.0);
  EXPECT_EQ(ad.deals[0].cash_minor, 10'000.0);
  EXPECT_FALSE(ad.deals[0].click_known);
  EXPECT_EQ(ad.deals[0].counted_at, at("2025-03-02"));
  ASSERT_EQ(table->units.size(), 1U);
  EXPECT_EQ(table->units[0].daily_budget_minor, 5'000);
  EXPECT_EQ(table->newest_end, at("2025-03-02"));
  EXPECT_EQ(ad.data_as_of, table->newest_end);
  EXPECT_EQ(ad.first_delivery_at, at("2025-03-01"));
}

TEST(AdsFile, NeedsOnlyFiveColumns) {
  const auto table = read_text(
      "ad_id,impressions,clicks,spend,end\n"
      "a1,100,2,10,2025-03-02\na1,100,2,20,2025-03-01\nb,5,0,7.005,2025-03-01\n");

  ASSERT_TRUE(table) << table.error();
  ASSERT_EQ(table->ads.size(), 2U);
  EXPECT_EQ(table->ads[0].buckets.size(), 2U);
  EXPECT_LT(table->ads[0].buckets.unpacked()[0].start, table->ads[0].buckets.unpacked()[1].start);
  EXPECT_FALSE(table->ads[0].value_known);  // neither deals nor values
  ASSERT_EQ(table->units.size(), 2U);
  EXPECT_EQ(table->units[0].id.text(), "a1");
  EXPECT_EQ(table->units[0].daily_budget_minor, 1'500);
  EXPECT_EQ(table->units[1].daily_budget_minor, 701);
  EXPECT_THAT(table->notes, Contains(HasSubstr("current budget of 2 of 2 budget units")));
  EXPECT_THAT(table->notes, Contains(HasSubstr("each ad is its own budget unit")));
  EXPECT_THAT(table->notes, Contains(HasSubstr("the value of 2 of 2 ads is unknown")));
}

TEST(AdsFile, AFileThatIsNoneIsRefusedAsAWhole) {
  EXPECT_EQ(read_text("").error().code, ErrorCode::UnusableInput);
  EXPECT_EQ(read_text("\n\n").error().code, ErrorCode::UnusableInput);
  EXPECT_EQ(read_text(kNativeHeader).error().code, ErrorCode::UnusableInput);
  EXPECT_THAT(message(read_text(kNativeHeader)), HasSubstr("ads.csv: has a header and no rows"));
  const std::string binary("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0", 20);
  EXPECT_EQ(read_text(binary).error().code, ErrorCode::UnusableInput);
  EXPECT_EQ(read_ads_file("/nowhere/ads.csv").error().code, ErrorCode::NotFound);
}

TEST(AdsFile, AMissingColumnIsNamedWithTheClosestOne) {
  const auto table = read_text("ad_id,impresions,clicks,spend,end\na,1,1,1,2025-03-01\n");
  EXPECT_EQ(table.error().code, ErrorCode::UnusableInput);
  EXPECT_THAT(message(table),
              HasSubstr("ads.csv: no column \"impressions\"; the closest is \"impresions\""));
  EXPECT_EQ(table.error().hint,
            "rename the column, or say which one it is: --map impressions=COLUMN");
  EXPECT_THAT(message(read_text("ad_id,impressions,clicks,spend\na,1,1,1\n")),
              HasSubstr("no column \"start\""));
}

TEST(AdsFile, AColumnThatIsThereTwiceIsRefused) {
  EXPECT_THAT(
      message(read_text("ad_id,spend,Spend,impressions,clicks,end\na,1,1,1,1,2025-03-01\n")),
      HasSubstr("appears twice"));
}

TEST(AdsFile, AGiganticHeaderIsRefusedAndAGiganticRowIsABadOne) {
  const std::string huge(3 << 20, 'x');
  EXPECT_EQ(read_text(huge).error().code, ErrorCode::UnusableInput);
  const auto table =
      read_text("ad_id,impressions,clicks,spend,end\n" + huge + "\na,100,2,10,2025-03-01\n");
  ASSERT_TRUE(table) << table.error();
  EXPECT_EQ(table->ads.size(), 1U);
  ASSERT_EQ(table->rejected_rows.size(), 1U);
  EXPECT_EQ(table->rejected_rows[0].reason, "row 2: is longer than 1048576 bytes");
  EXPECT_EQ(table->rejected_rows[0].raw.size(), 203U);
}

TEST(AdsFile, ABadRowIsListedAndTheOthersGoOn) {
  const auto table = read_text(
      "ad_id,impressions,clicks,spend,start,end\n"
      "good,100,2,10,2025-03-01,2025-03-01\n"  // 2
      "a,10,12,1,2025-03-01,2025-03-01\n"      // 3
      "b,10,1,-5,2025-03-01,2025-03-01\n"      // 4
      "c,nan,1,5,2025-03-01,2025-03-01\n"      // 5
      "d,,1,5,2025-03-01,2025-03-01\n"         // 6
      "e,10,1,5,yesterday,2025-03-01\n"        // 7
      "f,10,1,5,,\n"                           // 8
      "g,10,1,5,2025-03-02,2025-03-01\n"       // 9
      ",10,1,5,2025-03-01,2025-03-01\n"        // 10
      "h,10,1\n"                               // 11
      "good,10,1,x,2025-03-02,2025-03-02\n");  // 12

  ASSERT_TRUE(table) << table.error();
  EXPECT_EQ(table->counts, (RowCounts{.read = 11, .used = 1, .rejected = 10}));
  std::vector<std::string> reasons;
  for (const auto& row : table->rejected_rows) reasons.push_back(row.reason);
  EXPECT_THAT(reasons, ElementsAre("row 3.clicks: must not exceed the 10 impressions, got 12",
                                   "row 4.spend: must be >= 0, got \"-5\"",
                                   HasSubstr("row 5.impressions: must be a whole number"),
                                   "row 6.impressions: is missing",
                                   HasSubstr("row 7.start: must be a date such as 2025-01-31"),
                                   HasSubstr("row 8.start: is missing"),
                                   HasSubstr("row 9.end: must lie after the start"),
                                   HasSubstr("row 10.ad_id: must be an id"), HasSubstr("row 11: "),
                                   HasSubstr("row 12.spend: must be an amount")));
  EXPECT_EQ(table->rejected_rows[1].raw, "b,10,1,-5,2025-03-01,2025-03-01");
  // "good" keeps its good row; what has no ad or too few cells has no ad to be lost.
  std::vector<std::string> lost;
  for (const auto& ad : table->rejected_ads) lost.push_back(ad.ad_id);
  EXPECT_THAT(lost, ElementsAre("a", "b", "c", "d", "e", "f", "g"));
  EXPECT_EQ(table->rejected_ads[0].reason, reasons[0]);
}

TEST(AdsFile, AFileWithoutAGoodRowHasNoAdsAndListsItsRows) {
  const auto table =
      read_text("ad_id,impressions,clicks,spend,end\na,1,9,1,2025-03-01\nb,1,9,1,2025-03-01\n");
  ASSERT_TRUE(table) << table.error();
  EXPECT_THAT(table->ads, IsEmpty());
  EXPECT_EQ(table->counts, (RowCounts{.read = 2, .rejected = 2}));
  EXPECT_EQ(table->rejected_ads.size(), 2U);
  EXPECT_THAT(to_string(none_usable("ads.csv", table->rejected_rows)),
              HasSubstr("ads.csv: none of its 2 rows is any use; the first: row 2.clicks"));
}

TEST(AdsFile, RowsAfterNowAreRejectedAsFuture) {
  AdsOptions options;
  options.now = at("2025-03-02");
  const std::string rows =
      "ad_id,impressions,clicks,spend,end\na,1,1,1,2025-03-01\na,1,1,1,2025-03-02\n"
      "b,1,1,1,2025-03-02\n";
  const auto table = read_text(rows, options);
  ASSERT_TRUE(table) << table.error();
  EXPECT_EQ(table->newest_end, at("2025-03-02"));
  EXPECT_EQ(table->rejected_rows.size(), 2U);
  EXPECT_THAT(table->rejected_rows[0].reason, HasSubstr("row 3.end: 2025-03-03"));
  ASSERT_EQ(table->rejected_ads.size(), 1U);
  EXPECT_EQ(table->rejected_ads[0].ad_id, "b");
  EXPECT_THAT(read_text(rows)->rejected_rows, IsEmpty());  // without `now` nothing is future
}

TEST(AdsFile, TheSameRowAgainIsRejectedAndBreakdownsAreSummed) {
  const auto table = read_text(
      "ad_id,impressions,clicks,spend,deals,cash_revenue,end,age,frequency\n"
      "a,100,2,10,1,50,2025-03-01,18-24,2\n"
      "a,200,4,20,0,,2025-03-01,25-34,2\n"
      "a,200,4,20,3,10,2025-03-01,18-24,2\n");
  ASSERT_TRUE(table) << table.error();
  const auto& ad = table->ads.at(0);
  ASSERT_EQ(ad.buckets.size(), 1U);
  EXPECT_EQ(ad.buckets.begin()->impressions, 300);
  EXPECT_EQ(ad.buckets.begin()->clicks, 6);
  EXPECT_EQ(ad.buckets.begin()->spend_minor, 3'000);
  ASSERT_EQ(ad.deals.size(), 1U);
  EXPECT_EQ(ad.deals[0].credit, 1.0);
  EXPECT_EQ(ad.deals[0].value_minor, 5'000.0);  // cash stands in for the pipeline value
  EXPECT_EQ(ad.frequency_7d, std::nullopt);     // frequencies do not add up
  ASSERT_EQ(table->rejected_rows.size(), 1U);
  EXPECT_EQ(table->rejected_rows[0].reason, "row 4: has the ad, dates and breakdown of row 2");
}

TEST(AdsFile, ALifetimeRowBesideDailyRowsIsRejected) {
  const auto table = read_text(
      "ad_id,impressions,clicks,spend,start,end\n"
      "a,300,6,30,2025-02-20,2025-03-03\n"
      "a,100,2,10,2025-03-01,2025-03-01\n"
      "a,100,2,10,2025-03-02,2025-03-02\n");
  ASSERT_TRUE(table) << table.error();
  EXPECT_EQ(table->ads.at(0).buckets.size(), 2U);
  ASSERT_EQ(table->rejected_rows.size(), 1U);
  EXPECT_EQ(table->rejected_rows[0].reason,
            "row 2: overlaps the shorter span of row 4 of the same ad");
}

// What is wrong with such rows shows only beside others, when their text has gone by.
TEST(AdsFile, ARowThatIsNoUseBesideOthersIsListedWithItsText) {
  const std::string text =
      "ad_id,impressions,clicks,spend,start,end\n"
      "a,300,6,30,2025-02-20,2025-03-03\n"
      "a,100,2,10,2025-03-01,2025-03-01\n"
      "b,100,x,10,2025-03-01,2025-03-01\n"
      "a,100,3,10,2025-03-01,2025-03-01\n";
  const auto path = std::filesystem::path(testing::TempDir()) / "beside_others.csv";
  std::ofstream(path) << text;

  for (const auto& table : {read_text(text), read_ads_file(path.string())}) {
    ASSERT_TRUE(table) << table.error();
    std::vector<std::string> texts;
    for (const auto& row : table->rejected_rows) texts.push_back(row.raw);
    EXPECT_THAT(texts,
                ElementsAre("a,300,6,30,2025-02-20,2025-03-03", "b,100,x,10,2025-03-01,2025-03-01",
                            "a,100,3,10,2025-03-01,2025-03-01"));
  }
  std::filesystem::remove(path);
}

TEST(AdsFile, TheCurrencyIsFoundWithoutReadingMoreThanNeeded) {
  const auto path = std::filesystem::path(testing::TempDir()) / "currency.csv";
  const auto found = [&](const std::string& text) {
    std::ofstream(path) << text;
    return currency_of_file(path.string());
  };
  EXPECT_EQ(found("ad_id,impressions,clicks,spend,end\na,x,1,1,2025-03-01\n")->code(), "USD");
  EXPECT_EQ(found("Ad name,Day,Impressions,Link clicks,Amount spent (AED)\n")->code(), "AED");
  const std::string coded = "ad_id,impressions,clicks,spend,end,currency\na,1,1,1,2025-03-01,";
  EXPECT_EQ(found(coded + "EUR\n")->code(), "EUR");
  EXPECT_EQ(found(coded + "EUR\nb,1,1,1,2025-03-01,USD\n").error().code,
            ErrorCode::CurrencyMismatch);
  std::filesystem::remove(path);
}

TEST(AdsFile, FrequencyOfAWeekComesFromNoLongerSpan) {
  const std::string header = "ad_id,impressions,clicks,spend,start,end,frequency\n";
  const auto frequency = [&](const std::string& rows) {
    return read_text(header + rows)->ads.at(0).frequency_7d;
  };
  EXPECT_EQ(frequency("a,9,1,1,2025-03-01,2025-03-07,2.5\n"), 2.5);
  EXPECT_EQ(frequency("a,9,1,1,2025-03-01,2025-03-28,6\n"), std::nullopt);
  EXPECT_EQ(frequency("a,9,1,1,2025-03-01T08:00:00Z,2025-03-01T09:00:00Z,6\n"), std::nullopt);
  EXPECT_EQ(frequency("a,9,1,1,2025-03-01,2025-03-01,1.1\na,9,1,1,2025-03-02,2025-03-02,1.2\n"),
            1.2);
}

TEST(AdsFile, WordsOfTheStatusColumn) {
  const auto status = [](const std::string& word) {
    return read_text("ad_id,impressions,clicks,spend,end,status\na,1,1,1,2025-03-01," + word +
                     "\n");
  };
  EXPECT_EQ(status("")->ads.at(0).status, AdStatus::Active);
  EXPECT_EQ(status("Active")->ads.at(0).status, AdStatus::Active);
  EXPECT_EQ(status("not_delivering")->ads.at(0).status, AdStatus::Paused);
  EXPECT_EQ(status("Off")->ads.at(0).status, AdStatus::Paused);
  EXPECT_EQ(status("Rejected")->ads.at(0).status, AdStatus::Rejected);
  EXPECT_EQ(status("Archived")->ads.at(0).status, AdStatus::Ended);
  EXPECT_EQ(status("Learning limited")->ads.at(0).learning, Learning::Limited);
  const auto unknown = status("on fire");
  EXPECT_EQ(unknown->ads.at(0).status, AdStatus::Active);
  EXPECT_THAT(unknown->notes, Contains(HasSubstr("status \"on fire\" of 1 row is not known")));
}

TEST(AdsFile, DealsWithoutAValueTakeTheGivenOne) {
  const std::string text = "ad_id,impressions,clicks,spend,end,deals\na,9,9,1,2025-03-01,2\n";
  EXPECT_FALSE(read_text(text)->ads.at(0).value_known);
  AdsOptions options;
  options.deal_value_minor = 6'000.0;
  const auto table = read_text(text, options);
  EXPECT_TRUE(table->ads.at(0).value_known);
  EXPECT_EQ(table->ads.at(0).deals.at(0).value_minor, 12'000.0);
  EXPECT_THAT(table->notes, Contains(HasSubstr("each deal counts 60.00 USD")));
}

TEST(AdsFile, AValueWithoutACountIsOneDeal) {
  const auto table =
      read_text("ad_id,impressions,clicks,spend,end,cash_revenue\na,9,9,1,2025-03-01,20\n");
  EXPECT_EQ(table->ads.at(0).deals.at(0).credit, 1.0);
  EXPECT_TRUE(table->ads.at(0).value_known);
}

TEST(AdsFile, OneCurrencyPerFile) {
  const std::string rows =
      "ad_id,impressions,clicks,spend,end,currency\na,1,1,1,2025-03-01,AED\nb,1,1,1,2025-03-01,";
  EXPECT_EQ(read_text(rows + "AED\n")->currency.code(), "AED");
  EXPECT_EQ(read_text(rows + "USD\n").error().code, ErrorCode::CurrencyMismatch);
  AdsOptions options;
  options.currency = Currency::parse("AED", "test").value();
  const auto table = read_text(rows + "USD\n", options);
  ASSERT_TRUE(table) << table.error();
  EXPECT_THAT(table->rejected_rows.at(0).reason,
              HasSubstr("row 3.currency: must be AED as the account is, got USD"));
}

TEST(AdsFile, ReadsOtherFilesThroughAMap) {
  AdsOptions options;
  options.map = {{"ad_id", "Creative"},      {"impressions", "Views"}, {"clicks", "Taps"},
                 {"spend", "Cost"},          {"date", "Day"},          {"conversions", "Sales"},
                 {"cash_revenue", "Revenue"}};
  options.date_format = DateFormat::parse("%d/%m/%Y", "--date-format").value();
  options.zone = TimeZone::parse("Asia/Dubai", "--timezone").value();
  const std::string text =
      "Day;Creative;Views;Taps;Cost;Sales;Revenue\n01/03/2025;x;100;3;5.5;1;80\n";
  const auto table = read_text(text, options);
  ASSERT_TRUE(table) << table.error();
  EXPECT_EQ(table->dialect, Dialect::Mapped);
  EXPECT_EQ(table->ads.at(0).buckets.begin()->start, at("2025-02-28T20:00:00Z"));
  EXPECT_EQ(table->ads.at(0).deals.at(0).cash_minor, 8'000.0);

  options.map.back().second = "Revenu";
  EXPECT_THAT(message(read_text(text, options)),
              HasSubstr("no column \"Revenu\"; the closest is \"Revenue\""));
  options.map[4].second = "Nope";
  EXPECT_EQ(to_string(read_text(text, options).error()), "ads.csv: no column \"Nope\"");
  EXPECT_EQ(
      read_text(text, options).error().hint,
      "--map date=COLUMN takes a column of the file: Day, Creative, Views, Taps, Cost, Sales, "
      "Revenue");
  options.map[4].second = "Day";
  options.map.back() = {"revenue", "Revenue"};
  EXPECT_EQ(read_text(text, options).error().code, ErrorCode::UnknownKey);
}

TEST(AdsFile, ADateColumnWithATimeOfDayIsTheDay) {
  AdsOptions options;
  options.map = {{"date", "When"}};
  options.date_format = DateFormat::parse("%d/%m/%Y %H:%M", "--date-format").value();
  options.zone = TimeZone::parse("Asia/Dubai", "--timezone").value();
  const auto table = read_text(
      "When,ad_id,impressions,clicks,spend\n01/03/2025 08:30,a,10,1,5\n02/03/2025 00:00,a,10,1,5\n",
      options);
  ASSERT_TRUE(table) << table.error();
  EXPECT_THAT(table->rejected_rows, IsEmpty());
  ASSERT_EQ(table->ads.at(0).buckets.size(), 2U);
  EXPECT_EQ(table->ads[0].buckets.begin()->start, at("2025-02-28T20:00:00Z"));
  EXPECT_EQ(table->ads[0].buckets.begin()->end, at("2025-03-01T20:00:00Z"));
}

TEST(AdsFile, ADateOfAnotherCenturyIsABadRow) {
  const auto table =
      read_text("ad_id,impressions,clicks,spend,end\na,1,1,1,2025-03-01\na,1,1,1,9999-12-31\n");
  ASSERT_TRUE(table) << table.error();
  EXPECT_EQ(table->newest_end, at("2025-03-02"));
  ASSERT_EQ(table->rejected_rows.size(), 1U);
  EXPECT_EQ(table->rejected_rows[0].reason,
            "row 3.end: must lie in the years 2000 to 2099, got \"9999-12-31\"");
}

TEST(ColumnMap, IsWrittenAsFieldEqualsColumn) {
  EXPECT_EQ(parse_mapping("date=Day = 1")->second, "Day = 1");
  EXPECT_FALSE(parse_mapping("date"));
  EXPECT_FALSE(parse_mapping("=Day"));
  EXPECT_EQ(parse_mapping("clikcs=Taps").error().hint, "did you mean clicks=COLUMN?");
  EXPECT_THAT(parse_mapping("Nope=Taps").error().hint, HasSubstr("fields are ad_id, ad_name,"));
}

}  // namespace
}  // namespace gv::files
