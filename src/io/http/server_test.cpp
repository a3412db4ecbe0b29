#include <condition_variable>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "io/http/testing_server.h"

namespace gv::http {
namespace {

using testing::Client;
using testing::echo;
using ::testing::HasSubstr;
using testing::HttpServer;
using testing::route;

TEST_F(HttpServer, AnswersOnOneConnectionAsOftenAsAsked) {
  start();
  Client client(server->port());

  for (int i = 0; i < 3; ++i) {
    const auto answer = client.ask("POST", "/hello/a%2Fb", "body");
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.body, "a/b|body");
    EXPECT_EQ(answer.headers.value("Connection"), "keep-alive");
  }
}

TEST_F(HttpServer, EchoesTheRequestIdAndTheTrace) {
  start();
  Client client(server->port());
  Headers headers;
  headers.add("X-Request-Id", "abc-1");
  headers.add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

  const auto answer = client.ask("GET", "/hello/x", {}, headers);

  EXPECT_EQ(answer.headers.value("X-Request-Id"), "abc-1");
  EXPECT_THAT(std::string(answer.headers.value("traceparent")),
              HasSubstr("0af7651916cd43dd8448eb211c80319c"));
}

TEST_F(HttpServer, HeadHasTheLengthAndNoBody) {
  start();
  Client client(server->port());

  const auto head = client.ask("HEAD", "/hello/x");
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(head.headers.value("Content-Length"), "2");

  EXPECT_EQ(client.ask("GET", "/hello/x").body, "x|");  // and nothing is left over
}

TEST_F(HttpServer, SaysWhatAPathTakes) {
  start();
  Client client(server->port());

  const auto options = client.ask("OPTIONS", "/hello/x");
  EXPECT_EQ(options.status, 204);
  EXPECT_EQ(options.headers.value("Allow"), "GET, HEAD, POST, OPTIONS");
  const auto wrong = client.ask("DELETE", "/hello/x");
  EXPECT_EQ(wrong.status, 405);
  EXPECT_EQ(wrong.headers.value("Allow"), "GET, HEAD, POST, OPTIONS");
  EXPECT_EQ(client.ask("BREW", "/hello/x").status, 405);
  EXPECT_EQ(client.ask("GET", "/hello/x/").status, 404);
  EXPECT_EQ(client.ask("GET", "/Hello/x").status, 404);
  EXPECT_THAT(client.ask("GET", "/nothing").body, HasSubstr("\"code\":\"not_found\""));
}

TEST_F(HttpServer, ABodyAboveTheLimitIsRefusedBeforeItIsRead) {
  start();
  {
    Client client(server->port());
    client.send("POST /hello/x HTTP/1.1\r\nHost: t\r\nContent-Length: 100001\r\n\r\n");
    const auto answer = client.receive();  // not a byte of the body was sent
    EXPECT_EQ(answer.status, 413);
    EXPECT_EQ(answer.headers.value("Connection"), "close");
  }
  Client client(server->port());
  client.send("POST /hello/x HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n");
  client.send("186a1\r\n" + std::string(100'001, 'x') + "\r\n0\r\n\r\n");
  EXPECT_EQ(client.receive().status, 413);
}

TEST_F(HttpServer, ReadsABodyOfAnyLengthUpToTheLimitPlainAndInChunks) {
  start();
  Client client(server->port());
  const std::string body(100'000, 'y');

  EXPECT_EQ(client.ask("POST", "/hello/x", body).body, "x|" + body);
  client.send("POST /hello/x HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n");
  client.send("186a0\r\n" + body + "\r\n0\r\n\r\n");
  EXPECT_EQ(client.receive().body, "x|" + body);
}

TEST_F(HttpServer, InvitesTheBodyOfAClientThatAsks) {
  start();
  Client client(server->port());
  client.send(
      "POST /hello/x HTTP/1.1\r\nHost: t\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");

  EXPECT_EQ(client.receive_some(), "HTTP/1.1 100 Continue\r\n\r\n");
  client.send("ok");
  EXPECT_EQ(client.receive().body, "x|ok");
}

TEST_F(HttpServer, HeadsHaveLimits) {
  start();
  const auto status_of = [&](const std::string& head) {
    Client client(server->port());
    client.send(head);
    return client.receive().status;
  };
  EXPECT_EQ(status_of("GET /hello/x HTTP/1.1\r\nHost: t\r\nA: " + std::string(17'000, 'a')), 431);
  std::string many = "GET /hello/x HTTP/1.1\r\nHost: t\r\n";
  for (int i = 0; i < 100; ++i) many += "A: b\r\n";
  EXPECT_EQ(status_of(many + "\r\n"), 431);
  EXPECT_EQ(status_of("GET /hello/x HTTP/1.1\r\n\r\n"), 400);
  EXPECT_EQ(status_of("GET /hello/%zz HTTP/1.1\r\nHost: t\r\n\r\n"), 400);
  EXPECT_EQ(status_of("GET /hello/%00 HTTP/1.1\r\nHost: t\r\n\r\n"), 400);
  EXPECT_EQ(status_of("GET http://t/hello HTTP/1.1\r\nHost: t\r\n\r\n"), 400);
  EXPECT_EQ(status_of("no request at all\r\n\r\n"), 400);
  EXPECT_EQ(status_of("POST /hello/x HTTP/1.1\r\nHost: t\r\nContent-Length: 2\r\n"
                      "Transfer-Encoding: chunked\r\n\r\nok"),
            400);
}

TEST_F(HttpServer, ASlowHeadOrBodyEndsTheConnection) {
  config.head_read = Millis(1);
  config.body_idle = Millis(1);
  start();
  Client head(server->port());
  head.send("GET /hello/x HT");
  head.wait_until_closed();

  Client body(server->port());
  body.send("POST /hello/x HTTP/1.1\r\nHost: t\r\nContent-Length: 5\r\n\r\nab");
  body.wait_until_closed();
}

TEST_F(HttpServer, AnIdleConnectionEnds) {
  config.keep_alive = Millis(1);
  start();
  Client client(server->port());
  EXPECT_EQ(client.ask("GET", "/hello/x").status, 200);
  client.wait_until_closed();
}

TEST_F(HttpServer, OneAddressHasOnlySoManyConnections) {
  config.connections_per_address_max = 1;
  start();
  Client first(server->port());
  EXPECT_EQ(first.ask("GET", "/hello/x").status, 200);
  Client second(server->port());
  second.wait_until_closed();

  Client elsewhere(server->port(), "127.0.0.2");
  EXPECT_EQ(elsewhere.ask("GET", "/hello/x").status, 200);
}

TEST_F(HttpServer, AFullServerSaysSo) {
  config.connections_max = 1;
  start();
  Client first(server->port());
  EXPECT_EQ(first.ask("GET", "/hello/x").status, 200);
  Client second(server->port());
  EXPECT_EQ(second.receive().status, 503);
}

TEST_F(HttpServer, ALongTextIsPackedWhenTheClientUnpacksIt) {
  router.add(route(Method::Get, "/long", [](const Request&) {
    return text_response(200, "text/plain", std::string(100'000, 'a'));
  }));
  start();
  Client client(server->port());
  Headers accepts;
  accepts.add("Accept-Encoding", "br, gzip;q=0.8");

  const auto packed = client.ask("GET", "/long", {}, accepts);
  EXPECT_EQ(packed.headers.value("Content-Encoding"), "gzip");
  EXPECT_LT(packed.body.size(), 2'000u);
  EXPECT_EQ(client.ask("GET", "/long").body.size(), 100'000u);
}

TEST_F(HttpServer, AnExceptionIsA500ThatSaysNothingOfItself) {
  router.add(route(Method::Get, "/broken", [](const Request&) -> Response {
    throw std::runtime_error("password=hunter2");
  }));
  start();
  Client client(server->port());

  const auto answer = client.ask("GET", "/broken");
  EXPECT_EQ(answer.status, 500);
  EXPECT_THAT(answer.body, Not(HasSubstr("hunter2")));
}

TEST_F(HttpServer, ABlockingHandlerIsStoppedAtItsDeadline) {
  auto slow = route(Method::Get, "/slow", [](const Request& request) {
    std::mutex mutex;
    std::unique_lock lock(mutex);
    std::condition_variable_any stopped;
    stopped.wait(lock, request.stop, [] { return false; });
    return Response{};
  });
  slow.may_block = [](const Request&) { return true; };
  slow.deadline = Millis(1);
  router.add(std::move(slow));
  start();
  Client client(server->port());

  const auto answer = client.ask("GET", "/slow");
  EXPECT_EQ(answer.status, 504);
  EXPECT_THAT(answer.body, HasSubstr("\"retryable\":true"));
  EXPECT_EQ(client.ask("GET", "/hello/x").status, 200);
}

TEST_F(HttpServer, AFullPoolIsA503) {
  config.pool_waiting_max = 0;
  auto blocking = route(Method::Get, "/blocking", echo);
  blocking.may_block = [](const Request&) { return true; };
  router.add(std::move(blocking));
  start();
  Client client(server->port());

  const auto answer = client.ask("GET", "/blocking");
  EXPECT_EQ(answer.status, 503);
  EXPECT_EQ(answer.headers.value("Retry-After"), "1");
}

TEST_F(HttpServer, DrainingLetsARequestFinishAndTakesNoNewOnes) {
  std::mutex mutex;
  std::condition_variable changed;
  bool entered = false;
  bool released = false;
  auto waiting = route(Method::Get, "/waiting", [&](const Request&) {
    std::unique_lock lock(mutex);
    entered = true;
    changed.notify_all();
    changed.wait(lock, [&] { return released; });
    return text_response(200, "text/plain", "done");
  });
  waiting.may_block = [](const Request&) { return true; };
  router.add(std::move(waiting));
  start();
  Client busy(server->port());
  Client idle(server->port());
  EXPECT_EQ(idle.ask("GET", "/hello/x").status, 200);
  busy.send("GET /waiting HTTP/1.1\r\nHost: t\r\n\r\n");
  {
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return entered; });
  }

  EXPECT_FALSE(server->drain(Millis(1)));  // one is still at work
  idle.wait_until_closed();
  EXPECT_THROW(Client(server->port()), std::runtime_error);
  {
    const std::lock_guard lock(mutex);
    released = true;
    changed.notify_all();
  }

  const auto answer = busy.receive();
  EXPECT_EQ(answer.body, "done");
  EXPECT_EQ(answer.headers.value("Connection"), "close");
  EXPECT_TRUE(server->drain(Millis(10'000)));
}

TEST_F(HttpServer, TellsOfEveryExchange) {
  std::mutex mutex;
  std::vector<std::string> seen;
  server = std::make_unique<Server>(router, config, [&](const Exchange& exchange) {
    const std::lock_guard lock(mutex);
    seen.push_back(
        fmt::format("{} {}", exchange.route ? exchange.route->pattern : "-", exchange.status));
  });
  ASSERT_TRUE(server->start());
  {
    Client client(server->port());
    client.ask("GET", "/hello/x");
    client.ask("GET", "/nowhere");
  }
  server->drain(Millis(10'000));
  const std::lock_guard lock(mutex);
  EXPECT_EQ(seen, (std::vector<std::string>{"/hello/{name} 200", "- 404"}));
}

TEST_F(HttpServer, AnAddressInUseIsAnError) {
  start();
  ServerConfig taken = config;
  taken.port = server->port();
  Server second(router, taken);

  const auto started = second.start();
  ASSERT_FALSE(started);
  EXPECT_EQ(started.error().code, ErrorCode::Refused);
  ServerConfig unknown = config;
  unknown.address = "localhost";
  EXPECT_EQ(Server(router, unknown).start().error().code, ErrorCode::InvalidInput);
}

}  // namespace
}  // namespace gv::http
