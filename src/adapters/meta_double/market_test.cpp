#include <gtest/gtest.h>

#include "adapters/meta_double/objects.h"
#include "adapters/meta_double/testing.h"

namespace gv::meta_double {
namespace {

class MarketTest : public PlatformTest {
 protected:
  boost::json::array rows(const std::string& question) {
    return get("act_1/insights?" + question).at("data").as_array();
  }
  static double sum(const boost::json::array& rows, std::string_view field) {
    double total = 0.0;
    for (const auto& row : rows) total += std::stod(std::string(row.at(field).as_string()));
    return total;
  }
};

TEST_F(MarketTest, InsightsAgreeWithTheMarketAtEveryLevel) {
  advance_hours(25);
  std::int64_t spend = 0;
  for (const auto& total : platform_.accounts[0].totals) spend += total.spend_minor;
  const auto last = platform_.accounts[0].hours[0].back().spend_minor;  // lags 15 minutes
  ASSERT_GT(last, 0);
  ask("POST", "/__sim/clock", R"({"advance_ms":900000})");
  for (const std::string level : {"ad", "adset", "campaign", "account"}) {
    const auto days = rows("date_preset=maximum&time_increment=1&fields=spend&level=" + level);
    EXPECT_NEAR(sum(days, "spend"), static_cast<double>(spend) / 100.0, 1e-6) << level;
  }
  const auto hours = rows(
      "date_preset=maximum&time_increment=1&level=ad&fields=spend&limit=500"
      "&breakdowns=hourly_stats_aggregated_by_advertiser_time_zone");
  EXPECT_NEAR(sum(hours, "spend"), static_cast<double>(spend) / 100.0, 1e-6);
}

TEST_F(MarketTest, BeforeTheFirstHourNothingWasDelivered) {
  EXPECT_TRUE(rows("date_preset=maximum&time_increment=1&level=ad&fields=spend").empty());
}

TEST_F(MarketTest, PastDaysAreRestatedAsConversionsCome) {
  advance_hours(26);
  const std::string day =
      "time_range=%7B%22since%22%3A%222025-01-06%22%2C%22until%22%3A%222025-01-06"
      "%22%7D&level=account&fields=actions,spend";
  const auto purchases = [&] {
    const auto found = rows(day);
    for (const auto& action : found[0].at("actions").as_array()) {
      if (action.at("action_type") == "purchase") {
        return std::stoi(std::string(action.at("value").as_string()));
      }
    }
    return 0;
  };
  const int before = purchases();
  const auto spend = rows(day)[0].at("spend");
  advance_hours(24 * 6);
  EXPECT_GT(purchases(), before);
  EXPECT_EQ(rows(day)[0].at("spend"), spend);
}

TEST_F(MarketTest, ABudgetOfTheApiIsWhatIsSpent) {
  const auto ad = first_ad();
  const auto set = text(get(ad + "?fields=adset_id"), "adset_id");
  post(set, R"({"daily_budget":"100"})");
  advance_hours(24);
  EXPECT_LT(platform_.accounts[0].totals[0].spend_minor, 126);
  post(ad, R"({"status":"PAUSED"})");
  const auto spent = platform_.accounts[0].totals[0].spend_minor;
  advance_hours(24);
  EXPECT_EQ(platform_.accounts[0].totals[0].spend_minor, spent);
}

TEST_F(MarketTest, AnAdOfAClientDeliversAfterItsReview) {
  const auto top = campaign();
  const auto set = ad_set(top);
  const auto made = ad(set, "ACTIVE");
  post(top, R"({"status":"ACTIVE"})");
  post(set, R"({"status":"ACTIVE"})");
  advance_hours(1);  // under review when the hour began
  const auto& accounts = platform_.accounts[0];
  EXPECT_EQ(std::count(accounts.ad_of.begin(), accounts.ad_of.end(), made), 0);
  advance_hours(24);
  ASSERT_EQ(std::count(accounts.ad_of.begin(), accounts.ad_of.end(), made), 1);
  const auto spend = get(made + "/insights?date_preset=maximum&fields=spend");
  EXPECT_GT(std::stod(std::string(spend.at("data").at(0).at("spend").as_string())), 20.0);
}

TEST_F(MarketTest, ReportsAreAsOfTheirQuestion) {
  advance_hours(30);
  const auto question = R"({"level":"ad","fields":"spend","date_preset":"maximum"})";
  const auto run = text(post("act_1/insights", question), "report_run_id");
  EXPECT_EQ(code_of(get(run + "/insights")), 100);
  EXPECT_EQ(text(get(run), "async_status"), "Job Running");
  EXPECT_EQ(text(get(run), "async_status"), "Job Completed");
  const auto before = get(run + "/insights").at("data");
  advance_hours(5);
  EXPECT_EQ(get(run + "/insights").at("data"), before);
}

TEST_F(MarketTest, TooMuchAtOnceIsRefused) {
  platform_.behaviour.rows_max = 20;
  const auto answer = get("act_1/insights?level=ad&time_increment=1&date_preset=last_28d");
  EXPECT_EQ(answer.at("error").at("error_subcode"), 1487534);
}

TEST_F(MarketTest, SameSeedAndCallsGiveTheSameBytes) {
  Platform twin = *make_platform({.scenario = "S1", .seed = 7, .ads = 4}, kTestStart);
  const auto play = [](Platform& platform) {
    std::string bytes;
    for (const char* const target :
         {"/v25.0/act_1/insights?level=ad&date_preset=maximum&fields=spend,actions,reach"
          "&access_token=EAAdouble",
          "/v25.0/act_1/ads?fields=name,effective_status&access_token=EAAdouble",
          "/__sim/events"}) {
      bytes += answer(platform, {.method = "GET", .target = target}).body;
    }
    return bytes;
  };
  advance_hours(50);
  for (int i = 0; i < 50; ++i) {
    advance_hours(twin, 1);
  }
  EXPECT_EQ(play(platform_), play(twin));
}

TEST_F(MarketTest, LeftAloneItIsTheMarketOfTheSimulator) {
  const auto setting = Setting{.scenario = "S2", .seed = 3, .days = 7};
  Platform served = *make_platform(setting, kTestStart);
  advance_hours(served, 168);
  market::World world(served.scenario, 3);
  while (!world.finished()) world.advance();
  ASSERT_EQ(served.accounts[0].market.size(), world.size());
  for (std::size_t i = 0; i < world.size(); ++i) {
    EXPECT_EQ(served.accounts[0].totals[i].spend_minor, world.totals()[i].spend_minor);
  }
  EXPECT_EQ(served.accounts[0].market.learning_resets(), world.learning_resets());
}

/// A policy without sense: budgets, pauses and revivals as they come.
struct Whim {
  std::size_t ad{0};
  bool pause{false};
  bool resume{false};
  std::int64_t budget_minor{0};
};

Whim whim(const market::World& world, Rng& rng) {
  Whim made{.ad = rng.below(world.size()),
            .budget_minor = 1'000 + static_cast<std::int64_t>(rng.below(20'000))};
  made.pause = world.active(made.ad) && rng.uniform() < 0.2;
  made.resume = !world.active(made.ad);
  return made;
}

