#include <gtest/gtest.h>

#include "adapters/meta_double/testing.h"

namespace gv::meta_double {
namespace {

class BatchTest : public PlatformTest {
 protected:
  boost::json::array batch(const std::string& operations) {
    return post("", R"({"batch":)" + operations + "}").at("list").as_array();
  }
};

TEST_F(BatchTest, AnswersInOrderEachForItself) {
  const auto id = campaign();
  const auto answers =
      batch(R"([{"method":"POST","relative_url":")" + id +
            R"(","body":"name=new"},{"method":"GET","relative_url":"1?fields=id"},)"
            R"({"method":"GET","relative_url":")" +
            id + R"(?fields=name"}])");
  ASSERT_EQ(answers.size(), 3u);
  EXPECT_EQ(answers[0].at("code"), 200);
  EXPECT_EQ(answers[1].at("code"), 400);
  EXPECT_NE(std::string(answers[2].at("body").as_string()).find("\"new\""), std::string::npos);
}

TEST_F(BatchTest, LaterOperationsBuildOnNamedOnes) {
  const auto answers =
      batch(R"([{"method":"POST","name":"c","relative_url":"act_1/campaigns","body":)"
            R"("name=x&objective=OUTCOME_LEADS&status=PAUSED&special_ad_categories=[]"},)"
            R"({"method":"POST","relative_url":"{result=c:$.id}","body":"name=y"}])");
  EXPECT_TRUE(answers[0].is_null());  // somebody builds on it
  EXPECT_EQ(answers[1].at("code"), 200);
}

TEST_F(BatchTest, WhatDependsOnAFailureIsNotTried) {
  const auto answers = batch(R"([{"method":"GET","name":"a","relative_url":"1"},)"
                             R"({"method":"GET","depends_on":"a","relative_url":"act_1"}])");
  EXPECT_EQ(answers[0].at("code"), 400);
  EXPECT_TRUE(answers[1].is_null());
}

TEST_F(BatchTest, TwoAdSetsOfACampaignNeverShareOne) {
  const auto top = campaign();
  const auto one = ad_set(top);
  const auto two = ad_set(top);
  const auto answers = batch(R"([{"method":"POST","relative_url":")" + one +
                             R"(","body":"status=ACTIVE"},{"method":"POST","relative_url":")" +
                             two + R"(","body":"status=ACTIVE"}])");
  EXPECT_EQ(answers[0].at("code"), 200);
  EXPECT_EQ(answers[1].at("code"), 400);
}

TEST_F(BatchTest, ADroppedOperationIsNullAndMayHaveBeenApplied) {
  const auto id = campaign();
  ask("POST", "/__sim/faults", R"({"match":{"path_regex":")" + id + R"("},"action":"drop_after"})");
  const auto answers =
      batch(R"([{"method":"POST","relative_url":")" + id + R"(","body":"name=new"}])");
  EXPECT_TRUE(answers[0].is_null());
  EXPECT_EQ(text(get(id + "?fields=name"), "name"), "new");
}

TEST_F(BatchTest, AtMostFifty) {
  std::string operations = "[";
  for (int i = 0; i < 51; ++i) {
    operations += std::string(i == 0 ? "" : ",") + R"({"method":"GET","relative_url":"act_1"})";
  }
  EXPECT_EQ(code_of(post("", R"({"batch":)" + operations + "]}")), 100);
}

}  // namespace
}  // namespace gv::meta_double
