#include "core/attribution/shapley.h"

#include <array>
#include <cmath>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/attribution/markov.h"

namespace gv::attribution {
namespace {

const AdId kA("A"), kB("B"), kC("C");

// 20 section 15, "Journeys set"; scripts/golden/attribution.py.
const std::vector<JourneyGroup> kGroups{
    {{kA}, 100, 10},   {{kB}, 100, 5},        {{kC}, 50, 1},        {{kA, kB}, 80, 20},
    {{kC, kA}, 40, 6}, {{kB, kC, kB}, 40, 4}, {{kA, kB, kC}, 20, 7}};

void expect_values(const std::vector<AdValue>& values, const std::vector<double>& expected,
                   double tolerance = 1e-9) {
  ASSERT_EQ(values.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    EXPECT_NEAR(values[i].value, expected[i], tolerance) << values[i].ad.text();
  }
}

TEST(Shapley, SharesConversionsOfTheSpecification) {
  const auto values = shapley(kGroups);
  ASSERT_TRUE(values) << values.error();
  expect_values(*values, {25.333333333, 19.333333333, 8.333333333});
}

TEST(ShapleyRate, ValuesOfTheSpecification) {
  const auto rate = shapley_rate(kGroups, 1);
  ASSERT_TRUE(rate) << rate.error();
  expect_values(rate->phi, {0.080953692370, 0.037532639739, 0.004769481844});
  expect_values(rate->credits, {34.810087719, 16.139035088, 2.050877193});
  EXPECT_FALSE(rate->clipped || rate->sampled);
}

TEST(ShapleyRate, AnAdThatLowersTheRateGetsNothing) {
  const auto rate = shapley_rate(std::vector<JourneyGroup>{{{kA}, 100, 50}, {{kB}, 900, 0}}, 1);
  EXPECT_TRUE(rate->clipped);
  EXPECT_LT(rate->phi[1].value, 0.0);
  expect_values(rate->credits, {50.0, 0.0});
}

TEST(ShapleyRate, ManyAdsAreSampledAlike) {
  std::vector<JourneyGroup> groups = kGroups;
  for (char c = 'D'; c < 'N'; ++c) groups.push_back({{AdId(std::string(1, c))}, 0, 0});
  const auto rate = shapley_rate(groups, 7);
  EXPECT_TRUE(rate->sampled);
  // Thirteen players, ten of them without a journey: they change nothing.
  EXPECT_NEAR(rate->phi[0].value, 0.080953692370, 0.002);
  EXPECT_NEAR(rate->phi[1].value, 0.037532639739, 0.002);
  EXPECT_EQ(rate->phi[5].value, 0.0);
  EXPECT_EQ(shapley_rate(groups, 7)->phi[0].value, rate->phi[0].value);
}

TEST(Shapley, RefusesCountsThatCannotBe) {
  EXPECT_FALSE(shapley(std::vector<JourneyGroup>{{{kA}, 1, 2}}));
  EXPECT_FALSE(shapley(std::vector<JourneyGroup>{{{kA}, -1, -1}}));
  EXPECT_TRUE(shapley({})->empty());
}

// 20 section 15, "Markov paths".
TEST(Markov, RemovalEffectsOfTheSpecification) {
  const std::vector<AdPath> paths{{{kA, kB}, true, 20},
                                  {{kA}, false, 40},
                                  {{kB, kB}, true, 10},  // a repeat counts once
                                  {{kB, kC}, false, 20},
                                  {{kC}, true, 10}};
  const auto chain = markov(paths);
  ASSERT_TRUE(chain) << chain.error();
  EXPECT_NEAR(chain->conversion_rate, 0.4, 1e-12);
  expect_values(chain->removal_effect, {11.0 / 30.0, 11.0 / 12.0, 0.25}, 1e-12);
  expect_values(chain->credits, {9.565217391304, 23.913043478261, 6.521739130435});
}

TEST(Markov, NothingConvertedIsNobodysDoing) {
  const auto chain = markov(std::vector<AdPath>{{{kA, kB}, false, 5}, {{}, true, 3}});
  EXPECT_EQ(chain->conversion_rate, 0.0);
  expect_values(chain->credits, {0.0, 0.0});
  EXPECT_TRUE(markov({})->credits.empty());
  EXPECT_FALSE(markov(std::vector<AdPath>{{{kA}, true, -1}}));
}

std::vector<AdId> any_ads() {
  static const std::vector<AdId> ads{AdId("1"), AdId("2"), AdId("3"), AdId("4")};
  return *rc::gen::container<std::vector<AdId>>(*rc::gen::inRange<std::size_t>(1, 6),
                                                rc::gen::elementOf(ads));
}

/// The definition: the chain again with edges into `without` led to "not converted", by iteration.
double conversion_rate(const std::vector<AdPath>& paths, const AdId& without) {
  constexpr std::size_t kStart = 0, kConverted = 5, kLost = 6, kStates = 7;
  std::array<std::array<double, kStates>, kStates> moves{};
  for (const AdPath& path : paths) {
    std::size_t at = kStart;
    const auto move_to = [&](std::size_t next) {
      moves[at][next] += static_cast<double>(path.count);
      at = next;
    };
    for (const AdId& ad : path.ads) {
      const auto next = static_cast<std::size_t>(ad.text()[0] - '0');
      if (next != at) move_to(next);
    }
    move_to(path.converted ? kConverted : kLost);
  }
  const std::size_t removed_state =
      without.text().size() == 1 ? static_cast<std::size_t>(without.text()[0] - '0') : kStart;
  std::array<double, kStates> value{};
  value[kConverted] = 1.0;
  for (int round = 0; round < 600; ++round) {
    for (std::size_t from = 0; from < kConverted; ++from) {
      double sum = 0.0;
      double leaves = 0.0;
      for (std::size_t to = 1; to < kStates; ++to) {
        if (to != removed_state) sum += moves[from][to] * value[to];
        leaves += moves[from][to];
      }
      value[from] = leaves > 0.0 ? sum / leaves : 0.0;
    }
  }
  return value[kStart];
}

RC_GTEST_PROP(MarkovProperty, RemovalEffectsAreThoseOfTheRebuiltChain, ()) {
  std::vector<AdPath> paths;
  const int count = *rc::gen::inRange(1, 6);
  for (int i = 0; i < count; ++i) {
    paths.push_back({any_ads(), *rc::gen::arbitrary<bool>(), *rc::gen::inRange(1, 50)});
  }
  const auto chain = markov(paths);
  RC_ASSERT(chain.has_value());
  const double whole = conversion_rate(paths, AdId("none"));
  RC_ASSERT(std::abs(chain->conversion_rate - whole) < 1e-9);
  for (const auto& [ad, effect] : chain->removal_effect) {
    RC_ASSERT(effect >= 0.0 && effect <= 1.0);
    if (whole == 0.0) continue;
    RC_ASSERT(std::abs(effect - (1.0 - conversion_rate(paths, ad) / whole)) < 1e-8);
  }
}

// Efficiency: what is shared is what there was, by either game.
RC_GTEST_PROP(ShapleyProperty, ValuesSumToTheWhole, ()) {
  std::vector<JourneyGroup> groups;
  double conversions = 0.0;
  double journeys = 0.0;
  const int count = *rc::gen::inRange(1, 8);
  for (int i = 0; i < count; ++i) {
    const int all = *rc::gen::inRange(1, 100);
    groups.push_back({any_ads(), all, *rc::gen::inRange(0, all + 1)});
    journeys += all;
    conversions += static_cast<double>(groups.back().conversions);
  }
  const auto sum = [](const std::vector<AdValue>& values) {
    double total = 0.0;
    for (const auto& [ad, value] : values) total += value;
    return total;
  };
  RC_ASSERT(std::abs(sum(*shapley(groups)) - conversions) < 1e-9);
  const auto rate = shapley_rate(groups, 1);
  RC_ASSERT(std::abs(sum(rate->phi) - conversions / journeys) < 1e-9);
  RC_ASSERT(std::abs(sum(rate->credits) - conversions) < 1e-6);
}

}  // namespace
}  // namespace gv::attribution
