#include "adapters/obd/obd.h"

#include <filesystem>
#include <fstream>
#include <string>

#include <gtest/gtest.h>

namespace gv::obd {
namespace {

class Obd : public ::testing::Test {
 protected:
  void SetUp() override {
    path_ =
        std::filesystem::temp_directory_path() /
        ("gv_obd_" + std::string(::testing::UnitTest::GetInstance()->current_test_info()->name()));
  }
  void TearDown() override { std::filesystem::remove(path_); }

  Result<evaluate::Log> read(const std::string& text) {
    std::ofstream(path_, std::ios::binary) << text;
    return read_log(path_.string());
  }

  std::filesystem::path path_;
};

TEST_F(Obd, ReadsItemsPositionsClicksAndPropensities) {
  const auto log = read(
      ",timestamp,item_id,position,click,propensity_score\n"
      "0,2019-11-24,14,3,0,0.02941\n"
      "1,2019-11-24,2,1,1,0.5\n");

  ASSERT_TRUE(log) << log.error();
  EXPECT_EQ(log->actions, 15);
  EXPECT_EQ(log->positions, 3);
  ASSERT_EQ(log->rows.size(), 2U);
  EXPECT_EQ(log->rows[0].position, 2);
  EXPECT_EQ(log->rows[0].propensity, 0.02941);
  EXPECT_EQ(log->rows[1].reward, 1.0);
}

TEST_F(Obd, AMissingColumnIsNamedWithTheClosestOne) {
  const auto log = read("item_id,position,clicks,propensity_score\n1,1,0,0.5\n");

  ASSERT_FALSE(log);
  EXPECT_EQ(log.error().code, ErrorCode::UnusableInput);
  EXPECT_NE(log.error().message.find("\"clicks\""), std::string::npos) << log.error();
}

TEST_F(Obd, OneBadRowSpoilsTheLog) {
  const std::string header = "item_id,position,click,propensity_score\n1,1,0,0.5\n";
  for (const char* row : {"-1,1,0,0.5", "1,4,0,0.5", "1,0,0,0.5", "1,1,2,0.5", "1,1,0,0",
                          "1,1,0,1.5", "1,1,0,nan", "1,1,,0.5", "1,1,0"}) {
    const auto log = read(header + row + "\n");

    ASSERT_FALSE(log) << row;
    EXPECT_EQ(log.error().code, ErrorCode::UnusableInput) << row;
    EXPECT_NE(log.error().where.find('3'), std::string::npos) << log.error();
  }
}

TEST_F(Obd, NoRowsAndNoFileAreErrors) {
  EXPECT_FALSE(read("item_id,position,click,propensity_score\n"));
  const auto absent = read_log("/nonexistent/log.csv.gz");
  ASSERT_FALSE(absent);
  EXPECT_EQ(absent.error().code, ErrorCode::NotFound);
}

}  // namespace
}  // namespace gv::obd
