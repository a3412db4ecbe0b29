#include "core/attribution/identity.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/hash.h"
#include "core/attribution/fingerprint.h"
#include "core/attribution/samples.h"

namespace gv::attribution {
namespace {

std::string phone(std::string_view raw, std::string_view code = "971") {
  const auto digits = normalise_phone(raw, code, "phone");
  return digits ? *digits : "refused";
}

std::string email(std::string_view raw) {
  const auto text = normalise_email(raw, "email");
  return text ? *text : "refused";
}

// 20 section 15, "Hashes"; scripts/golden/attribution.py.
TEST(KeyedHash, AgreesWithTheSpecification) {
  EXPECT_EQ(to_hex(hash_of(HashType::Ip, "203.0.113.45").digest),
            "3a0bd291c5eca70f916a6484b87303286d3b6e959d02aa96cbea570782cb3acd");
  EXPECT_EQ(to_hex(hash_of(HashType::Email, email(" John.Doe@Example.COM ")).digest),
            "320181aa66b2784bf51b84357090e6b4f26c53b0c694350cdcbf26df5adedd96");
  EXPECT_EQ(to_hex(hash_of(HashType::IpPrefix, "203.0.113.0/24").digest),
            "50812abad2825277c1457d31a4d3906f00c84af7e2b4b0389371ab8645717b14");
}

TEST(KeyedHash, FingerprintOfTheSpecification) {
  FingerprintComponents device{.screen_width = 844,
                               .screen_height = 390,
                               .device_pixel_ratio = 3.0,
                               .time_zone = "Asia/Dubai",
                               .utc_offset_min = 240,
                               .device_type = "Mobile",
                               .os = "iOS",
                               .os_major = "18",
                               .browser = "Safari",
                               .browser_major = "18",
                               .language = "en-AE"};
  const auto text = canonical_fingerprint(device);
  ASSERT_TRUE(text);
  EXPECT_EQ(*text, "v1|390|844|3|Asia/Dubai|240|mobile|ios|18|safari|18|en-ae");
  EXPECT_EQ(to_hex(hash_of(HashType::Fingerprint, *text).digest),
            "36be9bc7c496d4b0d0354b19e931f2a7a2d8eb9eedf29bd6a124a96bafb91ea7");

  std::swap(device.screen_width, device.screen_height);  // turned
  EXPECT_EQ(canonical_fingerprint(device), text);
}

TEST(Fingerprint, NeedsEightComponents) {
  FingerprintComponents device{.screen_width = 390,
                               .screen_height = 844,
                               .device_pixel_ratio = 2.625,
                               .time_zone = "Asia/Dubai",
                               .os = "android",
                               .browser = "chrome",
                               .language = "en"};
  EXPECT_FALSE(canonical_fingerprint(device));
  device.device_type = "mobile";
  EXPECT_EQ(canonical_fingerprint(device),
            "v1|390|844|2.625|Asia/Dubai||mobile|android||chrome||en");
  device.os = "an|droid";  // would shift every component after it
  EXPECT_FALSE(canonical_fingerprint(device));
}

// 20 section 15: the plain hashes that platforms get start from the same normal form.
TEST(Phone, NationalAndInternationalFormsMeet) {
  for (const auto* form :
       {"+971 50 123 4567", "00971501234567", "050 123 4567", "971501234567", "(050) 123-4567"}) {
    EXPECT_EQ(phone(form), "971501234567") << form;
  }
  EXPECT_EQ(sha256_hex(phone("050 123 4567")),
            "b7a8f5085aa733eb29857a02945bc84a5227e693708d469ec9fb21d34e9e44f5");
  EXPECT_EQ(phone("+44 (0)20 7946 0958"), "4402079460958");  // what was written, digit by digit
}

TEST(Phone, RefusesWhatIsNone) {
  for (const auto* bad : {"", "12345", "000", "+9715012345678901", "call me"}) {
    EXPECT_EQ(phone(bad), "refused") << bad;
  }
  EXPECT_EQ(phone("050 123 4567", ""), "refused");
}

TEST(Email, IsTrimmedAndLowered) {
  EXPECT_EQ(email("\t John.Doe@Example.COM \n"), "john.doe@example.com");
  EXPECT_EQ(sha256_hex(email(" John.Doe@Example.COM ")),
            "836f82db99121b3481011f16b49dfa5fbc714a0d1b1b9f784a1ebbbf5b39577f");
  // 90 section 11, row 12.
  EXPECT_EQ(sha256_hex(email(" Test@Example.com ")),
            "973dfe463ec85785f5f95af5ba3906eedb2d931c24e69824a89ea65dba4e813b");
  for (const auto* bad : {"", "@", "a@", "@b.c", "a@b", "a b@c.de", "a@b@c.de", "a@.de", "a@b."}) {
    EXPECT_EQ(email(bad), "refused") << bad;
  }
  EXPECT_EQ(email(std::string(250, 'a') + "@b.de"), "refused");
}

TEST(Email, ErrorsHoldNoPersonalData) {
  const auto refused = normalise_email("john.doe at example", "email");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().message.find("john"), std::string::npos);
}

TEST(Ip, IdentityAndNeighbourhood) {
  const auto v4 = *IpAddress::parse("203.0.113.45", "ip");
  const auto v6 = *IpAddress::parse("2001:db8:1:2:3:4:5:6", "ip");
  EXPECT_EQ(ip_identity(v4), "203.0.113.45");
  EXPECT_EQ(ip_neighbourhood(v4), "203.0.113.0/24");
  EXPECT_EQ(ip_identity(v6), "2001:db8:1:2::/64");
  EXPECT_EQ(ip_neighbourhood(v6), "2001:db8:1::/48");
}

TEST(KeyRing, LooksUpUnderTheKeyBefore) {
  AccountKey old = sample_key("k0");
  old.bytes[0] = 'x';
  const auto before = *KeyRing::make(old);
  const auto after = *KeyRing::make(sample_key("k1"), old);
  const std::optional<KeyedHash> stored = before.hash(HashType::Email, "a@b.de");

  EXPECT_TRUE(matches(after.lookup(HashType::Email, "a@b.de"), stored));
  EXPECT_FALSE(matches(sample_keys().lookup(HashType::Email, "a@b.de"), stored));
  EXPECT_FALSE(matches(after.lookup(HashType::Phone, "a@b.de"), stored));
  EXPECT_FALSE(matches(after.lookup(HashType::Email, "a@b.de"), std::nullopt));
}

TEST(KeyRing, KeysAreReplacedAfterThirtyDays) {
  EXPECT_FALSE(rotation_due(sample_key(), day_at(29.9)));
  EXPECT_TRUE(rotation_due(sample_key(), day_at(30)));
  EXPECT_FALSE(KeyRing::make({"k1", "short", {}}));
  EXPECT_FALSE(KeyRing::make(sample_key("k1"), sample_key("k1")));
}

// An entity of one account can never receive a hash of another.
RC_GTEST_PROP(KeyedHashProperty, AccountsAndKindsNeverMeet, (const std::string& value)) {
  AccountKey other = sample_key();
  other.bytes[7] = '\x42';
  const auto ours = sample_keys();
  const auto theirs = *KeyRing::make(other);
  RC_ASSERT(ours.hash(HashType::Ip, value).digest != theirs.hash(HashType::Ip, value).digest);
  RC_ASSERT(ours.hash(HashType::Ip, value).digest != ours.hash(HashType::IpPrefix, value).digest);
}

RC_GTEST_PROP(IdentityProperty, NormalFormsAreStable, (const std::string& text)) {
  if (const auto once = normalise_email(text, "email")) {
    RC_ASSERT(*normalise_email(*once, "email") == *once);
  }
  if (const auto once = normalise_phone(text, "971", "phone")) {
    RC_ASSERT(*normalise_phone(*once, "971", "phone") == *once);
  }
}

}  // namespace
}  // namespace gv::attribution
