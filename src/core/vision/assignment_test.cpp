#include "core/vision/assignment.h"

#include <algorithm>
#include <numeric>

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

namespace gv::vision {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Assign, GivesUpTheCheapestPairForTheCheapestSum) {
  // Row 0 alone would take column 0; then row 1 would cost 9.
  const std::vector<double> costs = {1, 2,  //
                                     2, 9};

  EXPECT_THAT(assign(costs, 2, 2), ElementsAre(1, 0));
}

TEST(Assign, LeavesRowsOrColumnsOver) {
  const std::vector<double> tall = {5, 1, 3};
  const std::vector<double> wide = {5, 1, 3};

  EXPECT_THAT(assign(tall, 3, 1), ElementsAre(std::nullopt, 0, std::nullopt));
  EXPECT_THAT(assign(wide, 1, 3), ElementsAre(1));
}

TEST(Assign, TakesNothing) {
  EXPECT_THAT(assign({}, 0, 4), IsEmpty());
  EXPECT_THAT(assign({}, 2, 0), ElementsAre(std::nullopt, std::nullopt));
}

double cheapest_of_all_orders(const std::vector<double>& costs, std::size_t rows,
                              std::size_t columns) {
  std::vector<std::size_t> order(std::max(rows, columns));
  std::iota(order.begin(), order.end(), std::size_t{0});
  double best = 1e18;
  do {
    double sum = 0.0;
    for (std::size_t i = 0; i < rows; ++i) {
      if (order[i] < columns) sum += costs[i * columns + order[i]];
    }
    best = std::min(best, sum);
  } while (std::next_permutation(order.begin(), order.end()));
  return best;
}

RC_GTEST_PROP(AssignProperty, NoOrderIsCheaper, ()) {
  const auto rows = *rc::gen::inRange<std::size_t>(1, 6);
  const auto columns = *rc::gen::inRange<std::size_t>(1, 6);
  const auto drawn =
      *rc::gen::container<std::vector<int>>(rows * columns, rc::gen::inRange(-20, 50));
  const std::vector<double> costs(drawn.begin(), drawn.end());

  const auto partners = assign(costs, rows, columns);

  double sum = 0.0;
  std::size_t pairs = 0;
  std::vector<bool> taken(columns, false);
  for (std::size_t i = 0; i < rows; ++i) {
    if (!partners[i]) continue;
    RC_ASSERT(!taken[*partners[i]]);
    taken[*partners[i]] = true;
    sum += costs[i * columns + *partners[i]];
    ++pairs;
  }
  RC_ASSERT(pairs == std::min(rows, columns));
  RC_ASSERT(std::abs(sum - cheapest_of_all_orders(costs, rows, columns)) < 1e-9);
}

}  // namespace
}  // namespace gv::vision
