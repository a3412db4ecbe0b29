#include "base/ip_address.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gv {
namespace {

IpAddress ip(std::string_view text) {
  auto address = IpAddress::parse(text, "ip");
  EXPECT_TRUE(address) << address.error();
  return *address;
}

TEST(IpAddress, ReadsTheUsualFormsOnly) {
  EXPECT_EQ(ip("203.0.113.45").text(), "203.0.113.45");
  EXPECT_EQ(ip("2001:DB8:0:0::1").text(), "2001:db8::1");
  EXPECT_EQ(ip("::ffff:203.0.113.45").text(), "203.0.113.45");
  for (const auto* bad :
       {"", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "010.0.0.1", "1.2.3.4:80", "[::1]",
        "fe80::1%eth0", "1.2.3", " 1.2.3.4", "::1 ", "localhost", "1.2.3.256"}) {
    EXPECT_FALSE(IpAddress::parse(bad, "ip")) << bad;
  }
  EXPECT_FALSE(IpAddress::parse(std::string_view("1.2.3.4\0", 8), "ip"));
}

TEST(IpAddress, PrefixesClearTheRest) {
  EXPECT_EQ(ip("203.0.113.45").prefix(24).text(), "203.0.113.0");
  EXPECT_EQ(ip("203.0.113.45").prefix(0).text(), "0.0.0.0");
  EXPECT_EQ(ip("2001:db8:1:2:3:4:5:6").prefix(48).text(), "2001:db8:1::");
  EXPECT_EQ(ip("2001:db8:1:2ff:3:4:5:6").prefix(60).text(), "2001:db8:1:2f0::");
}

TEST(IpAddress, PrivateNetworksAreNotPublic) {
  for (const auto* inside : {"0.0.0.0",
                             "10.1.2.3",
                             "100.64.0.1",
                             "100.127.255.255",
                             "127.0.0.1",
                             "127.255.0.1",
                             "169.254.169.254",
                             "172.16.0.1",
                             "172.31.255.255",
                             "192.0.0.192",
                             "192.168.1.1",
                             "198.19.0.1",
                             "203.0.113.1",
                             "224.0.0.1",
                             "240.0.0.1",
                             "255.255.255.255",
                             "::",
                             "::1",
                             "::ffff:127.0.0.1",
                             "::ffff:169.254.169.254",
                             "::127.0.0.1",
                             "64:ff9b::a9fe:a9fe",
                             "64:ff9b:1::1",
                             "2002:7f00:1::",
                             "2001::1",
                             "2001:db8::1",
                             "fc00::1",
                             "fd00:ec2::254",
                             "fe80::1",
                             "fec0::1",
                             "ff02::1",
                             "100::1",
                             "3fff::1"}) {
    EXPECT_FALSE(ip(inside).is_public()) << inside;
  }
  for (const auto* outside :
       {"1.1.1.1", "100.63.255.255", "100.128.0.1", "172.15.0.1", "172.32.0.1", "104.16.0.1",
        "2606:4700::1111", "2a00:1450::1", "64:ff9b::101:101", "2002:101:101::"}) {
    EXPECT_TRUE(ip(outside).is_public()) << outside;
  }
}

RC_GTEST_PROP(IpAddressProperty, TextReadsBackTheSame, ()) {
  const auto bytes = *rc::gen::arbitrary<std::array<std::uint8_t, 16>>();
  for (const auto& address :
       {IpAddress::v6(bytes), IpAddress::v4({bytes[0], bytes[1], bytes[2], bytes[3]})}) {
    const auto again = IpAddress::parse(address.text(), "ip");
    RC_ASSERT(again.has_value());
    RC_ASSERT(*again == address);
  }
}

}  // namespace
}  // namespace gv
