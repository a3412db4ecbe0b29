#include "core/server_events/user_data.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/hash.h"

namespace gv::server_events {
namespace {

/// The hash of one value, as it leaves.
std::string sent(const std::string& field, const std::string& value,
                 const std::string& code = "971") {
  const auto user = hashed({{field, {value}}}, code);
  const auto found = user.hashed.find(field);
  return found == user.hashed.end() ? "" : found->second.front();
}

// 20 section 15, "CAPI SHA-256", and 90 section 11.
TEST(UserData, HashesAgreeWithTheSpecification) {
  EXPECT_EQ(sent("em", " John.Doe@Example.COM "),
            "836f82db99121b3481011f16b49dfa5fbc714a0d1b1b9f784a1ebbbf5b39577f");
  EXPECT_EQ(sent("em", " Test@Example.com "),
            "973dfe463ec85785f5f95af5ba3906eedb2d931c24e69824a89ea65dba4e813b");
  for (const auto* const phone : {"+971 50 123 4567", "00971501234567", "050 123 4567"}) {
    EXPECT_EQ(sent("ph", phone), "b7a8f5085aa733eb29857a02945bc84a5227e693708d469ec9fb21d34e9e44f5")
        << phone;
  }
  EXPECT_EQ(sent("fn", "José"), "d994e1d001886fe5b45b1267bd1fa2b752ac50742579bd3dad7b2a2aa0ed6866");
  EXPECT_EQ(sent("ln", "O'Connor"),
            "7a0fbfdf40cbeb97429bdb88f512cecd27f0d44b7e57986ab578423bb61936ac");
  EXPECT_EQ(sent("ct", "Abu Dhabi"),
            "82d35baebed721e301c0d26d892e842777047ed66125fd32d039690d29836751");
  EXPECT_EQ(sent("st", "California"),
            "6959097001d10501ac7d54c0bdb8db61420f658f2922cc26e46d536119a31126");
  EXPECT_EQ(sent("zp", "94016-1234"),
            "ea49a862bf6e195fe92e0886ed8a89c6565137f3e90c0742d2a00952b307dd55");
  EXPECT_EQ(sent("zp", "M1 1AE"),
            "1dc694c2070e697769fb959b50671d76cafd430d8ca191fbdd0affcaea344ac5");
  EXPECT_EQ(sent("country", "AE"),
            "f9a00f43e97e3966bb846e76b6795e11512c3bbfa787e6b70e0310c7b9346b98");
  EXPECT_EQ(sent("external_id", "CRM-12345"),
            "356ad41107bcce7cd2291fb7243a06a8b9167be0fc2ee7d7fe311592266cb735");
}

TEST(UserData, NamesOfEveryScriptKeepTheirLetters) {
  EXPECT_EQ(normal_form("fn", "  Анна-Мария ", "", ""), "аннамария");
  EXPECT_EQ(normal_form("ln", "Αλέξανδρος", "", ""), "αλέξανδρος");
  EXPECT_EQ(normal_form("fn", "محمد", "", ""), "محمد");
  EXPECT_EQ(normal_form("ct", "São Paulo 3", "", ""), "sãopaulo");
  EXPECT_EQ(normal_form("fn", "मीना", "", ""), "मीना");
  EXPECT_EQ(normal_form("ln", "Straße…", "", ""), "straße");
  EXPECT_EQ(normal_form("fn", "\xff\xfe", "", ""), "");
}

TEST(UserData, AStateHasACodeWhereStatesHaveCodes) {
  EXPECT_EQ(normal_form("st", "New York", "us", ""), "ny");
  EXPECT_EQ(normal_form("st", "British Columbia", "ca", ""), "bc");
  EXPECT_EQ(normal_form("st", "Georgia", "ge", ""), "georgia");
  EXPECT_EQ(normal_form("st", "Nordrhein-Westfalen", "de", ""), "nordrheinwestfalen");
  EXPECT_EQ(normal_form("st", "CA", "", ""), "ca");
}

TEST(UserData, WhatHasNoNormalFormIsLeftOut) {
  EXPECT_EQ(sent("em", "not an address"), "");
  EXPECT_EQ(sent("ph", "050 123 4567", ""), "");  // national, and no code is known
  EXPECT_EQ(sent("zp", "1"), "");
  EXPECT_EQ(sent("country", "Emirates"), "");
  EXPECT_EQ(sent("db", "28.02.1990"), "");
  EXPECT_EQ(sent("db", "19901301"), "");
  EXPECT_EQ(normal_form("db", "1990-02-28", "", ""), "19900228");
  EXPECT_EQ(normal_form("ge", "Female", "", ""), "f");
  EXPECT_EQ(sent("ge", "unknown"), "");
  EXPECT_EQ(sent("fn", " - "), "");
  EXPECT_EQ(hashed({{"password", {"x"}}}, ""), UserData{});
}

TEST(UserData, AHashPassesUnchangedAndValuesAreSentOnce) {
  const auto hash = sha256_hex("john.doe@example.com");
  const auto user = hashed({{"em", {"John.Doe@example.com", hash, "jane@example.com"}}}, "");

  EXPECT_EQ(user.hashed.at("em"), (std::vector<std::string>{hash, sha256_hex("jane@example.com")}));
}

TEST(UserData, CookiesAddressAndAgentAreNeverHashed) {
  const auto user = hashed({{"fbc", {"fb.1.1733500000000.IwAR"}},
                            {"client_ip_address", {"203.0.113.45"}},
                            {"client_user_agent", {""}}},
                           "");

  EXPECT_EQ(user.plain.at("fbc"), "fb.1.1733500000000.IwAR");
  EXPECT_EQ(user.plain.at("client_ip_address"), "203.0.113.45");
  EXPECT_EQ(user.plain.size(), 2u);
}

TEST(UserData, AnAddressAloneMatchesNobody) {
  const auto of = [](const PersonFields& person) { return can_match(hashed(person, "")); };

  EXPECT_FALSE(of({}));
  EXPECT_FALSE(of({{"client_ip_address", {"203.0.113.45"}}, {"fn", {"Jane"}}}));
  EXPECT_TRUE(of({{"client_ip_address", {"203.0.113.45"}}, {"client_user_agent", {"Safari"}}}));
  for (const auto* const field : {"fbc", "fbp", "lead_id", "external_id"}) {
    EXPECT_TRUE(of({{field, {"1"}}})) << field;
  }
}

TEST(UserData, QualityIsTheSumOfItsPartsUpToAHundred) {
  EXPECT_EQ(match_quality(hashed({{"fbc", {"x"}}, {"client_user_agent", {"y"}}}, "")), 15);
  EXPECT_EQ(match_quality(hashed({{"em", {"a@b.c"}},
                                  {"ph", {"+971501234567"}},
                                  {"external_id", {"7"}},
                                  {"fbc", {"x"}},
                                  {"fbp", {"y"}}},
                                 "")),
            100);
}

// Who normalises twice sends the same as who normalises once.
RC_GTEST_PROP(UserDataProperty, ANormalFormIsItsOwn, (const std::string& text)) {
  for (const auto* const field : {"em", "ph", "fn", "ln", "ct", "zp", "ge", "external_id"}) {
    const auto once = normal_form(field, text, "us", "971");
    RC_ASSERT(once.empty() || normal_form(field, once, "us", "971") == once);
  }
}

}  // namespace
}  // namespace gv::server_events
