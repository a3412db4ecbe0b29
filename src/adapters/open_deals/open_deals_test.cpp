#include "adapters/open_deals/open_deals.h"

#include <filesystem>
#include <fstream>
#include <string>

#include <gtest/gtest.h>

namespace gv::open_deals {
namespace {

class OpenDeals : public ::testing::Test {
 protected:
  void SetUp() override {
    path_ = std::filesystem::temp_directory_path() /
            ("gv_open_deals_" +
             std::string(::testing::UnitTest::GetInstance()->current_test_info()->name()));
  }
  void TearDown() override { std::filesystem::remove(path_); }

  Result<std::vector<revenue::PipelineDeal>> read(const std::string& text) {
    std::ofstream(path_, std::ios::binary) << text;
    return read_open_deals(path_.string(), Currency::usd());
  }

  std::filesystem::path path_;
};

TEST_F(OpenDeals, ReadsWhatIsKnownOfADeal) {
  const auto deals = read(
      "stage,id,amount,currency,age_in_stage_days\nlead,d1,\"7,000.50\",AED,3.5\nlead,d2,,,\n");

  ASSERT_TRUE(deals) << deals.error();
  EXPECT_EQ((*deals)[0].amount_minor, 700'050);
  EXPECT_EQ((*deals)[0].currency->code(), "AED");
  EXPECT_EQ((*deals)[0].age_in_stage_days, 3.5);
  EXPECT_FALSE((*deals)[1].amount_minor);
}

TEST_F(OpenDeals, ABadCellIsNamedAndSpoilsTheFile) {
  for (const char* row : {",lead,1,USD,0", "d,lead,x,USD,0", "d,lead,1,USX,0", "d,lead,1,USD,-1",
                          "d,lead,1,USD,nan", "d,lead"}) {
    const auto deals =
        read("id,stage,amount,currency,age_in_stage_days\n" + std::string(row) + "\n");
    ASSERT_FALSE(deals) << row;
    EXPECT_EQ(deals.error().code, ErrorCode::UnusableInput) << row;
  }
}

TEST_F(OpenDeals, AMissingColumnIsNamedWithTheClosestOne) {
  const auto deals = read("id,stages\n1,lead\n");
  ASSERT_FALSE(deals);
  EXPECT_NE(deals.error().message.find("\"stages\""), std::string::npos);
}

}  // namespace
}  // namespace gv::open_deals
