#include "core/revenue/absorbing_chain.h"

#include <cmath>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gv::revenue {
namespace {

// 20 section 15, "Absorbing chain".
TEST(WinProbabilities, SolvesAPipelineWithStepsBack) {
  const std::vector<double> between{0, .35, .02, 0, .05, .55, 0, .03, 0};
  const std::vector<double> won{0, 0, .60};
  const auto win = win_probabilities(between, won);
  ASSERT_TRUE(win) << win.error();
  EXPECT_NEAR((*win)[0], 0.135940009, 1e-8);
  EXPECT_NEAR((*win)[1], 0.353508302, 1e-8);
  EXPECT_NEAR((*win)[2], 0.610605249, 1e-8);
}

TEST(WinProbabilities, RefusesCirclesAndWhatAreNoProbabilities) {
  const auto refused = [](std::vector<double> between, std::vector<double> won) {
    return !win_probabilities(between, won);
  };
  EXPECT_TRUE(refused({0, 1, 1, 0}, {0, 0}));
  EXPECT_TRUE(refused({0, .5, 0, 0}, {.6, .5}));
  EXPECT_TRUE(refused({-.1}, {.5}));
  EXPECT_TRUE(refused({std::nan("")}, {.5}));
  EXPECT_FALSE(refused({}, {}));
}

RC_GTEST_PROP(SolveLinearProperty, TheSolutionSolvesTheSystem, ()) {
  const auto n = *rc::gen::inRange<std::size_t>(1, 7);
  std::vector<double> matrix(n * n);
  std::vector<double> x(n);
  for (std::size_t i = 0; i < n * n; ++i) matrix[i] = *rc::gen::inRange(-100, 100) / 100.0;
  for (std::size_t i = 0; i < n; ++i) {
    matrix[i * n + i] += 8.0;  // diagonally dominant
    x[i] = *rc::gen::inRange(-1000, 1000);
  }
  std::vector<double> right(n, 0.0);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) right[i] += matrix[i * n + j] * x[j];
  }
  const auto solved = solve_linear(matrix, right);
  RC_ASSERT(solved.has_value());
  for (std::size_t i = 0; i < n; ++i) RC_ASSERT(std::abs((*solved)[i] - x[i]) < 1e-8);
}

}  // namespace
}  // namespace gv::revenue
