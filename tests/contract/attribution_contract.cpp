// From a click over a conversion to an ad's money: counted once, split exactly, moved by a person.
#include "contract/tracking_desk.h"

#include <random>

namespace gv::contract {
namespace {

using namespace std::chrono_literals;

class AttributionContract : public Contract {
 protected:
  void SetUp() override {
    desk_.portal.connect(alpha_, "62515");
    for (const auto& scope : {alpha_, beta_}) {
      desk_.add_ads(scope, fresh_.database(), {"1", "2", "meta:3"});
    }
  }
  void click(const std::string& ad, const std::string& id, const std::string& visitor = "") {
    const auto taken = desk_.click(alpha_, TrackingDesk::click_on(ad, id, visitor));
    ASSERT_TRUE(taken) << taken.error();
  }
  app::ConversionReport purchase(const std::string& id, std::int64_t minor = 650'000) {
    return TrackingDesk::purchase(id, clock_.now(), minor);
  }
  attribution::Attribution attribute(const app::ConversionReport& report) {
    const auto found = desk_.attribute.run(alpha_, report);
    EXPECT_TRUE(found) << found.error();
    return found.value_or(attribution::Attribution{});
  }
  void run_jobs() {
    while (desk_.portal.runner.step()->all() > 0) {
    }
  }
  std::int64_t events() {
    return *store_.read(alpha_, [&](app::Transaction& t) { return desk_.log.last_seq(t); });
  }

