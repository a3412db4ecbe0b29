#include "core/allocate/lagrange.h"

#include <bit>
#include <cmath>
#include <limits>
#include <numeric>
#include <thread>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/rng.h"

namespace gv::allocate {
namespace {

const ResponseTable& table() {
  static const ResponseTable table(0.35);
  return table;
}

std::vector<CurveUnit> same_units(std::size_t n, double minimum) {
  return std::vector<CurveUnit>(n, CurveUnit{.half_saturation = 30'000, .minimum = minimum});
}

double sum(std::span<const double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

/// The specification's method, with pow and enough steps: bisection on lambda.
std::vector<double> bisected(std::span<const CurveUnit> units, std::span<const float> rho,
                             double total) {
  double low = 0.0;
  double high = 0.0;
  for (std::size_t i = 0; i < rho.size(); ++i) {
    high = std::max(high, rho[i] * units[i].rho0_factor);
  }
  std::vector<double> budgets(units.size());
  for (int step = 0; step < 200; ++step) {
    const double lambda = 0.5 * (low + high);
    for (std::size_t i = 0; i < units.size(); ++i) {
      const double rho0 = rho[i] * units[i].rho0_factor;
      double left = 0.0;
      double right = total;
      for (int inner = 0; inner < 60 && rho0 > lambda; ++inner) {
        const double b = 0.5 * (left + right);
        (rho0 * unit_marginal(b, units[i].half_saturation, 0.35) > lambda ? left : right) = b;
      }
      budgets[i] = std::max(units[i].minimum, left);
    }
    (sum(budgets) > total ? low : high) = lambda;
  }
  return budgets;
}

struct Market {
  std::vector<CurveUnit> units;
  std::vector<float> rho;
  double total{0.0};
  std::size_t draws{0};
  [[nodiscard]] CurveProblem problem() const { return {units, total}; }
  [[nodiscard]] Draws matrix() const { return {rho, units.size(), draws, draws}; }
};

Market market(std::uint64_t seed, std::size_t n, std::size_t draws) {
  Rng rng(seed, 1);
  Market made;
  made.draws = draws;
  for (std::size_t i = 0; i < n; ++i) {
    made.units.push_back({.half_saturation = 5'000 + 50'000 * rng.uniform(),
                          .minimum = rng.below(2) == 0 ? 0.0 : 1'000 * rng.uniform(),
                          .rho0_factor = 1.0 + rng.uniform()});
    made.total += made.units.back().minimum + 20'000 * rng.uniform();
    for (std::size_t k = 0; k < draws; ++k) {
      made.rho.push_back(static_cast<float>(std::exp(rng.normal())));
    }
  }
  return made;
}

TEST(AllocateDraw, EqualisesMarginalsAndStarvesTheWorst) {  // D-10
  const auto units = same_units(3, 0.0);
  std::vector<double> budgets(3);

  const auto lambda =
      allocate_draw(table(), {units, 100'000.0}, std::vector{3.0F, 2.0F, 1.0F}, budgets);

  ASSERT_TRUE(lambda) << lambda.error();
  EXPECT_NEAR(*lambda, 1.42438516, 1e-8);
  EXPECT_NEAR(budgets[0], 79166.776, 1e-3);
  EXPECT_NEAR(budgets[1], 20833.224, 1e-3);
  EXPECT_EQ(budgets[2], 0.0);
}

TEST(AllocateDraw, PaysMinimumsFirst) {  // D-10
  const auto units = same_units(3, 1'000.0);
  std::vector<double> budgets(3);

  ASSERT_TRUE(allocate_draw(table(), {units, 100'000.0}, std::vector{3.0F, 2.5F, 1.0F}, budgets));

  EXPECT_NEAR(budgets[0], 63257.228, 1e-3);
  EXPECT_NEAR(budgets[1], 35742.772, 1e-3);
  EXPECT_EQ(budgets[2], 1000.0);
}

TEST(AllocateDraw, AcceptsAHalfSaturationPerUnit) {
  const std::vector<CurveUnit> units{{20'000, 500}, {40'000, 500}, {80'000, 500}};
  std::vector<double> budgets(3);

  const auto lambda =
      allocate_draw(table(), {units, 90'000.0}, std::vector{3.0F, 2.5F, 2.0F}, budgets);

  ASSERT_TRUE(lambda) << lambda.error();  // golden: scripts/golden/allocate.py
  EXPECT_NEAR(*lambda, 1.6838654223603857, 1e-9);
  EXPECT_NEAR(budgets[0], 32052.8397, 1e-3);
  EXPECT_NEAR(budgets[1], 34590.0465, 1e-3);
  EXPECT_NEAR(budgets[2], 23357.1138, 1e-3);
}

TEST(AllocateDraw, GivesEverythingToAUnitThatIsAlone) {
  std::vector<double> budgets(1);
  ASSERT_TRUE(allocate_draw(table(), {same_units(1, 0.0), 1e15}, std::vector{2.0F}, budgets));
  EXPECT_NEAR(budgets[0] / 1e15, 1.0, 1e-9);
}

TEST(AllocateDraw, SharesByWidthWhenNothingEarns) {
  const std::vector<CurveUnit> units{{10'000, 100}, {30'000, 0}};
  std::vector<double> budgets(2);

  const auto lambda = allocate_draw(table(), {units, 4'100.0}, std::vector{0.0F, 0.0F}, budgets);

  ASSERT_TRUE(lambda) << lambda.error();
  EXPECT_EQ(*lambda, 0.0);
  EXPECT_NEAR(budgets[0], 1'100.0, 1e-9);
  EXPECT_NEAR(budgets[1], 3'000.0, 1e-9);
}

TEST(AllocateDraw, PaysExactlyTheMinimumsWhenThatIsAllThereIs) {
  std::vector<double> budgets(2);
  ASSERT_TRUE(
      allocate_draw(table(), {same_units(2, 50.0), 100.0}, std::vector{3.0F, 2.0F}, budgets));
  EXPECT_EQ(budgets, (std::vector{50.0, 50.0}));
}

TEST(AllocateDraw, LeavesOutMoneyThatWouldEarnTooLittle) {
  const auto units = same_units(3, 0.0);
  std::vector<double> budgets(3);

  const auto lambda =
      allocate_draw(table(), {units, 100'000.0, 2.0}, std::vector{3.0F, 2.0F, 1.0F}, budgets);

  ASSERT_TRUE(lambda) << lambda.error();
  EXPECT_NEAR(*lambda, 2.0, 1e-12);
  EXPECT_NEAR(marginal({3.0, 30'000, 0.35}, budgets[0]), 2.0, 1e-8);
  EXPECT_EQ(budgets[1], 0.0);
}

TEST(AllocateDraw, RefusesWhatCannotBeShared) {
  const auto units = same_units(2, 1'000.0);
  std::vector<double> budgets(2);
  const auto code = [&](double total, double rho) {
    const auto result =
        allocate_draw(table(), {units, total}, std::vector{static_cast<float>(rho), 1.0F}, budgets);
    return result ? ErrorCode::NotFound : result.error().code;
  };
  EXPECT_EQ(code(1'999.0, 1.0), ErrorCode::Refused);
  EXPECT_EQ(code(std::nan(""), 1.0), ErrorCode::Nan);
  EXPECT_EQ(code(5'000.0, std::nan("")), ErrorCode::Nan);
  EXPECT_EQ(code(5'000.0, std::numeric_limits<double>::infinity()), ErrorCode::Nan);
  EXPECT_EQ(code(5'000.0, -1.0), ErrorCode::InvalidInput);
  EXPECT_EQ(code(5'000.0, 1e30), ErrorCode::NotFound);  // absurd, but a number
  EXPECT_EQ(code(5'000.0, 1e-300), ErrorCode::NotFound);
}

TEST(MeanAllocation, HasTheSameBitsHoweverTheDrawsAreSplit) {
  const Market made = market(7, 60, 45);
  const ParallelFor backwards = [](std::size_t count, const auto& body) {
    for (std::size_t i = count; i-- > 0;) body(i, i + 1);
  };
  const ParallelFor threads = [](std::size_t count, const auto& body) {
    std::thread other([&] { body(0, count / 2); });
    body(count / 2, count);
    other.join();
  };

  const auto serial = mean_allocation(table(), made.problem(), made.matrix());

  ASSERT_TRUE(serial) << serial.error();
  EXPECT_EQ(*serial, *mean_allocation(table(), made.problem(), made.matrix(), backwards));
  EXPECT_EQ(*serial, *mean_allocation(table(), made.problem(), made.matrix(), threads));
}

TEST(MeanAllocation, UsesTheFirstDrawsOfLongerRows) {
  const Market made = market(8, 20, 30);
  const Draws first{made.rho, 20, 12, 30};
  std::vector<float> dense;
  for (std::size_t i = 0; i < 20; ++i) {
    for (std::size_t k = 0; k < 12; ++k) dense.push_back(first.row(i)[k]);
  }
  EXPECT_EQ(*mean_allocation(table(), made.problem(), first),
            *mean_allocation(table(), made.problem(), {dense, 20, 12, 12}));
}

TEST(MeanAllocation, IsTheMeanOfTheSingleDraws) {
  const Market made = market(9, 15, 20);
  std::vector<double> mean(15, 0.0);
  std::vector<double> budgets(15);
  for (std::size_t k = 0; k < 20; ++k) {
    std::vector<float> rho;
    for (std::size_t i = 0; i < 15; ++i) rho.push_back(made.rho[i * 20 + k]);
    ASSERT_TRUE(allocate_draw(table(), made.problem(), rho, budgets));
    for (std::size_t i = 0; i < 15; ++i) mean[i] += budgets[i] / 20.0;
  }
  const auto average = mean_allocation(table(), made.problem(), made.matrix());
  for (std::size_t i = 0; i < 15; ++i) EXPECT_NEAR((*average)[i], mean[i], 1e-6);
}

TEST(MeanAllocation, NamesTheUnitOfABadDraw) {
  Market made = market(10, 4, 9);
  made.rho[2 * 9 + 5] = std::nanf("");
  const auto result = mean_allocation(table(), made.problem(), made.matrix());
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().where, "units[2].rho");
}

RC_GTEST_PROP(AllocateDrawProperty, SpendsTheTotalAndHoldsTheMinimums, ()) {
  const Market made = market(*rc::gen::inRange<std::uint64_t>(0, 1'000'000),
                             *rc::gen::inRange<std::size_t>(1, 60), 1);
  std::vector<double> budgets(made.units.size());
  RC_ASSERT(allocate_draw(table(), made.problem(), made.rho, budgets).has_value());
  RC_ASSERT(std::abs(sum(budgets) - made.total) <= 1e-9 * made.total);
  for (std::size_t i = 0; i < budgets.size(); ++i) RC_ASSERT(budgets[i] >= made.units[i].minimum);
}

TEST(AllocateDraw, AgreesWithPlainBisection) {
  for (std::uint64_t seed = 0; seed < 12; ++seed) {
    const Market made = market(seed, 1 + seed, 1);
    std::vector<double> budgets(made.units.size());
    ASSERT_TRUE(allocate_draw(table(), made.problem(), made.rho, budgets));
    const auto slow = bisected(made.units, made.rho, made.total);
    for (std::size_t i = 0; i < slow.size(); ++i) {
      ASSERT_NEAR(budgets[i], slow[i], 1e-6 * made.total) << "seed " << seed << " unit " << i;
    }
  }
}

}  // namespace
}  // namespace gv::allocate
