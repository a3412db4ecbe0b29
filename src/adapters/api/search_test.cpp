#include <gtest/gtest.h>

#include "adapters/api/testing.h"

namespace gv::api {
namespace {

TEST(SearchRoute, FindsSettingsByWordsOfTheirTitles) {
  testing::Bench bench;

  const auto found = bench.json("GET", "/api/v1/search?q=IGNORANCE");

  const auto& results = found.at("results").as_array();
  ASSERT_EQ(results.size(), 3u);
  EXPECT_EQ(results[0].at("kind"), "setting");
  EXPECT_EQ(results[0].at("id"), "decision.ignorance_zone.days");
  EXPECT_EQ(results[0].at("title"), "Ignorance zone, days");
}

TEST(SearchRoute, ALetterIsTooLittle) {
  testing::Bench bench;
  EXPECT_EQ(bench.ask("GET", "/api/v1/search?q=a").status, 422);
  EXPECT_EQ(bench.ask("GET", "/api/v1/search").status, 422);
  EXPECT_EQ(bench.ask("GET", "/api/v1/search?q=%D8%A7").status, 422) << "one letter of two bytes";
  EXPECT_EQ(bench.json("GET", "/api/v1/search?q=qqqq").at("results").as_array().size(), 0u);
}

}  // namespace
}  // namespace gv::api
