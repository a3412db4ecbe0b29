#include "core/attribution/click_ids.h"

#include <array>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/attribution/samples.h"

namespace gv::attribution {
namespace {

TEST(ClickIds, AreOfPlainCharactersAndBounded) {
  EXPECT_TRUE(is_platform_id("IwAR0_x-Y.z~9"));
  EXPECT_TRUE(is_platform_id(std::string(500, 'a')));
  for (const auto& bad : {std::string(), std::string(501, 'a'), std::string("a b"),
                          std::string("a%20b"), std::string("a'--"), std::string("\xc3\xa9")}) {
    EXPECT_FALSE(is_platform_id(bad)) << bad;
  }
  EXPECT_FALSE(is_short_id(std::string(65, 'a')));
}

TEST(ClickIds, OwnIdIsTheRandomBytes) {
  std::array<std::uint8_t, 16> bytes{};
  bytes[0] = 0xff;
  EXPECT_EQ(own_click_id(bytes), "gv_ff000000000000000000000000000000");
}

TEST(FbCookie, ReadsAllSegments) {
  const auto cookie = parse_fbc("fb.1.1733581800000.IwAR0abc", "fbc");
  ASSERT_TRUE(cookie) << cookie.error();
  EXPECT_EQ(cookie->subdomain_index, 1);
  EXPECT_EQ(cookie->created.time_since_epoch().count(), 1733581800000);
  EXPECT_EQ(cookie->payload, "IwAR0abc");
  EXPECT_EQ(to_text(*cookie), "fb.1.1733581800000.IwAR0abc");
}

TEST(FbCookie, AnAppendixIsIgnored) {
  EXPECT_EQ(parse_fbc("fb.2.1.IwAR0.Bg", "fbc")->payload, "IwAR0");
  EXPECT_EQ(parse_fbc("fb.2.1.IwAR0.AQABCDEF", "fbc")->payload, "IwAR0");
  EXPECT_EQ(parse_fbc("fb.2.1.IwAR0.abc", "fbc")->payload, "IwAR0.abc");  // an id with a dot
  EXPECT_EQ(parse_fbp("fb.1.1.2147483647.Bg", "fbp")->payload, "2147483647");
}

TEST(FbCookie, RefusesOthers) {
  for (const auto* bad : {"", "fb", "fb.1.2", "fb.1.2.", "fb.x.2.a", "fb.1.-2.a", "fb.10.2.a",
                          "fb.1.99999999999999999999.a", "gb.1.2.a", "fb.1.2.a b"}) {
    EXPECT_FALSE(parse_fbc(bad, "fbc")) << bad;
  }
  EXPECT_FALSE(parse_fbp("fb.1.2.2147483648", "fbp"));
  EXPECT_FALSE(parse_fbp("fb.1.2.abc", "fbp"));
}

TEST(FbCookie, ANewClickRenewsIt) {
  EXPECT_EQ(subdomain_index("example.com"), 1);
  EXPECT_EQ(subdomain_index("example.co.uk"), 2);
  const FbCookie stored{2, hour(0), "old"};
  EXPECT_EQ(renewed_fbc(&stored, "old", hour(5)), stored);
  EXPECT_EQ(renewed_fbc(&stored, "new", hour(5)), (FbCookie{2, hour(5), "new"}));
  EXPECT_EQ(renewed_fbc(nullptr, "new", hour(5)), (FbCookie{1, hour(5), "new"}));
}

RC_GTEST_PROP(FbCookieProperty, TextReadsBackTheSame, ()) {
  static constexpr std::string_view kIdCharacters = "abcXYZ019_~-";
  const FbCookie cookie{
      *rc::gen::inRange(0, 10), TimePoint(Millis(*rc::gen::inRange<std::int64_t>(0, 1LL << 52))),
      *rc::gen::nonEmpty(
          rc::gen::container<std::string>(rc::gen::elementOf(std::string(kIdCharacters))))};
  RC_PRE(is_platform_id(cookie.payload));
  RC_ASSERT(parse_fbc(to_text(cookie), "fbc") == cookie);
}

}  // namespace
}  // namespace gv::attribution
