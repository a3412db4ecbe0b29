#include "core/attribution/layer_quality.h"

#include <vector>

#include <gtest/gtest.h>

#include "core/attribution/samples.h"

namespace gv::attribution {
namespace {

// 20 section 15: layer 2 is right in 180 of 220, layer 3 in 33 of 60.
TEST(MeasuredConfidence, ShrinksToThePrior) {
  EXPECT_DOUBLE_EQ(measured_confidence(0.9, 180, 220), 0.825);
  EXPECT_DOUBLE_EQ(measured_confidence(0.7, 33, 60), 0.5875);
  EXPECT_DOUBLE_EQ(measured_confidence(0.7, 0, 0), 0.7);
}

KnownConversion known(const std::vector<Click>& clicks, std::string ad) {
  Conversion conversion = conversion_at(5);
  conversion.click_id = "gv_1";
  conversion.fingerprint = lookup_of(HashType::Fingerprint, "device");
  return {conversion, clicks, AdId(std::move(ad))};
}

TEST(MeasureLayers, HidesTheClickId) {
  Click click = click_of("gv_1", "ad1", 0);
  click.fingerprint = hash_of(HashType::Fingerprint, "device");
  const std::vector<Click> clicks{click};
  const std::vector<KnownConversion> all{known(clicks, "ad1"), known(clicks, "ad2"),
                                         known({}, "ad1")};
  const auto measured = measure_layers(all, {});
  EXPECT_EQ(measured.fingerprint.known, 3);
  EXPECT_EQ(measured.fingerprint.decided, 2);
  EXPECT_EQ(measured.fingerprint.correct, 1);
  EXPECT_EQ(measured.fingerprint.precision(), 0.5);
  EXPECT_DOUBLE_EQ(*measured.fingerprint.recall(), 1.0 / 3.0);
  EXPECT_EQ(measured.probabilistic.decided, 0);
  EXPECT_FALSE(measured.probabilistic.precision());
  EXPECT_EQ(measured.probabilistic.confidence, 0.70);
}

TEST(MeasureLayers, ALayerThatGuessesIsSwitchedOff) {
  MeasuredLayers measured;
  measured.fingerprint = {.confidence = 0.8, .trusted = true};
  measured.probabilistic = {.confidence = 0.4, .trusted = false};
  const auto config = with_measured({}, measured);
  EXPECT_TRUE(config.fingerprint_on);
  EXPECT_FALSE(config.probabilistic_on);
  EXPECT_EQ(config.fingerprint_measured, 0.8);
}

// 20 section 15, "Fellegi-Sunter".
TEST(LinkModel, WeightsAndPosteriorOfTheSpecification) {
  const double ip = agreement_weight({0.6, 0.001}, true);
  const double user_agent = agreement_weight({0.8, 0.02}, true);
  EXPECT_NEAR(ip, 6.396929655, 1e-9);
  EXPECT_NEAR(user_agent, 3.688879454, 1e-9);
  EXPECT_NEAR(posterior(1.0 / 1000.0, ip + user_agent), 0.96, 1e-9);
}

TEST(LinkModel, LearnsWhatTellsPeopleApart) {
  std::vector<Agreement> same(600, {{true, true, true}, 0.5});
  std::vector<Agreement> strangers(6000, {{false, true, false}, 30.0});
  EXPECT_FALSE(fit_link_model(std::span(same).first(499), strangers));
  EXPECT_FALSE(fit_link_model(same, {}));
  const auto model = fit_link_model(same, strangers);
  ASSERT_TRUE(model);
  EXPECT_EQ(model->pairs, 600);
  EXPECT_GT(model->probability({{true, true, true}, 0.5}), 0.99);
  EXPECT_LT(model->probability({{false, true, false}, 30.0}), 0.01);
}

TEST(LinkModel, ScoresLayerThreeWhenGiven) {
  std::vector<Agreement> same(600, {{true, false, true}, 0.5});
  std::vector<Agreement> strangers(600, {{false, true, true}, 20.0});
  Click click = click_of("gv_1", "ad1", 0);
  click.ip = hash_of(HashType::Ip, "1.1.1.1");
  Conversion conversion = conversion_at(0.9);
  conversion.ip = lookup_of(HashType::Ip, "1.1.1.1");
  const std::vector<Click> clicks{click};
  EXPECT_FALSE(attribute(conversion, {.clicks = clicks}).success());  // 0.6925
  MatchConfig config;
  config.link_model = fit_link_model(same, strangers);
  EXPECT_TRUE(attribute(conversion, {.clicks = clicks}, config).success());
}

}  // namespace
}  // namespace gv::attribution
