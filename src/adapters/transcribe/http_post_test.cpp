#include "adapters/transcribe/http_post.h"

#include <gtest/gtest.h>

#include "adapters/transcribe/testing.h"

namespace gv::transcribe {
namespace {

using testing::Script;
using testing::Server;

Result<PostAnswer> post(const Server& server, const PostLimits& limits = {}) {
  GV_TRY(const auto endpoint, Endpoint::parse(server.url(), "url"));
  return http_post(endpoint, {.target = "/x", .headers = {{"X-A", "b"}}, .body = "hello"}, limits);
}

TEST(HttpPost, SendsAndReceives) {
  const Server server(Script{{.status = 201, .body = "answer", .headers = {{"Retry-After", "3"}}}});

  const auto answer = post(server);

  ASSERT_TRUE(answer) << answer.error();
  EXPECT_EQ(answer->status, 201);
  EXPECT_EQ(answer->body, "answer");
  EXPECT_EQ(answer->retry_after, "3");
  const auto request = server.requests().at(0);
  EXPECT_EQ(request.method, "POST");
  EXPECT_EQ(request.target, "/x");
  EXPECT_EQ(request.body, "hello");
  EXPECT_EQ(request.headers.at("x-a"), "b");
  EXPECT_EQ("http://" + request.headers.at("host"), server.url());
}

TEST(HttpPost, TlsOnLoopbackNeedsNoKnownCertificate) {
  const Server server(Script{{.body = "safe"}}, true);

  const auto answer = post(server);

  ASSERT_TRUE(answer) << answer.error();
  EXPECT_EQ(answer->body, "safe");
}

TEST(HttpPost, SilenceTimesOut) {
  const Server server(Script{{.silent = true}});

  const auto answer = post(server, {.whole = std::chrono::milliseconds(30)});

  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, ErrorCode::TimedOut);
}

TEST(HttpPost, ABrokenConnectionIsNotAvailable) {
  const Server server(Script{{.cut = true}});

  const auto answer = post(server);

  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, ErrorCode::NotAvailable) << answer.error();
}

TEST(HttpPost, NobodyListeningIsNotAvailable) {
  std::string url;
  {
    const Server server(Script{});
    url = server.url();
  }
  const auto endpoint = Endpoint::parse(url, "url");
  ASSERT_TRUE(endpoint);

  const auto answer = http_post(*endpoint, {.target = "/"});

  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, ErrorCode::NotAvailable) << answer.error();
}

TEST(HttpPost, AnEndlessAnswerIsUnusable) {
  const Server server(Script{{.body = std::string(2'000, 'x')}});

  const auto answer = post(server, {.answer_bytes_max = 1'000});

  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, ErrorCode::UnusableInput) << answer.error();
}

TEST(Endpoint, AddressesAreReadIntoTheirParts) {
  const auto plain = Endpoint::parse("http://localhost:8080/whisper/", "url");
  const auto usual = Endpoint::parse("https://api.openai.com", "url");
  const auto ip6 = Endpoint::parse("http://[::1]:99", "url");

  ASSERT_TRUE(plain && usual && ip6);
  EXPECT_FALSE(plain->tls);
  EXPECT_EQ(plain->port, "8080");
  EXPECT_EQ(plain->path, "/whisper");
  EXPECT_TRUE(plain->is_loopback());
  EXPECT_TRUE(usual->tls);
  EXPECT_EQ(usual->port, "443");
  EXPECT_FALSE(usual->is_loopback());
  EXPECT_EQ(ip6->host, "::1");
  EXPECT_TRUE(ip6->is_loopback());
}

TEST(Endpoint, OtherAddressesAreRefused) {
  for (const char* url : {"", "localhost", "ftp://x", "http://", "http://:80", "http://x:y",
                          "http://user:password@x", "http://x/?a=b", "http://x y"}) {
    const auto endpoint = Endpoint::parse(url, "transcribe.base_url");
    ASSERT_FALSE(endpoint) << url;
    EXPECT_EQ(endpoint.error().where, "transcribe.base_url");
  }
}

// Loopback is an address or this one name, not whatever begins alike.
TEST(Endpoint, ANameThatLooksLikeLoopbackIsNot) {
  for (const char* url : {"https://127.0.0.1.example.com", "https://localhost.example.com"}) {
    const auto endpoint = Endpoint::parse(url, "url");
    ASSERT_TRUE(endpoint);
    EXPECT_FALSE(endpoint->is_loopback()) << url;
  }
}

}  // namespace
}  // namespace gv::transcribe
