#include "io/json/difference.h"

#include <boost/json/value.hpp>
#include <gtest/gtest.h>

#include "io/json/json.h"

namespace gv::json {
namespace {

std::vector<Difference> differences(const char* a, const char* b, std::size_t count_max = 10) {
  std::vector<Difference> out;
  find_differences(*parse(a, "a"), *parse(b, "b"), "", count_max, out);
  return out;
}

TEST(JsonDifference, EqualDocumentsHaveNoneWhateverTheOrderOfMembers) {
  EXPECT_TRUE(
      differences(R"({"a": 1, "b": [1.5, null]})", R"({"b": [1.5, null], "a": 1})").empty());
}

TEST(JsonDifference, NamesThePlaceAndBothValues) {
  const auto found =
      differences(R"({"a": [{"x": 1}, {"x": 2}]})", R"({"a": [{"x": 1}, {"x": 3}]})");

  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].path, "a[1].x");
  EXPECT_EQ(found[0].recorded, "2");
  EXPECT_EQ(found[0].recomputed, "3");
}

TEST(JsonDifference, SeesWhatIsMissingOnEitherSide) {
  const auto found = differences(R"({"a": 1, "l": [1]})", R"({"b": 2, "l": []})");

  ASSERT_EQ(found.size(), 3U);
  EXPECT_EQ(found[0].recomputed, "nothing");
  EXPECT_EQ(found[1].path, "l[0]");
  EXPECT_EQ(found[2].recorded, "nothing");
}

TEST(JsonDifference, AnotherTypeIsADifference) {
  EXPECT_EQ(differences(R"([1])", R"({"a": 1})").size(), 1U);
  EXPECT_EQ(differences(R"([null])", R"([0])").size(), 1U);
}

TEST(JsonDifference, StopsAtTheWantedNumber) {
  EXPECT_EQ(differences("[1,2,3,4]", "[5,6,7,8]", 2).size(), 2U);
}

}  // namespace
}  // namespace gv::json
