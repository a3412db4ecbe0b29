// What comes of a conversion beside its credit: reconciliation, the CRM's own values, inbound
// events.
#include "contract/tracking_desk.h"

#include "base/hmac.h"

namespace gv::contract {
namespace {

const sql::Statement kTestReport{
    "test.add_report",
    "INSERT INTO performance_metrics (account_id, platform, entity_type, entity_id, granularity, "
    "attribution_setting, period_start, impressions, clicks, spend_minor, conversions, "
    "revenue_minor, revision, fetched_at) "
    "VALUES ($1, 'meta', 'ad', '1', 'day', '7d_click', $2, 0, 0, 0, 0.0, $3, 1, $4)"};

class SalesContract : public Contract {
 protected:
  void SetUp() override {
    desk_.add_ads(alpha_, fresh_.database(), {"1", "2", "meta:3"});
    ASSERT_TRUE(desk_.click(alpha_, TrackingDesk::click_on("1", "gv_a")));
  }
  app::ConversionReport purchase(const std::string& id, std::int64_t minor) {
    return TrackingDesk::purchase(id, clock_.now(), minor);
  }
  void attribute(const app::ConversionReport& report) {
    const auto found = desk_.attribute.run(alpha_, report);
    ASSERT_TRUE(found) << found.error();
  }
  std::int64_t events() {
    return *store_.read(alpha_, [&](app::Transaction& t) { return desk_.log.last_seq(t); });
  }

  TrackingDesk desk_{store_, clock_};
};

TEST_P(SalesContract, WhatWasSoldIsReconciledWithWhatWasReported) {
  const auto day = std::chrono::floor<std::chrono::days>(clock_.now());
  auto report = purchase("order-1", 650'000);
  report.click_id = "gv_a";
  attribute(report);
  attribute(purchase("order-2", 1'000));
  const auto reported = fresh_.database().write({.account = "alpha"}, [&](sql::Connection& c) {
    return c.execute(kTestReport, {"alpha", TimePoint(day), 600'000, clock_.now()});
  });
  ASSERT_TRUE(reported) << reported.error();

  const auto days = desk_.reconcile.run(alpha_, day, day + std::chrono::days(1));

  ASSERT_TRUE(days) << days.error();
  ASSERT_EQ(days->size(), 2u);
  EXPECT_EQ((*days)[0].ad, AdId("1"));
  EXPECT_EQ((*days)[0].platform_minor, 600'000);
  EXPECT_EQ((*days)[0].tracked_minor, 650'000);
  EXPECT_EQ((*days)[0].crm_minor, 650'000);
  EXPECT_EQ((*days)[0].cash_minor, 650'000);
  EXPECT_EQ((*days)[0].platform_minus_tracked,
            (std::vector<attribution::Gap>{{attribution::GapCause::Untracked, -50'000}}));
  EXPECT_EQ((*days)[1].ad, AdId("unattributed"));
  EXPECT_EQ((*days)[1].tracked_minor, 0);
  EXPECT_EQ((*days)[1].crm_minor, 1'000);
  EXPECT_TRUE(desk_.reconcile.run(beta_, day, day + std::chrono::days(1))->empty());
  EXPECT_EQ(desk_.reconcile.run(alpha_, day, day).error().where, "to");
}

TEST_P(SalesContract, WhatTheCrmSaysReplacesAndDoesNotAdd) {
  const auto value = [&](const std::string& ad) {
    return (*store_.read(alpha_, [&](app::Transaction& t) { return desk_.ads.find(t, ad); }))
        ->pipeline_value_minor;
  };

  for (int i = 0; i < 2; ++i) {
    const auto set = desk_.crm_values.run(alpha_, {{"1", 500}, {"3", 70}, {"9", 1}});
    ASSERT_TRUE(set) << set.error();
    EXPECT_EQ(set->updated, 2);
    EXPECT_EQ(set->unknown, std::vector<std::string>{"9"});
    EXPECT_EQ(value("1"), 500);
    EXPECT_EQ(value("meta:3"), 70);
  }
  EXPECT_EQ(events(), 2);
  ASSERT_TRUE(desk_.crm_values.run(alpha_, {{"1", 200}}));
  EXPECT_EQ(value("1"), 200);
}

TEST_P(SalesContract, AnInboundPurchaseIsMatchedOnce) {
  const auto body = R"([{"event_id": "e1", "event_name": "Purchase", "event_time": )" +
                    std::to_string(clock_.now().time_since_epoch().count() / 1000) +
                    R"(, "event_source_url": "https://shop.example/?gv_click_id=gv_a",
                         "user_data": {"em": "jane@example.com"},
                         "custom_data": {"value": 65.5, "currency": "AED"}},
                        {"event_id": "e2", "event_name": "Purchase", "event_time": 1,
                         "custom_data": {"value": 1, "currency": "USD"}}])";
  const auto at = std::to_string(clock_.now().time_since_epoch().count());
  const auto signature = "sha256=" + to_hex(hmac_sha256("gv-test-secret", {at, ".", body}));
  app::JobRunner runner(store_, desk_.portal.jobs, clock_, {&desk_.match});
  for (const std::int64_t accepted : {2, 0}) {
    const auto receipt = desk_.inbound.run(alpha_.account(), {at, signature, body});
    ASSERT_TRUE(receipt) << receipt.error();
    EXPECT_EQ(receipt->accepted, accepted);
    EXPECT_EQ(receipt->duplicates, 2 - accepted);
    while (runner.step()->all() > 0) {
    }
  }

  EXPECT_EQ(desk_.shares(alpha_, "conversion", "capi:Purchase:e1"), "1=6550");
  const auto found = [&](const std::string& id) {
    return *store_.read(
        alpha_, [&](app::Transaction& t) { return desk_.inbound_events.find(t, "Purchase", id); });
  };
  EXPECT_EQ(found("e1")->status, "matched");
  EXPECT_EQ(found("e1")->sealed_payload, "");
  EXPECT_EQ(found("e2")->status, "rejected");
  EXPECT_NE(found("e2")->error->find("currency"), std::string::npos);
}

GV_ON_EACH_ENGINE(SalesContract);

}  // namespace
}  // namespace gv::contract
