#include "adapters/capi/capi_format.h"

#include <gtest/gtest.h>

namespace gv::capi {
namespace {

// 20 section 15.
constexpr std::string_view kBody =
    R"({"event_id":"evt_123","event_name":"Purchase","event_time":1733581800,)"
    R"("custom_data":{"value":99.99,"currency":"USD","campaign_id":"camp_001"}})";
constexpr std::string_view kSignature =
    "sha256=a811cb0e906222a6815640788a063ca612302c7f6fcca351696c5e711c1f13a2";
const TimePoint kAt{Millis{1'733'581'801'000}};

Result<void> verify(std::string_view timestamp, std::string_view signature, TimePoint now,
                    const std::vector<std::string>& secrets = {"inbound-secret"}) {
  return CapiFormat().verify({timestamp, signature, kBody}, secrets, now);
}

TEST(CapiFormat, TakesWhatOneOfTheSecretsSigned) {
  EXPECT_TRUE(verify("1733581801000", kSignature, kAt));
  EXPECT_TRUE(verify("1733581801000", kSignature, kAt, {"other", "inbound-secret"}));
  EXPECT_TRUE(verify("1733581801000", kSignature, kAt + Millis{300'000}));
}

TEST(CapiFormat, RefusesWhatIsForgedLateOrUnsigned) {
  EXPECT_FALSE(verify("1733581801000", kSignature, kAt + Millis{300'001}));
  EXPECT_FALSE(verify("1733581801000", kSignature, kAt - Millis{300'001}));
  EXPECT_FALSE(verify("1733581801001", kSignature, kAt));
  EXPECT_FALSE(verify("1733581801000", "sha256=", kAt));
  EXPECT_FALSE(verify("", kSignature, kAt));
  EXPECT_FALSE(verify("1733581801000", kSignature, kAt, {}));
}

TEST(CapiFormat, ReadsOneEventOrMany) {
  const auto one = CapiFormat().read(kBody);
  const auto many = CapiFormat().read("[" + std::string(kBody) + R"(, {"event_name": "x"}, 7])");

  ASSERT_TRUE(one && many);
  ASSERT_EQ(one->events.size(), 1u);
  EXPECT_EQ(one->events[0].name, "Purchase");
  EXPECT_EQ(one->events[0].id, "evt_123");
  EXPECT_EQ(one->events[0].at, TimePoint(Millis{1'733'581'800'000}));
  EXPECT_EQ(many->events.size(), 1u);
  EXPECT_EQ(many->ignored, 2u);
  EXPECT_FALSE(CapiFormat().read("7"));
  EXPECT_FALSE(CapiFormat().read("{"));
}

TEST(CapiFormat, AnEventTellsWhatCanBeMatched) {
  const auto report = CapiFormat().report(
      R"({"user_data": {"em": ["Jane@Example.com"], "ph": "050 1", "client_user_agent": "Safari",
          "client_ip_address": "203.0.113.45", "fbc": "fb.1.1733581800000.IwAbc"},
          "custom_data": {"value": "99.995", "currency": "USD", "ad_id": 4},
          "event_source_url": "https://shop.example/?gclid=Cj0&gv_click_id=gv_1&x=%zz#top"})",
      Currency::usd());

  ASSERT_TRUE(report) << report.error();
  EXPECT_EQ(report->value_minor, 10'000);
  EXPECT_EQ(report->ad_id, "4");
  EXPECT_EQ(report->click_id, "gv_1");
  EXPECT_EQ(report->ids.gclid, "Cj0");
  EXPECT_EQ(report->email, "Jane@Example.com");
  EXPECT_EQ(report->phone, "");
  EXPECT_EQ(report->fbc, "fb.1.1733581800000.IwAbc");
  EXPECT_EQ(report->ip->text(), "203.0.113.45");
}

TEST(CapiFormat, AnotherCurrencyIsNotTakenAtOneToOne) {
  const auto event = R"({"custom_data": {"value": 5, "currency": "AED"}})";
  EXPECT_EQ(CapiFormat().report(event, Currency::usd()).error().code, ErrorCode::CurrencyMismatch);
  EXPECT_FALSE(CapiFormat().report(R"({"custom_data": {"value": "5 USD"}})", Currency::usd()));
  EXPECT_FALSE(CapiFormat().report("[]", Currency::usd()));
}

}  // namespace
}  // namespace gv::capi