void follow(market::World& world, const Whim& wish) {
  if (wish.pause) return world.pause(wish.ad, belief::Finality::Provisional);
  if (wish.resume) return world.resume(wish.ad, wish.budget_minor);
  world.set_budget(wish.ad, wish.budget_minor);
}

// The plumbing costs nothing: what is set over the API buys what it buys on the market itself.
TEST_F(MarketTest, WhatIsSetOverTheApiBuysWhatItBuysInProcess) {
  for (const std::uint64_t seed : {1u, 2u, 3u}) {
    platform_ = *make_platform({.scenario = "S2-lossy", .seed = seed, .days = 14}, kTestStart);
    market::World world(platform_.scenario, seed);
    Rng rng(seed, 1);
    while (!world.finished()) {
      const auto wish = whim(world, rng);
      follow(world, wish);
      const auto ad = platform_.accounts[0].ad_of.at(wish.ad);
      if (!wish.pause) {
        post(find_object(platform_, ad)->parent,
             R"({"daily_budget":")" + std::to_string(wish.budget_minor) + "\"}");
      }
      if (wish.pause) post(ad, R"({"status":"PAUSED"})");
      if (wish.resume) post(ad, R"({"status":"ACTIVE"})");
      for (int hour = 0; hour < 6; ++hour) world.advance();
      advance_hours(6);
    }
    for (std::size_t i = 0; i < world.size(); ++i) {
      const auto& market = platform_.accounts[0].market;
      EXPECT_EQ(market.totals()[i].spend_minor, world.totals()[i].spend_minor);
      EXPECT_EQ(market.totals()[i].cash_minor, world.totals()[i].cash_minor);
    }
    EXPECT_EQ(platform_.accounts[0].market.learning_resets(), world.learning_resets());
  }
}

TEST_F(MarketTest, EventsTellEveryDealOnceAndItsEnd) {
  Platform service = *make_platform({.scenario = "S2", .seed = 7, .ads = 4}, kTestStart);
  advance_hours(service, 600);
  std::map<std::int64_t, std::string> stages;
  for (const auto& event : service.events) {
    const bool is_new = stages.emplace(event.deal, event.stage).second;
    EXPECT_EQ(is_new, event.stage == "counted");
    EXPECT_LE(event.click_at, event.at);
    stages[event.deal] = event.stage;
  }
  EXPECT_GT(std::count_if(stages.begin(), stages.end(),
                          [](const auto& one) { return one.second == "won"; }),
            0);
  std::size_t deals = 0;
  for (const auto& ad : service.accounts[0].market.ads()) deals += ad.deals.size();
  EXPECT_EQ(stages.size(), deals);
}

TEST_F(MarketTest, TheScoreIsHeldAgainstTheOracle) {
  advance_hours(24 * 7);
  const auto scores = read(ask("GET", "/__sim/score")).at("list").as_array();
  EXPECT_GT(scores[0].at("oracle_value_per_spend").as_double(),
            scores[0].at("value_per_spend").as_double());
  EXPECT_EQ(read(ask("GET", "/__sim/truth")).at("list").as_array().size(),
            platform_.accounts[0].market.size());
}

}  // namespace
}  // namespace gv::meta_double
