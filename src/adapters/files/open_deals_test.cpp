#include "adapters/files/open_deals.h"

#include <gmock/gmock.h>

#include "adapters/files/testing.h"
#include "core/revenue/presets.h"

namespace gv::files {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Result<OpenDeals> read(const std::string& text, const OpenDealsOptions& options = {}) {
  const auto aed = Currency::parse("AED", "test").value();
  return read_open_deals(file::from_text(text), "deals.csv",
                         revenue::preset("ptd_fitness", aed, {}).value(), options);
}

const std::string kEvents = "deal_id,ad_id,stage,amount,click_at,occurred_at\n";

TEST(OpenDealList, ReadsWhatIsKnownOfADeal) {
  const auto table = read(
      "stage,id,amount,currency,age_in_stage_days\nlead,d1,\"7,000.50\",USD,3.5\nlead,d2,,,\n");

  ASSERT_TRUE(table) << table.error();
  const auto& deals = table->deals;
  EXPECT_EQ(deals.at(0).amount_minor, 700'050);
  EXPECT_EQ(deals[0].currency->code(), "USD");
  EXPECT_EQ(deals[0].age_in_stage_days, 3.5);
  EXPECT_FALSE(deals.at(1).amount_minor);
}

TEST(OpenDealList, ABadCellIsNamedAndSpoilsTheFile) {
  for (const char* row : {",lead,1,USD,0", "d,lead,x,USD,0", "d,lead,1,USX,0", "d,lead,1,USD,-1",
                          "d,lead,1,USD,nan", "d,lead"}) {
    const auto table =
        read("id,stage,amount,currency,age_in_stage_days\n" + std::string(row) + "\n");
    ASSERT_FALSE(table) << row;
    EXPECT_EQ(table.error().code, ErrorCode::UnusableInput) << row;
  }
}

TEST(OpenDealList, AMissingColumnIsNamedWithTheClosestOne) {
  const auto table = read("id,stages\n1,lead\n");
  ASSERT_FALSE(table);
  EXPECT_THAT(table.error().message, HasSubstr("\"stages\""));
  EXPECT_THAT(table.error().hint, HasSubstr("deal_id,stage,occurred_at"));
}

TEST(OpenDealEvents, ADealStandsWhereItsLastEventLeftIt) {
  const auto table = read(kEvents +
                          "d1,a,appointment_scheduled,6000,2025-03-01,2025-03-04\n"
                          "d1,a,lead,,2025-03-01,2025-03-01\n"
                          "d2,,lead,,,2025-03-06T12:00:00Z\n");

  ASSERT_TRUE(table) << table.error();
  EXPECT_THAT(table->rejected_rows, IsEmpty());
  ASSERT_EQ(table->deals.size(), 2U);
  EXPECT_EQ(table->deals[0].id, "d1");
  EXPECT_EQ(table->deals[0].stage, "appointment_scheduled");
  EXPECT_EQ(table->deals[0].amount_minor, 600'000);
  EXPECT_EQ(table->deals[0].age_in_stage_days, 2.5);  // up to the newest event of the file
  EXPECT_EQ(table->deals[1].stage, "lead");
  EXPECT_EQ(table->deals[1].amount_minor, std::nullopt);
  EXPECT_EQ(table->deals[1].age_in_stage_days, 0.0);
}

TEST(OpenDealEvents, NeedOnlyThreeColumns) {
  const auto table = read("deal_id,stage,occurred_at\nd1,show_up,2025-03-01\n");
  ASSERT_TRUE(table) << table.error();
  EXPECT_EQ(table->deals.at(0).stage, "show_up");
}

TEST(OpenDealEvents, ClosedDealsAreLeftOutAndCounted) {
  const auto table = read(kEvents +
                          "d1,a,show_up,,,2025-03-01\nd1,a,closed_won,6500,,2025-03-05\n"
                          "d2,a,closed_lost,,,2025-03-05\nd3,a,lead,,,2025-03-05\n");
  ASSERT_TRUE(table) << table.error();
  EXPECT_EQ(table->deals.size(), 1U);
  EXPECT_THAT(table->notes, ElementsAre("2 deals are closed and not in the forecast"));
}

TEST(OpenDealEvents, ADealOfTwoAdsIsOneDeal) {
  const auto table = read(kEvents + "d1,a,show_up,,,2025-03-01\nd1,b,show_up,,,2025-03-01\n");
  ASSERT_TRUE(table) << table.error();
  EXPECT_THAT(table->rejected_rows, IsEmpty());
  EXPECT_EQ(table->deals.size(), 1U);
}

TEST(OpenDealEvents, BadRowsAndTheFutureAreRejected) {
  const auto table = read(kEvents +
                              "d1,a,nowhere,,,2025-03-01\nd1,a,lead,,,someday\n"
                              "d1,a,lead,,,2025-03-01\nd1,a,show_up,,,2025-03-03\n",
                          {.now = at("2025-03-02")});
  ASSERT_TRUE(table) << table.error();
  ASSERT_EQ(table->rejected_rows.size(), 3U);
  EXPECT_THAT(table->rejected_rows[0].reason, HasSubstr("row 2.stage: must be one of lead"));
  EXPECT_THAT(table->rejected_rows[2].reason, HasSubstr("row 5.occurred_at: lies in the future"));
  EXPECT_EQ(table->deals.at(0).stage, "lead");
  EXPECT_EQ(table->deals[0].age_in_stage_days, 1.0);
}

TEST(Samples, TheDealsAreOpenDealsToo) {
  const auto table =
      read_open_deals_file(std::string(GV_SOURCE_DIR) + "/docs/samples/deals.csv",
                           revenue::preset("ptd_fitness", Currency::usd(), 190'000).value());
  ASSERT_TRUE(table) << table.error();
  EXPECT_THAT(table->rejected_rows, IsEmpty());
  EXPECT_FALSE(table->deals.empty());
}

}  // namespace
}  // namespace gv::files
