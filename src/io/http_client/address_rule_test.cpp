#include "io/http_client/address_rule.h"

#include <gtest/gtest.h>

namespace gv::http_client {
namespace {

Url url(std::string_view text) {
  const auto read = parse_url(text, "url");
  EXPECT_TRUE(read) << read.error();
  return *read;
}

/// A name service that knows one name.
Resolver knows(std::vector<std::string> addresses, int* asked = nullptr) {
  return [addresses = std::move(addresses),
          asked](const std::string&) -> Result<std::vector<IpAddress>> {
    if (asked != nullptr) ++*asked;
    std::vector<IpAddress> all;
    for (const auto& one : addresses) all.push_back(*IpAddress::parse(one, "address"));
    return all;
  };
}

TEST(ParseUrl, ReadsParts) {
  const Url read = url("HTTPS://API.HubApi.com/crm/v3?x=1#f");
  EXPECT_EQ(read.scheme, "https");
  EXPECT_EQ(read.host, "api.hubapi.com");
  EXPECT_EQ(read.port, "443");
  EXPECT_EQ(read.origin(), "https://api.hubapi.com:443");
  EXPECT_EQ(read.text.find('#'), std::string::npos);
  EXPECT_EQ(url("http://[2001:db8::1]:8080/").host, "2001:db8::1");
}

TEST(ParseUrl, RefusesWhatIsNotPlainHttp) {
  for (const auto* bad : {"", "api.example", "file:///etc/passwd", "gopher://a/", "ftp://a/",
                          "http://", "http://u@a.example/", "http://u:p@a.example/", "http://a b/",
                          "http://[fe80::1%25eth0]/", "javascript:1"}) {
    EXPECT_FALSE(parse_url(bad, "url")) << bad;
  }
  EXPECT_FALSE(parse_url("http://a/" + std::string(9000, 'x'), "url"));
  EXPECT_FALSE(parse_url(std::string_view("http://a\0b/", 11), "url"));
}

TEST(ResolveRedirect, IsSeenFromWhereItCame) {
  const Url base = url("https://a.example/x/y?z");
  EXPECT_EQ(resolve_redirect(base, "../w")->text, "https://a.example/w");
  EXPECT_EQ(resolve_redirect(base, "//b.example/")->host, "b.example");
  EXPECT_FALSE(resolve_redirect(base, "file:///etc/passwd"));
}

TEST(PermittedAddresses, EveryWayToWriteAPrivateAddressIsRefused) {
  const Resolver nobody = knows({});
  for (const auto* inside :
       {"http://127.0.0.1/", "http://127.1/", "http://2130706433/", "http://0x7f000001/",
        "http://0177.0.0.1/", "http://017700000001/", "http://0/", "http://[::1]/",
        "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/", "http://169.254.169.254/latest",
        "http://[fd00:ec2::254]/", "http://10.0.0.1/", "http://[64:ff9b::a9fe:a9fe]/",
        "http://100.100.100.200/", "http://192.168.1.1:443/"}) {
    const auto read = parse_url(inside, "url");
    EXPECT_FALSE(read && permitted_addresses(*read, nobody, false)) << inside;
  }
}

TEST(PermittedAddresses, AllAddressesOfANameHaveToBePublic) {
  const Url target = url("https://a.example/");
  EXPECT_EQ(permitted_addresses(target, knows({"1.1.1.1", "1.0.0.1"}), false)->size(), 2u);
  for (const auto& addresses : std::vector<std::vector<std::string>>{
           {"10.0.0.1"}, {"1.1.1.1", "10.0.0.1"}, {"1.1.1.1", "::1"}, {}}) {
    EXPECT_FALSE(permitted_addresses(target, knows(addresses), false));
  }
  const auto refused = permitted_addresses(target, knows({"10.0.0.1"}), false);
  EXPECT_EQ(refused.error().code, ErrorCode::Refused);
  EXPECT_EQ(refused.error().message.find("10.0.0.1"), std::string::npos);
  EXPECT_TRUE(permitted_addresses(target, knows({"10.0.0.1"}), true));
}

TEST(PermittedAddresses, ANameIsLookedUpOnce) {
  int asked = 0;
  ASSERT_TRUE(permitted_addresses(url("https://a.example/"), knows({"1.1.1.1"}, &asked), false));
  EXPECT_EQ(asked, 1);
}

}  // namespace
}  // namespace gv::http_client
