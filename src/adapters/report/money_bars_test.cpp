#include "adapters/report/money_bars.h"

#include <numeric>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "adapters/report/report_example.h"

namespace gv::report {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::int64_t sum_of(const MoneySplit& split) {
  return std::accumulate(split.parts.begin(), split.parts.end(), std::int64_t{0});
}

TEST(MoneySplitTest, PartsAreTheSharesOfTheMeanSpend) {
  market::Scores scores;
  scores.spent.value = 0.5;
  scores.money_by_archetype = {0.4, 0.3, 0.2, 0.1, 0.0};
  market::Scenario scenario;  // $1000 a day for 28 days

  const auto split = money_split(scores, scenario);

  EXPECT_EQ(split.total, 14'000);
  EXPECT_THAT(split.parts, ElementsAre(5'600, 4'200, 2'800, 1'400, 0));
}

TEST(MoneySplitTest, NothingSpentIsNothingSplit) {
  EXPECT_EQ(sum_of(money_split(market::Scores{}, market::Scenario{})), 0);
}

RC_GTEST_PROP(MoneySplitProperty, PartsSumToTheTotal, ()) {
  market::Scores scores;
  scores.spent.value = *rc::gen::inRange(1, 1001) / 1000.0;
  double sum = 0.0;
  for (auto& share : scores.money_by_archetype) sum += share = *rc::gen::inRange(1, 1000);
  for (auto& share : scores.money_by_archetype) share /= sum;
  const auto split = money_split(scores, market::Scenario{});
  RC_ASSERT(sum_of(split) == split.total);
}

TEST(MoneySection, TableShowsThePartsAndTheirSum) {
  const auto report = example_report();
  const auto html = money_section(ranked(report), report);
  // 97 % of $28,000; winners 47.5 % each, average and clickbait 1.5 %, losers 2 %.
  EXPECT_THAT(html, HasSubstr("<th scope=\"row\">battle_hardened</th><td>$12,901</td>"
                              "<td>$12,901</td><td>$408</td><td>$407</td><td>$543</td>"
                              "<td class=\"first\">$27,160</td>"));
}

}  // namespace
}  // namespace gv::report
