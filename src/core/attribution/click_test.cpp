#include "core/attribution/click.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/attribution/samples.h"

namespace gv::attribution {
namespace {

const std::vector<std::string> kNoKeys;

ClickReport full_report() {
  ClickReport report{.ad_id = "ad1", .campaign_id = "c1", .visitor_id = "v1"};
  report.ids.fbclid = "IwAR0";
  report.fbc = "fb.1.1733581800000.IwAR0";
  report.landing_page_url = "https://shop.example/a?email=john@doe.de&utm_source=fb#top";
  report.consent = {.ads = true, .analytics = true, .source = "banner"};
  report.ip = *IpAddress::parse("203.0.113.45", "ip");
  report.user_agent = "Mozilla/5.0 (iPhone)";
  report.fingerprint = FingerprintComponents{.screen_width = 390,
                                             .screen_height = 844,
                                             .device_pixel_ratio = 3.0,
                                             .time_zone = "Asia/Dubai",
                                             .utc_offset_min = 240,
                                             .os = "ios",
                                             .browser = "safari",
                                             .language = "en"};
  return report;
}

class ClickTest : public ::testing::Test {
 protected:
  ClickContext context() {
    return {.account = kAccount,
            .keys = &keys_,
            .privacy = {.fingerprinting = true},
            .query_keys_kept = kNoKeys,
            .click_id_if_absent = "gv_00"};
  }
  RecordedClick recorded(const ClickReport& report) {
    const auto result = record_click(report, context(), hour(1));
    EXPECT_TRUE(result) << result.error().front();
    return *result;
  }
  Click click(const ClickReport& report) { return std::get<Click>(recorded(report).kept); }

  KeyRing keys_ = sample_keys();
};

TEST_F(ClickTest, WithConsentKeepsIdsAndHashes) {
  const auto kept = recorded(full_report());
  const auto& click = std::get<Click>(kept.kept);
  EXPECT_EQ(click.click_id, "gv_00");
  EXPECT_EQ(click.landing_page_url, "https://shop.example/a");
  EXPECT_TRUE(click.ip && click.ip_prefix && click.user_agent && click.fingerprint);
  EXPECT_EQ(to_hex(click.ip->digest),
            "3a0bd291c5eca70f916a6484b87303286d3b6e959d02aa96cbea570782cb3acd");
  EXPECT_EQ(click.fingerprint_expires_at, hour(1) + Days{7});
  EXPECT_EQ(click.expires_at, hour(1) + Days{90});
  ASSERT_TRUE(kept.raw);
  EXPECT_EQ(kept.raw->erase_at, hour(1) + Days{7});
  EXPECT_TRUE(click.is_valid());
}

TEST_F(ClickTest, WithoutConsentOnlyTheHourCounts) {
  auto report = full_report();
  report.consent.ads = false;
  const auto kept = recorded(report);
  ASSERT_TRUE(std::holds_alternative<ClickCount>(kept.kept));
  EXPECT_EQ(std::get<ClickCount>(kept.kept).hour, std::chrono::floor<Hours>(hour(1)));
  EXPECT_FALSE(kept.raw);
}

TEST_F(ClickTest, ABrowserSignalOverrulesTheBanner) {
  for (const auto& signals : {privacy_signals("1", ""), privacy_signals("", "1")}) {
    auto report = full_report();
    report.signals = signals;
    EXPECT_TRUE(std::holds_alternative<ClickCount>(recorded(report).kept));
  }
  EXPECT_FALSE(privacy_signals("0", "0").global_privacy_control);
}

TEST_F(ClickTest, AFingerprintNeedsBothConsentsAndTheSetting) {
  auto report = full_report();
  report.consent.analytics = false;
  EXPECT_FALSE(click(report).fingerprint);

  auto off = context();
  off.privacy.fingerprinting = false;
  const auto kept = record_click(full_report(), off, hour(1));
  EXPECT_FALSE(std::get<Click>(kept->kept).fingerprint);
}

TEST_F(ClickTest, MachinesAreKeptAndMarked) {
  auto report = full_report();
  report.user_agent = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";
  EXPECT_EQ(click(report).invalid_reason, "bot");
  report.prefetch = true;
  EXPECT_EQ(click(report).invalid_reason, "prefetch");

  auto busy = context();
  busy.clicks_of_ip_last_minute = 21;
  const auto kept = record_click(full_report(), busy, hour(1));
  EXPECT_EQ(std::get<Click>(kept->kept).invalid_reason, "too_many");
  EXPECT_FALSE(is_known_bot("Mozilla/5.0 (Linux; Android 13; CUBOT NOTE 40) Mobile"));
}

TEST_F(ClickTest, TimesAreHeldToADayBackAndAMinuteAhead) {
  auto report = full_report();
  report.occurred_at = hour(-48);
  EXPECT_EQ(click(report).at, hour(-23));
  report.occurred_at = hour(9);
  EXPECT_EQ(click(report).at, hour(1) + std::chrono::seconds(60));
  report.occurred_at = hour(0.5);
  EXPECT_EQ(click(report).at, hour(0.5));
}

TEST_F(ClickTest, EveryBadFieldIsNamed) {
  auto report = full_report();
  report.ad_id = "";
  report.ids.gclid = "a b";
  report.fbp = "fb.1.1.abc";
  report.utm.term = "a\nb";
  const auto refused = record_click(report, context(), hour(1));
  ASSERT_FALSE(refused);
  std::vector<std::string> fields;
  for (const auto& error : refused.error()) fields.push_back(error.where);
  EXPECT_EQ(fields, (std::vector<std::string>{"ad_id", "gclid", "fbp", "utm_term"}));
}

TEST(Expiry, FingerprintsGoFirstThenTheClick) {
  Click click = click_of("gv_1", "ad1", 0);
  click.fingerprint = hash_of(HashType::Fingerprint, "x");
  click.fingerprint_expires_at = day_at(7);
  EXPECT_FALSE(expire(click, day_at(6.99)));
  EXPECT_TRUE(click.fingerprint);
  EXPECT_FALSE(expire(click, day_at(7)));
  EXPECT_FALSE(click.fingerprint);
  EXPECT_TRUE(expire(click, day_at(90)));
}

TEST(Privacy, FingerprintsAreOffWhereTheLawAsksFirst) {
  for (const auto* country : {"DE", "GB", "CH", "NO", "SK", "AT", ""}) {
    EXPECT_FALSE(fingerprinting_default(country)) << country;
  }
  for (const auto* country : {"AE", "US"}) EXPECT_TRUE(fingerprinting_default(country)) << country;
  EXPECT_TRUE(checked(PrivacyConfig{}));
  EXPECT_EQ(checked(PrivacyConfig{.fingerprint_ttl_days = 31}).error().where,
            "fingerprint_ttl_days");
  EXPECT_FALSE(checked(PrivacyConfig{.raw_ttl_days = 8}));
}

// Without consent nothing that identifies survives, whatever came.
RC_GTEST_PROP(ClickProperty, NoConsentNoTrace, (bool gpc, bool analytics, bool prefetch)) {
  auto report = full_report();
  report.prefetch = prefetch;
  report.consent = {.ads = gpc, .analytics = analytics};
  report.signals.global_privacy_control = gpc;
  const auto keys = sample_keys();
  const auto kept = record_click(
      report, {.account = kAccount, .keys = &keys, .privacy = {.fingerprinting = true}}, hour(1));
  RC_ASSERT(kept.has_value());
  RC_ASSERT(std::holds_alternative<ClickCount>(kept->kept));
  RC_ASSERT(!kept->raw);
}

}  // namespace
}  // namespace gv::attribution
