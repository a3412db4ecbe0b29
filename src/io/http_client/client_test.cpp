#include "io/http_client/client.h"

#include <clocale>

#include <gtest/gtest.h>

#include "io/http_client/loopback_server.h"

namespace gv::http_client {
namespace {

Limits local() {
  return {.connect = Millis{2000}, .whole = Millis{5000}, .body_max = 1000, .allow_private = true};
}

TEST(Client, SendsAndReads) {
  LoopbackServer server({http_answer("201 Created", "X-Rate: 7\r\n", "{\"a\":1}")});
  const auto response = Client(local()).send({.method = "POST",
                                              .url = server.url("/x?y=z"),
                                              .headers = {{"Authorization", "Bearer t"}},
                                              .body = "{}"});
  ASSERT_TRUE(response) << response.error();
  EXPECT_EQ(response->status, 201);
  EXPECT_EQ(response->body, "{\"a\":1}");
  EXPECT_EQ(response->header("x-rate"), "7");
  EXPECT_FALSE(response->header("x-none"));
  const auto& requests = server.stop();
  EXPECT_TRUE(requests[0].starts_with("POST /x?y=z HTTP/1.1\r\n")) << requests[0];
  EXPECT_NE(requests[0].find("Authorization: Bearer t\r\n"), std::string::npos);
  EXPECT_TRUE(requests[0].ends_with("\r\n\r\n{}"));
}

TEST(Client, ThisMachineIsOutOfBoundsUnlessAllowed) {
  const auto response = Client().send({.url = "http://127.0.0.1:1/"});
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().code, ErrorCode::Refused);
}

TEST(Client, AnswersAreBounded) {
  LoopbackServer server({http_answer("200 OK", "", std::string(1001, 'x')),
                         http_answer("200 OK", "X: " + std::string(70'000, 'x') + "\r\n", "")});
  for (int i = 0; i < 2; ++i) {
    const auto response = Client(local()).send({.url = server.url("/")});
    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().code, ErrorCode::UnusableInput);
    EXPECT_NE(response.error().message.find("1000 bytes"), std::string::npos);
  }
}

TEST(Client, FollowsThreeRedirects) {
  const auto to = [](const std::string& target) {
    return http_answer("302 Found", "Location: " + target + "\r\n", "");
  };
  LoopbackServer server({to("/b"), to("/c"), to("/d"), http_answer("200 OK", "", "done")});
  const auto response =
      Client(local()).send({.method = "POST", .url = server.url("/a"), .body = "x"});
  ASSERT_TRUE(response) << response.error();
  EXPECT_EQ(response->body, "done");
  EXPECT_TRUE(server.stop()[1].starts_with("GET /b "));

  LoopbackServer endless({to("/b"), to("/c"), to("/d"), to("/e")});
  const auto refused = Client(local()).send({.url = endless.url("/a")});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::Refused);
}

// A public name that leads to this machine: each hop is checked by itself.
TEST(Client, ARedirectCannotLeadInside) {
  LoopbackServer inside({http_answer("200 OK", "", "secret")});
  LoopbackServer server({http_answer(
      "302 Found", "Location: http://metadata.example:" + std::to_string(inside.port()) + "/\r\n",
      "")});
  int asked = 0;
  // The first look-up pretends to be public; were the name looked up again, it would be refused.
  const Resolver rebinding = [&](const std::string&) -> Result<std::vector<IpAddress>> {
    ++asked;
    return std::vector{*IpAddress::parse("127.0.0.1", "address")};
  };
  Limits strict = local();
  strict.allow_private = false;
  const auto refused =
      Client(strict, rebinding)
          .send({.url = "http://public.example:" + std::to_string(server.port()) + "/"});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::Refused);
  EXPECT_EQ(asked, 1);
  EXPECT_TRUE(server.stop().empty());
}

// libcurl reads a name in wide letters as the plain one, and looks that up by itself.
TEST(Client, NothingIsCalledThatWasNotChecked) {
  LoopbackServer server({http_answer("200 OK", "", "secret")});
  const Resolver says_public = [](const std::string&) -> Result<std::vector<IpAddress>> {
    return std::vector{*IpAddress::parse("1.1.1.1", "address")};
  };
  const std::string before = std::setlocale(LC_CTYPE, nullptr);
  ASSERT_NE(std::setlocale(LC_CTYPE, "C.UTF-8"), nullptr);
  const auto refused = Client({}, says_public)
                           .send({.url = "http://\uff4c\uff4f\uff43\uff41\uff4c\uff48\uff4f"
                                         "\uff53\uff54:" +
                                         std::to_string(server.port()) + "/"});
  std::setlocale(LC_CTYPE, before.c_str());
  ASSERT_FALSE(refused) << refused->body;
  EXPECT_TRUE(server.stop().empty());
}

TEST(Client, AConfiguredServerLeadsToNoOtherPrivateOne) {
  LoopbackServer inside({http_answer("200 OK", "", "secret")});
  LoopbackServer server({http_answer(
      "302 Found", "Location: http://localhost:" + std::to_string(inside.port()) + "/\r\n", "")});
  const auto refused = Client(local()).send({.url = server.url("/")});
  ASSERT_FALSE(refused) << refused->body;
  EXPECT_EQ(refused.error().code, ErrorCode::Refused);
  EXPECT_TRUE(inside.stop().empty());
}

TEST(Client, TheCheckedAddressIsTheOneThatIsCalled) {
  LoopbackServer server({http_answer("200 OK", "", "pinned")});
  const Resolver once = [asked =
                             false](const std::string&) mutable -> Result<std::vector<IpAddress>> {
    EXPECT_FALSE(asked);
    asked = true;
    return std::vector{*IpAddress::parse("127.0.0.1", "address")};
  };
  const auto response =
      Client(local(), once)
          .send({.url = "http://no-such-name.invalid:" + std::to_string(server.port()) + "/"});
  ASSERT_TRUE(response) << response.error();
  EXPECT_EQ(response->body, "pinned");
  EXPECT_NE(server.stop()[0].find("Host: no-such-name.invalid"), std::string::npos);
}

// "localhost" is ::1 first, and many servers listen on 127.0.0.1 alone.
TEST(Client, ANameIsTriedAtAllOfItsAddresses) {
  LoopbackServer server({http_answer("200 OK", "", "second")});
  const Resolver both = [](const std::string&) -> Result<std::vector<IpAddress>> {
    return std::vector{*IpAddress::parse("::1", "address"),
                       *IpAddress::parse("127.0.0.1", "address")};
  };
  const auto response =
      Client(local(), both).send({.url = "http://here:" + std::to_string(server.port()) + "/"});
  ASSERT_TRUE(response) << response.error();
  EXPECT_EQ(response->body, "second");
}

TEST(Client, CredentialsStayWithTheirOrigin) {
  LoopbackServer other({http_answer("200 OK", "", "")});
  LoopbackServer server({http_answer("307 Moved", "Location: " + other.url("/") + "\r\n", "")});
  ASSERT_TRUE(Client(local()).send(
      {.url = server.url("/"), .headers = {{"authorization", "Bearer t"}, {"X-A", "1"}}}));
  const auto& requests = other.stop();
  EXPECT_EQ(requests[0].find("Bearer"), std::string::npos);
  EXPECT_NE(requests[0].find("X-A: 1"), std::string::npos);
}

TEST(Client, TellsWhatWasNotSentFromWhatMayHaveBeen) {
  int closed = 0;
  {
    LoopbackServer gone({});
    closed = gone.port();
  }
  const auto unreachable =
      Client(local()).send({.url = "http://127.0.0.1:" + std::to_string(closed) + "/"});
  EXPECT_EQ(unreachable.error().code, ErrorCode::NotAvailable);
  LoopbackServer broken({"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc", "no http at all"});
  EXPECT_EQ(Client(local()).send({.url = broken.url("/")}).error().code, ErrorCode::UnusableInput);
}

TEST(Client, HeadersCannotBeSmuggled) {
  const auto refused = Client(local()).send(
      {.url = "http://127.0.0.1:1/", .headers = {{"X", "a\r\nAuthorization: b"}}});
  EXPECT_EQ(refused.error().code, ErrorCode::InvalidInput);
}

}  // namespace
}  // namespace gv::http_client
