#include "io/http/bundle.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gv::http {
namespace {

using ::testing::HasSubstr;

class BundleOfAPage : public ::testing::Test {
 protected:
  BundleOfAPage() {
    bundle.add("/index.html", "<style nonce=\"__CSP_NONCE__\"></style>");
    bundle.add("/assets/index-3f2a.js", "main()");
    bundle.add("/robots.txt", "none");
  }
  Response get(std::string path, const std::string& etag = {}) {
    Request request;
    request.target.path = std::move(path);
    if (!etag.empty()) request.headers.add("If-None-Match", etag);
    return bundle.serve(request);
  }

  int calls{0};
  Bundle bundle{[this] {
    std::array<std::uint8_t, 16> bytes{};
    bytes[0] = static_cast<std::uint8_t>(++calls);
    return bytes;
  }};
};

TEST_F(BundleOfAPage, HtmlGetsAFreshNonceAndIsNotKept) {
  const auto first = get("/");
  EXPECT_EQ(first.headers.value("Cache-Control"), "no-store");
  EXPECT_EQ(whole_body(first), "<style nonce=\"01000000000000000000000000000000\"></style>");
  EXPECT_THAT(std::string(first.headers.value("Content-Security-Policy")),
              HasSubstr("style-src 'self' 'nonce-01000000000000000000000000000000'"));
  EXPECT_THAT(std::string(whole_body(get("/index.html"))), HasSubstr("nonce=\"02"));
}

TEST_F(BundleOfAPage, ThePageFindsItsOwnWayButNotBelowTheApi) {
  EXPECT_EQ(get("/campaigns/7").status, 200);
  EXPECT_EQ(get("/api/nothing").status, 404);
  EXPECT_EQ(get("/missing.js").status, 404);
  EXPECT_EQ(get("/../etc/passwd.txt").status, 404);
}

TEST_F(BundleOfAPage, AnIdWithAPointIsAPlaceForWhoTakesHtml) {
  Request request;
  request.target.path = "/ads/meta:1.5";
  EXPECT_EQ(bundle.serve(request).status, 404);
  request.headers.add("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
  EXPECT_EQ(bundle.serve(request).status, 200);
  request.target.path = "/assets/missing.js";
  EXPECT_EQ(bundle.serve(request).status, 404);
}

TEST_F(BundleOfAPage, HashedNamesAreKeptForGood) {
  const auto script = get("/assets/index-3f2a.js");
  EXPECT_EQ(script.headers.value("Cache-Control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(script.headers.value("Content-Type"), "text/javascript; charset=utf-8");
  EXPECT_EQ(script.headers.value("X-Content-Type-Options"), "nosniff");
}

TEST_F(BundleOfAPage, OthersAreRevalidated) {
  const auto text = get("/robots.txt");
  EXPECT_EQ(text.headers.value("Cache-Control"), "no-cache");
  const std::string etag(text.headers.value("ETag"));
  const auto again = get("/robots.txt", etag);
  EXPECT_EQ(again.status, 304);
  EXPECT_EQ(whole_body(again), "");
  EXPECT_EQ(get("/robots.txt", "\"other\"").status, 200);
}

}  // namespace
}  // namespace gv::http
