#include "core/attribution/landing_page.h"

#include <vector>

#include <gtest/gtest.h>

namespace gv::attribution {
namespace {

const std::vector<std::string> kHosts{"shop.example", "www.shop.example"};

TEST(WithoutQuery, KeepsNamedParametersOnly) {
  const std::vector<std::string> kept{"utm_source", "size"};
  EXPECT_EQ(without_query("https://a.example/p?x=1&size=9&utm_source=fb#f", kept),
            "https://a.example/p?size=9&utm_source=fb");
  EXPECT_EQ(without_query("https://a.example/p?email=a@b.de", {}), "https://a.example/p");
  EXPECT_EQ(without_query("https://a.example/p#x?y", {}), "https://a.example/p");
  EXPECT_EQ(without_query("", kept), "");
  EXPECT_EQ(without_query("?sizes=1&&size", kept), "?size");
}

TEST(Redirect, AddsTheClickBeforeTheFragment) {
  const auto target = [](std::string_view url) {
    const auto result = redirect_target(url, "gv_1", kHosts);
    return result ? *result : "refused";
  };
  EXPECT_EQ(target("https://shop.example/a"), "https://shop.example/a?gv_click_id=gv_1");
  EXPECT_EQ(target("https://SHOP.example:8443/a?b=c#d"),
            "https://SHOP.example:8443/a?b=c&gv_click_id=gv_1#d");
  EXPECT_EQ(target("https://shop.example"), "https://shop.example?gv_click_id=gv_1");
}

TEST(Redirect, LeadsNowhereElse) {
  for (const auto* bad : {"",
                          "/a",
                          "//evil.example",
                          "https:/evil.example",
                          "javascript:alert(1)",
                          "https://evil.example",
                          "https://shop.example.evil.example",
                          "https://evilshop.example",
                          "https://shop.example@evil.example",
                          "https://evil.example#@shop.example",
                          "https://evil.example\\@shop.example/",
                          "https://shop.example\\.evil.example",
                          "https://evil.example?https://shop.example",
                          "https://shop.example:80@evil.example",
                          "https://shop.example:x/",
                          "ftp://shop.example/",
                          "https://shop.example/a\r\nX: y",
                          "https://shop.example/ a",
                          "https:///shop.example",
                          "https://[::1]/"}) {
    EXPECT_FALSE(redirect_target(bad, "gv_1", kHosts)) << bad;
  }
}

}  // namespace
}  // namespace gv::attribution
