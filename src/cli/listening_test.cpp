#include "cli/listening.h"

#include <gtest/gtest.h>

namespace gv::cli {
namespace {

TEST(Listening, TheOptionWinsOverTheVariable) {
  EXPECT_EQ(port_of("", ""), 8080);
  EXPECT_EQ(port_of("", "9000"), 9000);
  EXPECT_EQ(port_of("0", "9000"), 0);
  EXPECT_EQ(port_of("65536", "").error().where, "--port");
  EXPECT_EQ(port_of("", "x").error().where, "PORT");
}

TEST(Listening, OthersMayReachItOnlyWhenSomebodyCanSignIn) {
  const auto nobody = [] { return false; };
  const auto somebody = [] { return true; };
  for (const auto* host : {"127.0.0.1", "127.9.9.9", "::1"}) {
    EXPECT_TRUE(check_host(host, nobody)) << host;
  }
  for (const auto* host : {"0.0.0.0", "::", "10.0.0.1", "::ffff:127.0.0.1"}) {
    EXPECT_EQ(check_host(host, nobody).error().code, ErrorCode::Refused) << host;
    EXPECT_TRUE(check_host(host, somebody)) << host;
  }
  EXPECT_EQ(check_host("localhost", somebody).error().code, ErrorCode::InvalidInput);
}

TEST(Listening, UrlsBracketLongAddresses) {
  EXPECT_EQ(url_of("127.0.0.1", 80), "http://127.0.0.1:80");
  EXPECT_EQ(url_of("::1", 80), "http://[::1]:80");
  EXPECT_EQ(url_of("::1", 443, true), "https://[::1]:443");
}

}  // namespace
}  // namespace gv::cli
