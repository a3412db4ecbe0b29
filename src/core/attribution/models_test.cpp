#include "core/attribution/models.h"

#include <array>
#include <cmath>
#include <numeric>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/attribution/samples.h"

namespace gv::attribution {
namespace {

constexpr std::array kRules{Model::FirstTouch, Model::LastTouch, Model::Linear, Model::TimeDecay,
                            Model::PositionBased};

Touch touch(std::string ad, double days) {
  return {AdId(ad), CampaignId("c"), "gv_" + ad, day_at(days)};
}

std::vector<Touch> touches_of(std::vector<std::string> ads) {
  std::vector<Touch> touches;
  for (auto& ad : ads) touches.push_back(touch(ad, static_cast<double>(touches.size())));
  return touches;
}

ModelData data_of(std::map<AdId, double> value, std::int64_t conversions = 200) {
  return {.conversions = conversions, .value = std::move(value)};
}

TEST(Journey, MergesReloadsAndLeavesOutWhatDoesNotCount) {
  std::vector<Click> clicks{click_of("d", "ad1", 3),     click_of("a", "ad1", 0),
                            click_of("b", "ad1", 0.01),  click_of("c", "ad2", 1),
                            click_of("bot", "ad3", 1),   click_of("late", "ad3", 6),
                            click_of("old", "ad3", -200)};
  clicks[4].invalid_reason = "bot";
  const auto touches = journey(clicks, hour(5), Days{7});
  std::vector<std::string> ids;
  for (const Touch& one : touches) ids.push_back(one.click_id);
  EXPECT_EQ(ids, (std::vector<std::string>{"a", "c", "d"}));
  EXPECT_EQ(ads_of(touches), (std::vector<AdId>{AdId("ad1"), AdId("ad2")}));
}

// 20 section 15, "Multi-touch".
TEST(TimeDecay, HalvesPerHalfLife) {
  const auto shares = [](std::vector<double> ages) {
    std::vector<Touch> touches;
    for (const double age : ages) touches.push_back(touch("ad", 20.0 - age));
    return time_decay_shares(touches);
  };
  const auto weeks = shares({14, 7, 0});
  EXPECT_NEAR(weeks[0], 1.0 / 7.0, 1e-12);
  EXPECT_NEAR(weeks[1], 2.0 / 7.0, 1e-12);
  EXPECT_NEAR(weeks[2], 4.0 / 7.0, 1e-12);
  const auto days = shares({10, 3.5, 1.9});
  EXPECT_NEAR(days[0], 0.194797217052, 1e-9);
  EXPECT_NEAR(days[1], 0.370775134576, 1e-9);
  EXPECT_NEAR(days[2], 0.434427648372, 1e-9);
}

TEST(PositionBased, FavoursBothEnds) {
  EXPECT_EQ(touch_shares(Model::PositionBased, touches_of({"a", "b", "c", "d"})),
            (std::vector<Share>{{2, 5}, {1, 10}, {1, 10}, {2, 5}}));
  EXPECT_EQ(touch_shares(Model::PositionBased, touches_of({"a", "b"})),
            (std::vector<Share>{{1, 2}, {1, 2}}));
  EXPECT_EQ(touch_shares(Model::PositionBased, touches_of({"a"})), (std::vector<Share>{{1, 1}}));
}

TEST(CreditJourney, AddsTheTouchesOfAnAd) {
  const auto credit = credit_journey(Model::Linear, touches_of({"a", "b", "a"}));
  ASSERT_TRUE(credit) << credit.error();
  EXPECT_EQ(revenue::allocate(300, credit->split), (std::vector<std::int64_t>{200, 100}));
  EXPECT_EQ(credit_journey(Model::Linear, {})->split, revenue::CreditSplit());
}

TEST(CreditJourney, DataDrivenModelsAskForData) {
  const auto touches = touches_of({"a", "b", "a"});
  const auto few = credit_journey(Model::Markov, touches, data_of({{AdId("a"), 1}}, 199));
  EXPECT_TRUE(few->insufficient_data);
  EXPECT_EQ(few->model, Model::Linear);

  const auto data = data_of({{AdId("a"), 1.0}, {AdId("b"), 3.0}});
  const auto markov = credit_journey(Model::Markov, touches, data);
  EXPECT_FALSE(markov->insufficient_data);
  EXPECT_DOUBLE_EQ(markov->split.weight(AdId("b")), 0.75);
  EXPECT_DOUBLE_EQ(credit_journey(Model::Shapley, touches, data)->split.weight(AdId("b")), 0.5);
  const auto unknown = credit_journey(Model::Markov, touches_of({"x", "y"}), data);
  EXPECT_DOUBLE_EQ(unknown->split.weight(AdId("x")), 0.5);
}

TEST(Models, NamesReadBack) {
  for (const Model model :
       {Model::FirstTouch, Model::LastTouch, Model::Linear, Model::TimeDecay, Model::PositionBased,
        Model::Shapley, Model::ShapleyRate, Model::Markov}) {
    EXPECT_EQ(*parse_model(to_text(model), "model"), model);
  }
  EXPECT_FALSE(parse_model("last_click", "model"));
}

// The shares of every rule sum to exactly 1, however many touches and however old.
RC_GTEST_PROP(ModelProperty, SharesSumToOne, ()) {
  std::vector<Touch> touches;
  double at = 0.0;
  const int count = *rc::gen::inRange(1, 40);
  for (int i = 0; i < count; ++i) {
    at += *rc::gen::inRange(0, 100'000) / 100.0;
    touches.push_back(touch("ad" + std::to_string(*rc::gen::inRange(0, 5)), at));
  }
  for (const Model model : kRules) {
    double sum = 0.0;
    for (const auto& [numerator, denominator] : touch_shares(model, touches)) {
      RC_ASSERT(numerator >= 0 && denominator > 0);
      sum += static_cast<double>(numerator) / static_cast<double>(denominator);
    }
    RC_ASSERT(std::abs(sum - 1.0) < 1e-12);
    const auto credit = credit_journey(model, touches);  // checks the exact sum
    RC_ASSERT(credit.has_value());
    const auto parts = revenue::allocate(650001, credit->split);
    RC_ASSERT(std::accumulate(parts.begin(), parts.end(), std::int64_t{0}) == 650001);
  }
}

}  // namespace
}  // namespace gv::attribution