  TrackingDesk desk_{store_, clock_};
};

TEST_P(AttributionContract, AClickEarnsItsAdThePurchase) {
  click("1", "gv_a");
  clock_.advance(48h);
  auto report = purchase("order-1");
  report.click_id = "gv_a";

  const auto found = attribute(report);

  EXPECT_EQ(found.ad, AdId("1"));
  EXPECT_EQ(found.method, attribution::Method::UrlParam);
  EXPECT_DOUBLE_EQ(found.window_hours.value_or(0), 48.0);
  EXPECT_EQ(desk_.shares(alpha_, "conversion", "order-1"), "1=650000");
  ASSERT_EQ(desk_.credits(alpha_, "order-1").size(), 1u);
  EXPECT_EQ(events(), 2);
}

TEST_P(AttributionContract, ADuplicateStormHasOneEffect) {
  for (int i = 0; i < 5; ++i) click("1", "gv_a");
  auto report = purchase("order-1");
  report.click_id = "gv_a";
  const auto first = attribute(report);
  for (int i = 0; i < 20; ++i) {
    clock_.advance(1s);
    report.value_minor = 1'000 * i;
    EXPECT_EQ(attribute(report).ad, first.ad);
  }

  EXPECT_EQ(desk_.shares(alpha_, "conversion", "order-1"), "1=650000");
  EXPECT_EQ(desk_.credits(alpha_, "order-1").size(), 1u);
  EXPECT_EQ(events(), 2);
}

TEST_P(AttributionContract, TheAnswerOfAnEarlierAttemptIsTheSame) {
  auto report = TrackingDesk::click_on("1", "gv_a");
  report.ip = *IpAddress::parse("203.0.113.45", "ip");
  report.user_agent = "Safari";
  ASSERT_TRUE(desk_.click(alpha_, report));
  clock_.advance(1h);
  auto sale = purchase("order-1");
  sale.ip = report.ip;
  sale.user_agent = report.user_agent;

  const auto first = attribute(sale);
  const auto again = attribute(sale);

  EXPECT_EQ(first.method, attribution::Method::Probabilistic);
  EXPECT_EQ(again.method, first.method);
  EXPECT_EQ(again.confidence, first.confidence);
  EXPECT_EQ(again.window_hours, first.window_hours);
  EXPECT_EQ(again.layer_1, first.layer_1);
  EXPECT_EQ(again.layer_3, first.layer_3);
  EXPECT_EQ(again.reason, first.reason);
  EXPECT_EQ(again.model_version, first.model_version);
  ASSERT_EQ(again.candidates.size(), 1u);
  EXPECT_EQ(again.candidates[0].at, first.candidates[0].at);
  EXPECT_EQ(again.candidates[0].score, first.candidates[0].score);
}

TEST_P(AttributionContract, NobodyIsCreditedWithoutATrace) {
  const auto found = attribute(purchase("order-1"));

  EXPECT_FALSE(found.success());
  EXPECT_EQ(desk_.shares(alpha_, "conversion", "order-1"), "unattributed=650000");
}

TEST_P(AttributionContract, LagsAndWhatWasMissedAreCounted) {
  click("1", "gv_a");
  clock_.advance(48h);
  auto report = purchase("order-1");
  report.click_id = "gv_a";
  attribute(report);
  attribute(purchase("order-2"));
  attribute(purchase("order-3"));
  attribute(purchase("order-3"));  // told of twice, missed once
  store::Conversions conversions;
  const auto lags = [&](TimePoint from, TimePoint until) {
    return *store_.read(alpha_, [&](app::Transaction& transaction) {
      return conversions.lags(transaction, from, until);
    });
  };
  const TimePoint now = clock_.now();

  EXPECT_EQ(lags(now, now + 1h), std::vector<double>{48.0});
  EXPECT_TRUE(lags(now - 24h, now).empty());
  const auto missed = *store_.read(alpha_, [&](app::Transaction& transaction) {
    return conversions.missed(transaction, now, now + 1h);
  });
  ASSERT_EQ(missed.size(), 1u);
  EXPECT_EQ(missed[0].layer_1, "no_param");
  EXPECT_EQ(missed[0].conversions, 2);
  EXPECT_TRUE(store_
                  .read(beta_,
                        [&](app::Transaction& transaction) {
                          return conversions.missed(transaction, now, now + 1h);
                        })
                  ->empty());
}

TEST_P(AttributionContract, ADealThatTheCrmTellsOfIsNotCountedTwice) {
  click("1", "gv_a");
  auto report = purchase("deal:hubspot:7", 650'000);
  report.click_id = "gv_a";
  attribute(report);
  EXPECT_EQ(desk_.shares(alpha_, "hubspot", "7"), "");

  ASSERT_TRUE(desk_.portal.deliver(
      body_of("62515", "7", {{0, "dealstage", "lead"}, {1, "dealstage", "closed_won"}})));
  run_jobs();

  EXPECT_EQ(desk_.shares(alpha_, "hubspot", "7"), "1=700000");
  EXPECT_EQ(desk_.shares(alpha_, "conversion", "deal:hubspot:7"), "");
}

TEST_P(AttributionContract, CreditThatComesAfterTheMoneyMovesIt) {
  ASSERT_TRUE(desk_.portal.deliver(body_of("62515", "7", {{1, "dealstage", "closed_won"}})));
  run_jobs();
  EXPECT_EQ(desk_.shares(alpha_, "hubspot", "7"), "unattributed=700000");
  click("3", "gv_a");
  auto report = purchase("deal:hubspot:7");
  report.click_id = "gv_a";

  attribute(report);

  EXPECT_EQ(desk_.shares(alpha_, "hubspot", "7"), "meta:3=700000");
  EXPECT_EQ(desk_.portal.postings(alpha_, "7").back().kind, "reattribution");
  EXPECT_EQ(desk_.portal.postings(alpha_, "7").back().delta_minor, 0);
}

TEST_P(AttributionContract, AKnownAddressFindsTheAdAgain) {
  click("1", "gv_a");
  auto lead = purchase("lead-1", 0);
  lead.type = "lead";
  lead.click_id = "gv_a";
  lead.email = "Jane@Example.com ";
  attribute(lead);
  clock_.advance(24h * 10);
  auto sale = purchase("order-1");
  sale.email = "jane@example.com";

  const auto found = attribute(sale);

  EXPECT_EQ(found.method, attribution::Method::Identity);
  EXPECT_EQ(found.ad, AdId("1"));
}

TEST_P(AttributionContract, ACookieMakesClicksOneJourney) {
  click("1", "gv_a", "visitor");
  clock_.advance(24h);
  click("2", "gv_b", "visitor");
  clock_.advance(1h);
  auto report = purchase("order-1");
  report.click_id = "gv_a";

  attribute(report);

  // Last touch, whichever click was told of.
  EXPECT_EQ(desk_.shares(alpha_, "conversion", "order-1"), "2=650000");
}

TEST_P(AttributionContract, APersonsWordIsANewSetAndMovesTheMoney) {
  click("1", "gv_a");
  auto report = purchase("order-1");
  report.click_id = "gv_a";
  attribute(report);
  clock_.advance(1h);
  const app::Actor actor{.type = "user", .id = "u1"};

  const auto done = desk_.override_credit.run(alpha_, "order-1", AdId("3"), "asked them", actor);

  ASSERT_TRUE(done) << done.error();
  EXPECT_EQ(desk_.shares(alpha_, "conversion", "order-1"), "meta:3=650000");
  const auto sets = desk_.credits(alpha_, "order-1");
  ASSERT_EQ(sets.size(), 2u);
  EXPECT_EQ(sets[0].set.split.ads()[0], AdId("1"));
  EXPECT_EQ(sets[1].set.origin, attribution::CreditOrigin::Override);
  EXPECT_EQ(sets[1].set.actor, "user:u1");
  EXPECT_EQ(sets[1].set.reason, "asked them");
  EXPECT_EQ(desk_.override_credit.run(alpha_, "order-2", AdId("1"), "x", actor).error().code,
            ErrorCode::NotFound);
  EXPECT_EQ(desk_.override_credit.run(alpha_, "order-1", AdId("9"), "x", actor).error().where,
            "ad_id");
}

TEST_P(AttributionContract, WithoutConsentAClickIsACountOfItsHour) {
  auto report = TrackingDesk::click_on("1", "gv_a", "visitor");
  report.consent.ads = false;

  const auto taken = desk_.click(alpha_, report);

  ASSERT_TRUE(taken) << taken.error();
  EXPECT_FALSE(taken->click_id);
  EXPECT_FALSE(
      *store_.read(alpha_, [&](app::Transaction& t) { return desk_.clicks.find(t, "gv_a"); }));
}

TEST_P(AttributionContract, NoAccountMeetsTheClicksOfAnother) {
  click("1", "gv_a", "visitor");
  auto report = purchase("order-1");
  report.click_id = "gv_a";

  EXPECT_FALSE(desk_.attribute.run(beta_, report)->success());
  EXPECT_TRUE(desk_.attribute.run(alpha_, report)->success());
}

TEST_P(AttributionContract, KeysAreReplacedAndOldHashesStillFound) {
  auto first = TrackingDesk::click_on("1", "gv_a");
  first.ip = *IpAddress::parse("203.0.113.45", "ip");
  first.user_agent = "Safari";
  ASSERT_TRUE(desk_.click(alpha_, TrackingDesk::click_on("1", "gv_0")));
  clock_.advance(24h * 29 + 23h);
  ASSERT_TRUE(desk_.click(alpha_, first));
  clock_.advance(2h);
  ASSERT_TRUE(desk_.click(alpha_, TrackingDesk::click_on("2", "gv_b")));
  auto sale = purchase("order-1");
  sale.ip = first.ip;
  sale.user_agent = first.user_agent;

  EXPECT_EQ(attribute(sale).ad, AdId("1"));
  const auto keys =
      *store_.read(alpha_, [&](app::Transaction& t) { return desk_.account_keys.list(t); });
  EXPECT_EQ(keys.size(), 2u);
}

TEST_P(AttributionContract, RefusesWhatIsNoConversion) {
  auto report = purchase("order-1");
  const auto where = [&](const app::ConversionReport& bad) {
    return desk_.attribute.run(alpha_, bad).error().where;
  };
  auto bad = report;
  bad.id = "";
  EXPECT_EQ(where(bad), "conversion_id");
  bad.id = "deal:7";
  EXPECT_EQ(where(bad), "conversion_id");
  bad = report;
  bad.value_minor = -1;
  EXPECT_EQ(where(bad), "conversion_value");
  bad = report;
  bad.at = clock_.now() + 11min;
  EXPECT_EQ(where(bad), "conversion_timestamp");
  bad = report;
  bad.email = "nobody";
  EXPECT_EQ(where(bad), "email");
  bad = report;
  bad.fingerprint_hash = "xyz";
  EXPECT_EQ(where(bad), "fingerprint_hash");
}

// Whatever clicks there were and whoever overrode what, an entry's shares sum to it (checked in
// `shares`) and an ad's to the deal.
TEST_P(AttributionContract, CreditsSumExactly) {
  std::mt19937_64 luck(20250101);
  for (int trial = 0; trial < 15; ++trial) {
    const auto name = std::to_string(trial);
    const int clicks = static_cast<int>(luck() % 4);
    for (int i = 0; i < clicks; ++i) {
      click(luck() % 2 == 0 ? "1" : "2", "gv_" + name + "_" + std::to_string(i), "v" + name);
      clock_.advance(1h * (1 + luck() % 30));
    }
    auto report = purchase("order-" + name, static_cast<std::int64_t>(1 + luck() % 1'000'000));
    if (clicks > 0) report.click_id = "gv_" + name + "_0";
    attribute(report);
    if (luck() % 2 == 0) {
      clock_.advance(1s);
      ASSERT_TRUE(desk_.override_credit.run(alpha_, report.id, AdId("2"), "x", {.id = "u"}));
    }
    const auto text = desk_.shares(alpha_, "conversion", report.id);
    EXPECT_TRUE(text.ends_with("=" + std::to_string(*report.value_minor))) << text;
  }
}

GV_ON_EACH_ENGINE(AttributionContract);

}  // namespace
}  // namespace gv::contract
