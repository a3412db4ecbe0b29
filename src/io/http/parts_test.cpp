#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/check.h"
#include "io/http/etag.h"
#include "io/http/forwarded.h"
#include "io/http/headers.h"
#include "io/http/router.h"
#include "io/http/target.h"
#include "io/http/trace.h"

namespace gv::http {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;

TEST(HttpHeaders, AreFoundWhateverTheCase) {
  Headers headers;
  headers.add("Content-Type", "a");
  headers.add("X", "1");
  headers.set("content-type", "b");

  EXPECT_EQ(headers.value("CONTENT-TYPE"), "b");
  EXPECT_EQ(headers.size(), 2u);
  EXPECT_FALSE(headers.find("Y"));
}

TEST(HttpHeaders, ListsHaveMembers) {
  Headers headers;
  headers.add("Accept-Encoding", "br ; q=1, GZIP;q=0.5");
  headers.add("Other", "gzip;q=0.000, deflate");

  EXPECT_TRUE(headers.has_token("accept-encoding", "gzip"));
  EXPECT_TRUE(headers.has_token("accept-encoding", "br"));
  EXPECT_FALSE(headers.has_token("accept-encoding", "zip"));
  EXPECT_FALSE(headers.has_token("Other", "gzip"));
  EXPECT_TRUE(headers.has_token("Other", "deflate"));
}

TEST(HttpTarget, IsTakenApart) {
  const auto target = parse_target("/a%2Fb/c?x=1+2&y=%C3%A9&x=3&z");
  ASSERT_TRUE(target) << target.error();
  EXPECT_EQ(target->path, "/a%2Fb/c");
  EXPECT_THAT(target->query,
              ElementsAre(Pair("x", "1 2"), Pair("y", "\xC3\xA9"), Pair("x", "3"), Pair("z", "")));
  EXPECT_EQ(target->query_value("x"), "1 2");
}

TEST(HttpTarget, WhatIsNoTextIsRefused) {
  for (const auto* text : {"/%", "/%4", "/%g0", "/%00", "/a?b=%00", "/a?%", "*", "a", "", "/%FF",
                           "/a\xFF", "/a?b=%C3", "/a?%C3=b"}) {
    EXPECT_FALSE(parse_target(text)) << text;
  }
}

class RouterOfThree : public ::testing::Test {
 protected:
  RouterOfThree() {
    for (const auto* pattern : {"/a/{id}", "/a/new", "/a/{id}/b"}) {
      Route route;
      route.pattern = pattern;
      route.handle = [](const Request&) { return Response{}; };
      router.add(std::move(route));
    }
  }
  std::string pattern_of(std::string_view path) const {
    const auto match = router.match(Method::Get, path);
    return match.route ? match.route->pattern : "none";
  }
  Router router;
};

TEST_F(RouterOfThree, ALiteralWinsOverANameAndCaseCounts) {
  EXPECT_EQ(pattern_of("/a/new"), "/a/new");
  EXPECT_EQ(pattern_of("/a/%6Eew"), "/a/new");
  EXPECT_EQ(pattern_of("/a/old"), "/a/{id}");
  EXPECT_EQ(pattern_of("/a/old/b"), "/a/{id}/b");
  EXPECT_EQ(pattern_of("/a/new/b"), "/a/{id}/b");  // an id may be called like a path
  for (const auto* path : {"/", "/a", "/a/", "/A/x", "/a/x/", "/a/x/c", "/a//b"}) {
    EXPECT_EQ(pattern_of(path), "none") << path;
  }
}

TEST_F(RouterOfThree, NamesHoldWhatTheyMatched) {
  EXPECT_THAT(router.match(Method::Get, "/a/x%2Fy/b").path_values, ElementsAre(Pair("id", "x/y")));
}

TEST_F(RouterOfThree, TheSameRouteTwiceIsABug) {
  Route route;
  route.pattern = "/a/{id}";
  route.handle = [](const Request&) { return Response{}; };
  EXPECT_THROW(router.add(route), Bug);
  route.pattern = "/a/{other}";
  EXPECT_THROW(router.add(route), Bug);
}

TEST(HttpForwarded, OnlyTrustedProxiesAreBelieved) {
  Headers headers;
  headers.add("X-Forwarded-For", "6.6.6.6, 203.0.113.7, 10.0.0.2");
  const std::vector<std::string> trusted{"10.0.0.1", "10.0.0.2"};

  EXPECT_EQ(client_address("192.0.2.1", headers, trusted), "192.0.2.1");
  EXPECT_EQ(client_address("10.0.0.1", headers, trusted), "203.0.113.7");
  EXPECT_EQ(client_address("10.0.0.1", {}, trusted), "10.0.0.1");
  headers.set("X-Forwarded-For", "203.0.113.7, nonsense");
  EXPECT_EQ(client_address("10.0.0.1", headers, trusted), "10.0.0.1");
}

// Vectors: W3C Trace Context, level 1.
TEST(HttpTrace, ReadsWellFormedParents) {
  constexpr std::string_view kGood = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  const auto trace = parse_traceparent(kGood);
  ASSERT_TRUE(trace);
  EXPECT_EQ(to_traceparent(*trace), kGood);
  EXPECT_TRUE(parse_traceparent("cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more"));
  for (const auto* bad : {"", "00", "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                          "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                          "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                          "00-0AF7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                          "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
                          "cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01.more"}) {
    EXPECT_FALSE(parse_traceparent(bad)) << bad;
  }
}

TEST(HttpTrace, RequestIdsArePrintable) {
  EXPECT_TRUE(is_request_id("a-1"));
  for (const auto& bad : {std::string(), std::string(129, 'a'), std::string("a b"),
                          std::string("a\n"), std::string("\xC3\xA9")}) {
    EXPECT_FALSE(is_request_id(bad)) << bad;
  }
}

TEST(HttpEtag, WritesNeedTheTagOfWhatIsThere) {
  Request request;
  EXPECT_EQ(if_match(request, "\"a\""), IfMatch::Missing);
  request.headers.set("If-Match", "\"b\", \"a\"");
  EXPECT_EQ(if_match(request, "\"a\""), IfMatch::Fulfilled);
  request.headers.set("If-Match", "W/\"a\"");
  EXPECT_EQ(if_match(request, "\"a\""), IfMatch::Stale);
  request.headers.set("If-Match", "*");
  EXPECT_EQ(if_match(request, "\"a\""), IfMatch::Fulfilled);
  request.headers.set("If-Match", "a");
  EXPECT_EQ(if_match(request, "\"a\""), IfMatch::Stale);
}

}  // namespace
}  // namespace gv::http
