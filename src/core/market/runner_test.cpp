#include "core/market/runner.h"

#include <numeric>

#include <gtest/gtest.h>

#include "core/market/baselines.h"

namespace gv::market {
namespace {

/// Pauses the first ad on day 2, revives it on day 4, and claims to know every ROAS.
class Scripted : public Policy {
 public:
  [[nodiscard]] std::string_view name() const override { return "scripted"; }
  void decide(const Observation& seen, Actions& out) override {
    ads_ = seen.ads.size();
    const auto day = (seen.now - std::chrono::sys_days{std::chrono::year{2025} / 1 / 6}) / Days{1};
    if (day == 2) out.pause(0, belief::Finality::Provisional);
    if (day == 4) out.reactivate(0, 1000);
    if (day == 2) out.log("paused the first");
  }
  [[nodiscard]] bool wants_hourly() const override { return true; }
  void check(const Observation& /*seen*/, Actions& out) override {
    ++checks;
    if (checks == 1) out.log("first check");
  }
  void beliefs(std::span<RoasBelief> out) const override {
    ASSERT_EQ(out.size(), ads_);
    for (auto& belief : out) belief = {.p_at_target = 0.95, .lo = 0.0, .hi = 1e9, .stated = true};
  }
  int checks{0};

 private:
  std::size_t ads_{0};
};

PolicyFactory scripted() {
  return [](const World&) { return std::make_unique<Scripted>(); };
}

TEST(Runner, BooksPausesRevivalsBeliefsAndTheLog) {
  const auto run_once = run(Scenario{}, 1, scripted(), {.keep_log = true});

  const auto& ad = run_once.ads.front();
  EXPECT_EQ(ad.first_pause_hour, 48);
  EXPECT_EQ(ad.pauses, 1);
  EXPECT_EQ(ad.revivals, 1);
  EXPECT_FALSE(ad.paused_at_end);
  EXPECT_FALSE(ad.killed_finally);
  EXPECT_LT(ad.spend_at_first_pause, ad.spend_minor);
  EXPECT_EQ(run_once.intervals, run_once.intervals_covering);
  EXPECT_EQ(run_once.reliability[9].claims, run_once.intervals);
  EXPECT_LT(run_once.reliability[9].true_claims, run_once.intervals);
  ASSERT_EQ(run_once.log.size(), 5u);
  EXPECT_EQ(run_once.log[0], "2025-01-06T01:00:00.000000Z first check");
  EXPECT_EQ(run_once.log[1], "2025-01-08T00:00:00.000000Z paused the first");
}

TEST(Runner, BooksEveryMinorUnitOnce) {
  const auto result = run(Scenario{}, 2, *baseline("ts_immediate", 2));
  std::int64_t by_ad = 0;
  double value_by_ad = 0.0;
  for (const auto& ad : result.ads) {
    by_ad += ad.spend_minor;
    value_by_ad += ad.value_minor;
  }
  EXPECT_EQ(by_ad, result.spend_minor);
  EXPECT_NEAR(value_by_ad, result.value_minor, 1e-6 * value_by_ad);
  EXPECT_EQ(std::accumulate(result.spend_daily.begin(), result.spend_daily.end(), std::int64_t{0}),
            result.spend_minor);
  EXPECT_EQ(result.ordered_minor, 28 * 1000'00);
  EXPECT_LE(result.wasted_minor, result.spend_minor);
}

TEST(Runner, ResultsDoNotDependOnHowSeedsAreCut) {
  auto scenario = *scenario_named("S9");
  scenario.accounts = 2;
  scenario.days = 5;
  const SeededPolicy policy = [](std::uint64_t seed) { return *baseline("ts_immediate", seed); };
  const ParallelFor backwards = [](std::size_t count, const auto& body) {
    for (std::size_t i = count; i-- > 0;) body(i, i + 1);
  };
  const auto one = run_seeds(scenario, 1, 3, policy);
  const auto two = run_seeds(scenario, 1, 3, policy, {}, backwards);
  ASSERT_EQ(one.size(), 6u);
  for (std::size_t i = 0; i < one.size(); ++i) {
    EXPECT_EQ(one[i].seed, 1 + i / 2);
    EXPECT_EQ(one[i].account, static_cast<int>(i % 2));
    EXPECT_EQ(one[i].value_minor, two[i].value_minor);
    EXPECT_EQ(one[i].mutations, two[i].mutations);
  }
  EXPECT_NE(one[0].value_minor, one[1].value_minor);
}

}  // namespace
}  // namespace gv::market
