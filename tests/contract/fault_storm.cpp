// Many accounts on a platform that fails most of the time, hour after hour in simulated time:
// nobody storms it, and what was asked for gets done. GV_PROVE plays more of it: as many accounts
// as make ten requests a second in spite of their breakers. GV_STORM_HOURS, _ACCOUNTS, _CHANGES and
// _SEEDS play longer.
#include "contract/storm_season.h"

#include <cstdlib>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace gv::contract {
namespace {

using namespace std::chrono_literals;

constexpr int kBucketsMean = 3;  ///< no second has more than so many times the mean

bool is_proof() { return std::getenv("GV_PROVE") != nullptr; }

/// A number of the environment, for longer proofs.
double told(const char* name, double fallback) {
  const char* const text = std::getenv(name);
  return text == nullptr ? fallback : std::strtod(text, nullptr);
}

Season season_of(std::uint64_t seed) {
  if (!is_proof()) return {.accounts = 30, .span = 5min, .hourly_changes = 30, .seed = seed};
  return {.accounts = static_cast<int>(told("GV_STORM_ACCOUNTS", 800)),
          .workers = 400,  // answers that hang keep few of them busy: nobody waits for a worker
          .span = Millis{static_cast<std::int64_t>(told("GV_STORM_HOURS", 0.1) * 3.6e6)},
          .hourly_changes = told("GV_STORM_CHANGES", 20.0),
          .seed = seed};
}

/// Of all accounts together.
AccountSeason sum_of(const SeasonReport& report) {
  AccountSeason sum;
  for (const auto& [account, one] : report.accounts) {
    sum.busy += one.busy;
    sum.mandated += one.mandated;
    sum.changes += one.changes;
    sum.dead_letters += one.dead_letters;
    sum.unfinished += one.unfinished;
    sum.untrue += one.untrue;
  }
  return sum;
}

TEST(FaultStorm, NobodyStormsAPlatformThatFailsAndAllWorkIsDone) {
  const int seeds = is_proof() ? static_cast<int>(told("GV_STORM_SEEDS", 3.0)) : 1;
  for (int seed = 1; seed <= seeds; ++seed) {
    const auto season = season_of(static_cast<std::uint64_t>(seed));
    const auto ideal = sum_of(StormSeason(season, {}).play());
    const auto stormy = StormSeason(season, Weather::storm()).play();
    const auto seen = sum_of(stormy);

    EXPECT_EQ(stormy.over_quota, 0);
    EXPECT_EQ(seen.changes, ideal.changes);
    EXPECT_EQ(seen.unfinished + ideal.unfinished, 0);
    EXPECT_EQ(seen.untrue + ideal.untrue, 0);
    const double slowness = static_cast<double>(seen.busy.count()) /
                            static_cast<double>((ideal.busy + seen.mandated).count());
    EXPECT_LE(slowness, 2.0);
    fmt::print(
        "storm: seed {}, {} accounts, {} changes, {} dead letters, {} requests, {:.2f} a second, "
        "at "
        "most {} in one, work took {:.2f} times the ideal and mandated\n",
        seed, season.accounts, seen.changes, seen.dead_letters, stormy.requests,
        stormy.mean_per_second, stormy.most_in_a_second, slowness);
    if (!is_proof()) continue;  // few requests a second say nothing of their spread
    EXPECT_GE(stormy.mean_per_second, 10.0);
    EXPECT_LE(static_cast<double>(stormy.most_in_a_second), kBucketsMean * stormy.mean_per_second);
  }
}

// 60 s after the fifth failure, then twice as long each time, at most 15 min: 5 requests and one
// each after 1, 3, 7, 15, 30, 45 and 60 minutes. Reading back and sending may each ask once.
TEST(FaultStorm, APlatformThatIsDownIsAskedAsRarelyAsTheBreakerSays) {
  StormSeason season({.accounts = 1, .workers = 1, .span = 1h, .hourly_changes = 60, .seed = 3},
                     {.broken = 1.0});
  season.play();
  const auto& asked = season.meta().requests("1");
  ASSERT_GE(asked.size(), 5u);
  const auto fifth = asked[4];
  EXPECT_TRUE(asked.size() == 5 || asked[5] - fifth >= 60s);
  const auto within = [&](Millis span) {
    return std::count_if(asked.begin(), asked.end(),
                         [&](TimePoint at) { return at < fifth + span; });
  };
  EXPECT_LE(within(3min), 5 + 2 * 1);
  EXPECT_LE(within(1h), 5 + 2 * 6);
}

}  // namespace
}  // namespace gv::contract
