#include "adapters/google_double/gaql.h"

#include <gtest/gtest.h>

namespace gv::google_double {
namespace {

std::string reason_of(std::string_view text) {
  const auto query = parse_gaql(text);
  return query ? "" : query.error().reason;
}

TEST(Gaql, TheWholeOfIt) {
  const auto query = parse_gaql(
      "select campaign.id, metrics.clicks FROM campaign WHERE campaign.status IN ('ENABLED', "
      "\"PAUSED\") AND campaign.name = 'it\\'s' AND segments.date BETWEEN '2026-11-01' AND "
      "'2026-11-07' ORDER BY campaign.id DESC LIMIT 5");
  ASSERT_TRUE(query) << query.error().message;
  EXPECT_EQ(query->select, (std::vector<std::string>{"campaign.id", "metrics.clicks"}));
  EXPECT_EQ(query->from, "campaign");
  ASSERT_EQ(query->where.size(), 3u);
  EXPECT_EQ(query->where[0].values, (std::vector<std::string>{"ENABLED", "PAUSED"}));
  EXPECT_EQ(query->where[1].values.front(), "it's");
  EXPECT_EQ(query->where[2].op, "BETWEEN");
  EXPECT_EQ(query->where[2].values, (std::vector<std::string>{"2026-11-01", "2026-11-07"}));
  EXPECT_EQ(query->order_by, "campaign.id");
  EXPECT_TRUE(query->descending);
  EXPECT_EQ(query->limit, 5u);
}

TEST(Gaql, SaysWhatIsWrong) {
  EXPECT_EQ(reason_of(""), "EXPECTED_SELECT");
  EXPECT_EQ(reason_of("SELECT a"), "EXPECTED_FROM");
  EXPECT_EQ(reason_of("SELECT a, FROM b"), "EXPECTED_FROM");
  EXPECT_EQ(reason_of("SELECT a, a FROM b"), "DUPLICATE_FIELD");
  EXPECT_EQ(reason_of("SELECT a FROM b WHERE c > 1"), "UNEXPECTED_INPUT");
  EXPECT_EQ(reason_of("SELECT a FROM b WHERE c d"), "EXPECTED_CONDITION_OPERATOR");
  EXPECT_EQ(reason_of("SELECT a FROM b WHERE c IN (1"), "EXPECTED_LIST");
  EXPECT_EQ(reason_of("SELECT a FROM b WHERE c = 'x"), "UNEXPECTED_END_OF_QUERY");
  EXPECT_EQ(reason_of("SELECT a FROM b WHERE c BETWEEN 1"), "EXPECTED_AND");
  EXPECT_EQ(reason_of("SELECT a FROM b LIMIT 0"), "INVALID_LIMIT");
  EXPECT_EQ(reason_of("SELECT a FROM b; DROP"), "UNEXPECTED_INPUT");
}

}  // namespace
}  // namespace gv::google_double
