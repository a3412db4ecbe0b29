#include "core/attribution/match.h"

#include <algorithm>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/attribution/samples.h"

namespace gv::attribution {
namespace {

Attribution found(const Conversion& conversion, const std::vector<Click>& clicks,
                  const std::vector<IdentityLink>& links = {}, const MatchConfig& config = {}) {
  return attribute(conversion, {clicks, links}, config);
}

Click device_click(std::string id, std::string ad, double at, std::string visitor) {
  Click click = click_of(std::move(id), std::move(ad), at);
  click.fingerprint = hash_of(HashType::Fingerprint, "device");
  click.visitor_id = std::move(visitor);
  return click;
}

struct Near {
  bool ip;
  bool user_agent;
  bool prefix;
};

Click near_click(std::string id, std::string ad, double at, const Near& near) {
  Click click = click_of(std::move(id), std::move(ad), at);
  click.visitor_id = click.click_id;
  click.ip = hash_of(HashType::Ip, near.ip ? "1.1.1.1" : "2.2.2.2");
  click.user_agent = hash_of(HashType::UserAgent, near.user_agent ? "safari" : "chrome");
  click.ip_prefix = hash_of(HashType::IpPrefix, near.prefix ? "1.1.1.0/24" : "2.2.2.0/24");
  return click;
}

Conversion near_conversion(double at) {
  Conversion conversion = conversion_at(at);
  conversion.ip = lookup_of(HashType::Ip, "1.1.1.1");
  conversion.user_agent = lookup_of(HashType::UserAgent, "safari");
  conversion.ip_prefix = lookup_of(HashType::IpPrefix, "1.1.1.0/24");
  return conversion;
}

TEST(LayerOne, OwnIdThenPlatformIdsThenANamedAd) {
  std::vector<Click> clicks{click_of("gv_1", "ad1", 0), click_of("gv_2", "ad2", 1),
                            click_of("gv_3", "ad3", 2)};
  clicks[1].ids.fbclid = "IwAR0";
  clicks[2].ids.gclid = "Cj0";
  Conversion conversion = conversion_at(10);
  conversion.named_ad = AdRef{AdId("ad9"), CampaignId("c9")};

  const auto named = found(conversion, clicks);
  EXPECT_EQ(named.ad, AdId("ad9"));
  EXPECT_EQ(named.method, Method::UrlParam);
  EXPECT_FALSE(named.window_hours);

  conversion.ids.gclid = "Cj0";
  EXPECT_EQ(found(conversion, clicks).click_id, "gv_3");
  conversion.fbc = "fb.1.1733581800000.IwAR0";
  EXPECT_EQ(found(conversion, clicks).click_id, "gv_2");
  conversion.click_id = "gv_1";
  const auto own = found(conversion, clicks);
  EXPECT_EQ(own.click_id, "gv_1");
  EXPECT_EQ(own.confidence, 1.0);
  EXPECT_EQ(own.layer_1, LayerResult::Success);
  EXPECT_EQ(own.layer_2, LayerResult::NotAttempted);
  EXPECT_EQ(own.reason, "click id gv_click_id, 10.0 h after the click");
}

TEST(LayerOne, TellsExpiredInvalidAndMissingApart) {
  std::vector<Click> clicks{click_of("gv_1", "ad1", 0), click_of("gv_bot", "ad1", 0)};
  clicks[1].invalid_reason = "bot";
  const auto layer = [&](std::string id, double at) {
    Conversion conversion = conversion_at(at);
    conversion.click_id = std::move(id);
    return found(conversion, clicks).layer_1;
  };
  EXPECT_EQ(layer("", 1), LayerResult::NoParam);
  EXPECT_EQ(layer("gv_9", 1), LayerResult::Invalid);
  EXPECT_EQ(layer("gv_bot", 1), LayerResult::Invalid);
  EXPECT_EQ(layer("gv_1", 7 * 24), LayerResult::Success);  // both ends included
  EXPECT_EQ(layer("gv_1", 7 * 24 + 0.001), LayerResult::Expired);
  EXPECT_EQ(layer("gv_1", -0.001), LayerResult::Expired);  // clicked after the conversion
}

TEST(LayerOne, IdsAreCaseSensitiveAndTheLatestClickWins) {
  std::vector<Click> clicks{click_of("gv_1", "ad1", 0), click_of("gv_2", "ad2", 1)};
  clicks[0].ids.fbclid = clicks[1].ids.fbclid = "IwAR0";
  Conversion conversion = conversion_at(10);
  conversion.ids.fbclid = "IwAR0";
  EXPECT_EQ(found(conversion, clicks).click_id, "gv_2");
  conversion.ids.fbclid = "iwar0";
  EXPECT_EQ(found(conversion, clicks).layer_1, LayerResult::Invalid);
}

TEST(LayerOneB, AKnownEmailFindsTheSession) {
  const std::vector<Click> clicks{click_of("gv_1", "ad1", 0)};
  const std::vector<IdentityLink> links{{hash_of(HashType::Email, "a@b.de"), "gv_1"}};
  Conversion conversion = conversion_at(29 * 24);
  conversion.click_id = "gv_1";  // too old for layer 1
  conversion.email = lookup_of(HashType::Email, "a@b.de");
  const auto match = found(conversion, clicks, links);
  EXPECT_EQ(match.method, Method::Identity);
  EXPECT_EQ(match.confidence, 0.95);
  EXPECT_EQ(match.layer_1, LayerResult::Expired);
  conversion.at = hour(30 * 24 + 1);
  EXPECT_FALSE(found(conversion, clicks, links).success());
}

// 20 section 15: one visitor 0.90 accepted, two 0.45 rejected.
TEST(LayerTwo, OnlyAUniqueDeviceCounts) {
  Conversion conversion = conversion_at(51.5);
  conversion.fingerprint = lookup_of(HashType::Fingerprint, "device");
  std::vector<Click> clicks{device_click("gv_01J9", "4", 0, "v1"),
                            device_click("gv_00", "3", -5, "v1")};
  const auto match = found(conversion, clicks);
  EXPECT_EQ(match.click_id, "gv_01J9");
  EXPECT_EQ(match.method, Method::Fingerprint);
  EXPECT_EQ(match.confidence, 0.90);
  EXPECT_EQ(match.window_hours, 51.5);
  EXPECT_EQ(match.layer_1, LayerResult::NoParam);
  EXPECT_EQ(match.layer_2, LayerResult::Success);
  EXPECT_EQ(match.layer_3, LayerResult::NotAttempted);
  EXPECT_EQ(match.reason, "unique device match, 51.5 h after the click");
  EXPECT_EQ(match.model_version, "prior-1");

  clicks.push_back(device_click("gv_02", "4", 1, "v2"));
  const auto shared = found(conversion, clicks);
  EXPECT_FALSE(shared.success());
  EXPECT_EQ(shared.layer_2, LayerResult::LowConfidence);
  EXPECT_DOUBLE_EQ(shared.candidates.front().score, 0.45);
}

TEST(LayerTwo, ClicksWithoutAVisitorMayBeAnybodys) {
  Conversion conversion = conversion_at(5);
  conversion.fingerprint = lookup_of(HashType::Fingerprint, "device");
  EXPECT_TRUE(found(conversion, {device_click("a", "1", 0, "")}).success());
  EXPECT_FALSE(
      found(conversion, {device_click("a", "1", 0, ""), device_click("b", "1", 1, "")}).success());
}

TEST(LayerTwo, RefusalsAreKept) {
  Conversion conversion = conversion_at(5);
  conversion.fingerprint = lookup_of(HashType::Fingerprint, "device");
  const std::vector<Click> clicks{device_click("a", "1", 0, "v")};
  conversion.analytics_refused = true;
  EXPECT_EQ(found(conversion, clicks).layer_2, LayerResult::NoConsent);
  conversion.analytics_refused = false;
  EXPECT_EQ(found(conversion, clicks, {}, {.fingerprint_on = false}).layer_2,
            LayerResult::NoConsent);
}

// 20 section 15, "Layer 3".
TEST(LayerThree, ScoresOfTheSpecification) {
  struct Case {
    Near near;
    double hours;
    double score;
    LayerResult result;
  };
  for (const auto& [near, hours, score, result] :
       std::vector<Case>{{{true, true, true}, 6, 0.95, LayerResult::Success},
                         {{true, false, true}, 1, 0.691666666667, LayerResult::LowProbability},
                         {{true, false, true}, 0, 0.70, LayerResult::Success},
                         {{false, true, true}, 0, 0.50, LayerResult::LowProbability},
                         {{true, true, true}, 24, 0.80, LayerResult::Success}}) {
    const auto match = found(near_conversion(hours), {near_click("gv_1", "ad1", 0, near)});
    EXPECT_EQ(match.layer_3, result) << score;
    ASSERT_EQ(match.candidates.size(), 1u);
    EXPECT_NEAR(match.candidates[0].score, score, 1e-9);
    EXPECT_EQ(match.confidence, match.success() ? 0.70 : 0.0);
  }
}

TEST(LayerThree, TwoAdsEquallyNearAreAmbiguous) {
  const Near all{true, true, true};
  const auto conversion = near_conversion(6);
  EXPECT_EQ(
      found(conversion, {near_click("a", "ad1", 0, all), near_click("b", "ad2", 3, all)}).layer_3,
      LayerResult::Ambiguous);  // 0.95 and 0.975
  EXPECT_EQ(found(conversion, {near_click("a", "ad1", 0, all), near_click("b", "ad1", 3, all)}).ad,
            AdId("ad1"));
  EXPECT_EQ(
      found(conversion, {near_click("a", "ad1", -12, all), near_click("b", "ad2", 3, all)}).ad,
      AdId("ad2"));  // 0.85 and 0.975
}

TEST(LayerThree, AnAddressOfManyIsNoEvidence) {
  std::vector<Click> clicks;
  for (int i = 0; i < 21; ++i) {
    clicks.push_back(near_click("gv_" + std::to_string(100 + i), "ad1", 1, {true, true, true}));
  }
  EXPECT_EQ(found(near_conversion(2), clicks).layer_3, LayerResult::LowProbability);
  clicks.pop_back();
  EXPECT_EQ(found(near_conversion(2), clicks).layer_3, LayerResult::Success);
}

TEST(LayerThree, NothingNearAndNothingAllowed) {
  EXPECT_EQ(found(near_conversion(2), {}).layer_3, LayerResult::NoCandidates);
  EXPECT_EQ(found(near_conversion(2), {near_click("a", "ad1", 0, {false, true, false})}).layer_3,
            LayerResult::NoCandidates);
  auto refused = near_conversion(2);
  refused.ads_refused = true;
  EXPECT_EQ(found(refused, {near_click("a", "ad1", 0, {true, true, true})}).layer_3,
            LayerResult::NoConsent);
}

TEST(Unattributed, SaysWhyInWordsAndInOne) {
  Conversion conversion = conversion_at(8 * 24);
  conversion.click_id = "gv_1";
  const auto match = found(conversion, {click_of("gv_1", "ad1", 0)});
  EXPECT_EQ(match.reason, "its click is older than the window; no device match; no click nearby");
  EXPECT_EQ(unattributed_reason(match), "expired");
  EXPECT_EQ(unattributed_reason(found(conversion_at(1), {})), "no_trace");
}

TEST(MatchConfig, WindowsHaveBounds) {
  EXPECT_TRUE(checked(MatchConfig{}));
  EXPECT_EQ(checked(MatchConfig{.click_window_days = 91}).error().where, "click_window_days");
  EXPECT_FALSE(checked(MatchConfig{.fingerprint_window_days = 31}));
  EXPECT_FALSE(checked(MatchConfig{.probabilistic_window_hours = 49}));
  EXPECT_FALSE(checked(MatchConfig{.click_confidence = 1.01}));
}

std::vector<Click> any_clicks() {
  std::vector<Click> clicks;
  const int count = *rc::gen::inRange(0, 8);
  for (int i = 0; i < count; ++i) {
    const Near near{*rc::gen::arbitrary<bool>(), *rc::gen::arbitrary<bool>(),
                    *rc::gen::arbitrary<bool>()};
    Click click =
        near_click("gv_" + std::to_string(i), "ad" + std::to_string(*rc::gen::inRange(0, 3)),
                   *rc::gen::inRange(-40, 40), near);
    if (*rc::gen::arbitrary<bool>()) click.ids.fbclid = "IwAR0";
    if (*rc::gen::arbitrary<bool>()) click.fingerprint = hash_of(HashType::Fingerprint, "device");
    if (*rc::gen::inRange(0, 4) == 0) click.invalid_reason = "bot";
    clicks.push_back(std::move(click));
  }
  return clicks;
}

Conversion any_conversion() {
  Conversion conversion = near_conversion(*rc::gen::inRange(-10, 60));
  if (*rc::gen::arbitrary<bool>()) conversion.ids.fbclid = "IwAR0";
  if (*rc::gen::arbitrary<bool>()) {
    conversion.fingerprint = lookup_of(HashType::Fingerprint, "device");
  }
  return conversion;
}

// Order, clicks of other accounts and machines' clicks change nothing; what is found lies in time.
RC_GTEST_PROP(MatchProperty, OnlyOwnValidClicksBeforeTheConversionCount, ()) {
  const auto conversion = any_conversion();
  auto clicks = any_clicks();
  const auto match = found(conversion, clicks);
  if (match.success()) {
    RC_ASSERT(*match.window_hours >= 0.0);
    RC_ASSERT(match.confidence > 0.0 && match.confidence <= 1.0);
    RC_ASSERT(std::any_of(clicks.begin(), clicks.end(), [&](const Click& click) {
      return click.click_id == match.click_id && click.ad == match.ad && click.is_valid();
    }));
  } else {
    RC_ASSERT(!unattributed_reason(match).empty() && !match.reason.empty());
  }
  for (Click foreign : any_clicks()) {
    foreign.account = AccountId("other");
    clicks.push_back(foreign);
  }
  for (Click machine : any_clicks()) {
    machine.invalid_reason = "bot";
    machine.ids = {};
    clicks.push_back(machine);
  }
  std::reverse(clicks.begin(), clicks.end());
  const auto again = found(conversion, clicks);
  RC_ASSERT(again.click_id == match.click_id && again.method == match.method);
  RC_ASSERT(again.reason == match.reason && again.candidates.size() == match.candidates.size());
}

}  // namespace
}  // namespace gv::attribution
