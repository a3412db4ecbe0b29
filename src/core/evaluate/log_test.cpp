#include "core/evaluate/log.h"

#include <limits>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gv::evaluate {
namespace {

Log small() { return {3, 2, {{0, 1, 0.5, 1.0}, {1, 2, 1.0, -2.5}}}; }

std::string problem(const Log& log) {
  const auto result = check(log);
  return result ? "none" : to_string(result.error());
}

TEST(Log, AcceptsWhatIsWhole) { EXPECT_EQ(problem(small()), "none"); }

TEST(Log, NamesTheRowAndTheFieldThatAreWrong) {
  const auto with = [](auto&& change) {
    Log log = small();
    change(log);
    return problem(log);
  };
  EXPECT_EQ(with([](Log& log) { log.rows[1].propensity = 0.0; }),
            "row 2.propensity: must lie in (0, 1], got 0");
  EXPECT_EQ(with([](Log& log) { log.rows[0].propensity = 1.5; }),
            "row 1.propensity: must lie in (0, 1], got 1.5");
  EXPECT_EQ(
      with([](Log& log) { log.rows[0].propensity = std::numeric_limits<double>::quiet_NaN(); }),
      "row 1.propensity: must be a number");
  EXPECT_EQ(with([](Log& log) { log.rows[0].reward = std::numeric_limits<double>::infinity(); }),
            "row 1.reward: must be a finite number, got inf");
  EXPECT_EQ(with([](Log& log) { log.rows[0].action = 3; }),
            "row 1.action: must lie in [0, 2], got 3");
  EXPECT_EQ(with([](Log& log) { log.rows[1].position = -1; }),
            "row 2.position: must lie in [0, 1], got -1");
  EXPECT_EQ(with([](Log& log) { log.rows.clear(); }), "log: has no rows");
  EXPECT_EQ(with([](Log& log) { log.actions = 0; }),
            "log: needs at least one action and one position, got 0 and 2");
}

RC_GTEST_PROP(SplitProperty, TheHalvesShareOutTheRowsInOrder, ()) {
  const int count = *rc::gen::inRange(0, 60);
  Log log{1, 1, {}};
  for (int i = 0; i < count; ++i) log.rows.push_back({0, 0, 1.0, 1.0 * i});
  const auto [first, second] = split(log, *rc::gen::arbitrary<std::uint64_t>());

  RC_ASSERT(first.rows.size() == log.rows.size() / 2);
  RC_ASSERT(first.rows.size() + second.rows.size() == log.rows.size());
  std::size_t a = 0;
  std::size_t b = 0;
  for (int i = 0; i < count; ++i) {  // a merge: every row in exactly one half
    if (a < first.rows.size() && first.rows[a].reward == i) {
      ++a;
    } else {
      RC_ASSERT(second.rows[b++].reward == i);
    }
  }
}

TEST(Split, AnotherSeedIsAnotherSplit) {
  Log log{1, 1, {}};
  for (int i = 0; i < 40; ++i) log.rows.push_back({0, 0, 1.0, 1.0 * i});
  const auto rewards = [&](std::uint64_t seed) {
    std::vector<double> all;
    for (const Row& row : split(log, seed).first.rows) all.push_back(row.reward);
    return all;
  };
  EXPECT_EQ(rewards(1), rewards(1));
  EXPECT_NE(rewards(1), rewards(2));
}

}  // namespace
}  // namespace gv::evaluate
