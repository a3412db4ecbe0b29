#include "app/access/providers.h"

#include <gtest/gtest.h>

namespace gv::app {
namespace {

TEST(Providers, OneThatIsNotKnownIsToldThoseThatAre) {
  const auto found = find_provider("bing");
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().message, "must be google, hubspot, meta or tiktok, got \"bing\"");
  EXPECT_TRUE(is_ad_platform("google"));
  EXPECT_TRUE(is_ad_platform("meta"));
  EXPECT_TRUE(is_ad_platform("tiktok"));
  EXPECT_FALSE(is_ad_platform("hubspot"));
  EXPECT_FALSE(is_ad_platform("bing"));
}

TEST(Providers, GoogleTakesATokenOrWhatMakesOne) {
  const auto google = *find_provider("google");
  EXPECT_TRUE(check_secrets(google, {{"developer_token", "d"}, {"access_token", "a"}}));
  EXPECT_TRUE(check_secrets(google, {{"developer_token", "d"},
                                     {"client_id", "c"},
                                     {"client_secret", "s"},
                                     {"refresh_token", "r"}}));
  const auto lacking = check_secrets(google, {{"access_token", "a"}});
  ASSERT_FALSE(lacking);
  EXPECT_EQ(lacking.error().where, "credentials.developer_token");
  EXPECT_EQ(lacking.error().message,
            "is required: a connection to google needs developer_token and access_token, or "
            "developer_token, "
            "client_id, client_secret and refresh_token");
  EXPECT_TRUE(check_settings(google, {{"login_customer_id", "1234567890"}}));
  EXPECT_FALSE(check_settings(google, {{"login_customer_id", "123-456-7890"}}));
  EXPECT_TRUE(check_settings(google, {{"business_name", "Gym \xc3\xa9"}, {"location_AE", "2784"}}));
  EXPECT_FALSE(check_settings(google, {{"business_name", "Gym\nX"}}));
  EXPECT_FALSE(check_settings(google, {{"business_name", ""}}));
  EXPECT_FALSE(check_settings(google, {{"page_id", "1"}}));
}

TEST(Providers, TiktokTakesWhatItsAdsNeed) {
  const auto tiktok = *find_provider("tiktok");
  EXPECT_TRUE(check_settings(tiktok, {{"identity_id", "c6f9-55_a"},
                                      {"identity_type", "TT_USER"},
                                      {"lead_event", "FORM"},
                                      {"location_AE", "290557"}}));
  EXPECT_FALSE(check_settings(tiktok, {{"identity_type", "tt_user"}}));
  EXPECT_FALSE(check_settings(tiktok, {{"identity_id", "a b"}}));
  for (const auto* name :
       {"location_", "location_ae", "location_ARE", "location", "xlocation_AE"}) {
    const auto unknown = check_settings(tiktok, {{name, "1"}});
    ASSERT_FALSE(unknown) << name;
    EXPECT_NE(unknown.error().message.find("or location_{country}"), std::string::npos);
  }
}

TEST(Providers, AnIdIsDigits) {
  const auto meta = *find_provider("meta");
  EXPECT_TRUE(check_external_id(meta, "12345678901234567890"));
  for (const auto* id : {"", "act_1", "123456789012345678901", "1 "}) {
    EXPECT_FALSE(check_external_id(meta, id)) << id;
  }
}

TEST(Providers, ASecretIsOneLine) {
  const auto hubspot = *find_provider("hubspot");
  EXPECT_TRUE(check_secrets(hubspot, {}));
  for (const auto* secret : {"a\nb", "a\rb", "ab\r", "a\tb", "a\x7f"}) {
    EXPECT_FALSE(check_secrets(hubspot, {{"access_token", secret}})) << secret;
  }
  EXPECT_FALSE(check_secrets(hubspot, {{"access_token", std::string("a\0b", 3)}}));
  EXPECT_FALSE(check_secrets(hubspot, {{"access\rtoken", "a"}}));
  EXPECT_TRUE(check_secrets(hubspot, {{"access_token", "pass phrase \xc3\xa9"}}));
  EXPECT_FALSE(check_secrets(hubspot, {{"access_token", ""}}));
}

}  // namespace
}  // namespace gv::app
