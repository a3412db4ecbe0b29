#include "core/execute/financing.h"

#include <algorithm>
#include <numeric>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gv::execute {
namespace {

TEST(Financing, AnIncreaseWaitsForTheReductionsThatPayForIt) {
  const std::vector<BudgetMove> moves{{5'000, 8'000}, {6'000, 4'000}, {9'000, 7'000}, {1'000, 0}};
  const auto waits = finance(moves, 21'000);
  EXPECT_EQ(waits[0], (std::vector<std::size_t>{1, 2}));
  EXPECT_TRUE(waits[1].empty());
  EXPECT_TRUE(waits[2].empty());
}

TEST(Financing, WhatTheTotalHasRoomForWaitsForNothing) {
  const std::vector<BudgetMove> moves{{5'000, 6'000}, {6'000, 4'000}};
  EXPECT_TRUE(finance(moves, 12'000)[0].empty());
}

TEST(Financing, IncreasesAreCutBackToWhatIsLeft) {
  const std::vector<std::int64_t> increases{300, 100, 100};
  EXPECT_EQ(cut_back(increases, 251), (std::vector<std::int64_t>{151, 50, 50}));
  EXPECT_EQ(cut_back(increases, 600), increases);
}

// Moves are confirmed in any order that respects the waits.
RC_GTEST_PROP(FinancingProperty, TheSumNeverExceedsWhatItWasOrMayBe, ()) {
  const auto count = *rc::gen::inRange<std::size_t>(1, 12);
  std::vector<BudgetMove> moves(count);
  std::int64_t before = 0;
  std::int64_t after = 0;
  for (auto& move : moves) {
    move = {*rc::gen::inRange<std::int64_t>(0, 10'000), *rc::gen::inRange<std::int64_t>(0, 10'000)};
    before += move.from_minor;
    after += move.to_minor;
  }
  const auto waits = finance(moves, after);
  std::vector<bool> done(count, false);
  std::int64_t sum = before;
  for (std::size_t step = 0; step < count; ++step) {
    std::vector<std::size_t> ready;
    for (std::size_t i = 0; i < count; ++i) {
      const bool waiting = std::any_of(waits[i].begin(), waits[i].end(),
                                       [&](std::size_t other) { return !done[other]; });
      if (!done[i] && !waiting) ready.push_back(i);
    }
    RC_ASSERT(!ready.empty());
    // The worst order: increases first.
    const auto next = *std::max_element(ready.begin(), ready.end(), [&](auto a, auto b) {
      return moves[a].to_minor - moves[a].from_minor < moves[b].to_minor - moves[b].from_minor;
    });
    done[next] = true;
    sum += moves[next].to_minor - moves[next].from_minor;
    RC_ASSERT(sum <= std::max(before, after));
  }
}

}  // namespace
}  // namespace gv::execute
