#include "io/http/server.h"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "io/http/event_queue.h"
#include "io/http/testing.h"

namespace gv::http {
namespace {

using testing::Client;
using ::testing::HasSubstr;

Route route(Method method, std::string pattern, std::function<Response(const Request&)> handle) {
  Route route;
  route.method = method;
  route.pattern = std::move(pattern);
  route.handle = std::move(handle);
  return route;
}

Response echo(const Request& request) {
  return text_response(200, "text/plain",
                       fmt::format("{}|{}", request.path_value("name"), request.body));
}

/// A server on a free port, with routes of the test.
class HttpServer : public ::testing::Test {
 protected:
  void SetUp() override {
    config.port = 0;
    router.add(route(Method::Get, "/hello/{name}", echo));
    auto post = route(Method::Post, "/hello/{name}", echo);
    post.body_bytes_max = 100'000;
    router.add(std::move(post));
  }
  void start() {
    server = std::make_unique<Server>(router, config);
    const auto started = server->start();
    ASSERT_TRUE(started) << started.error();
  }

  ServerConfig config;
  Router router;
  std::unique_ptr<Server> server;
};

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

class CountingSink : public BodySink {
 public:
  explicit CountingSink(std::size_t room) : room_(room) {}
  Result<void> write(std::string_view piece) override {
    ++pieces;
    bytes += piece.size();
    if (bytes > room_) return fail(ErrorCode::Unavailable, "disk", "is full");
    return {};
  }
  std::size_t pieces{0};
  std::size_t bytes{0};

 private:
  std::size_t room_;
};

TEST_F(HttpServer, ALargeBodyGoesToItsSinkPieceByPiece) {
  auto upload = route(Method::Post, "/upload/{room}", [](const Request& request) {
    const auto& sink = dynamic_cast<const CountingSink&>(*request.sink);
    return text_response(200, "text/plain",
                         fmt::format("{} {} {}", sink.bytes, sink.pieces > 1, request.body.size()));
  });
  upload.body_bytes_max = 4u << 20;
  upload.sink = [](const Request& request) -> tl::expected<std::shared_ptr<BodySink>, Response> {
    const auto room = std::stoul(std::string(request.path_value("room")));
    if (room == 0) return tl::unexpected(Response{.status = 409});
    return std::make_shared<CountingSink>(room);
  };
  router.add(std::move(upload));
  start();
  const std::string body(2u << 20, 'z');

  EXPECT_EQ(Client(server->port()).ask("POST", "/upload/9999999", body).body, "2097152 true 0");
  EXPECT_EQ(Client(server->port()).ask("POST", "/upload/1000", body).status, 507);
  EXPECT_EQ(Client(server->port()).ask("POST", "/upload/0", body).status, 409);
}

class ThreePieces : public BodySource {
 public:
  Result<bool> next(std::string& piece) override {
    piece = fmt::format("row {}\n", ++rows_);
    return rows_ < 3;
  }

 private:
  int rows_{0};
};

TEST_F(HttpServer, ABodyMayBeMadeWhileItIsSent) {
  router.add(route(Method::Get, "/rows", [](const Request&) {
    Response response;
    response.body = std::make_unique<ThreePieces>();
    return response;
  }));
  start();
  Client client(server->port());

  const auto answer = client.ask("GET", "/rows");
  EXPECT_EQ(answer.headers.value("Transfer-Encoding"), "chunked");
  EXPECT_EQ(answer.body, "row 1\nrow 2\nrow 3\n");
  EXPECT_EQ(client.ask("GET", "/hello/x").status, 200);
}

/// A file of which the length is known, as it is read.
class Counted : public ThreePieces {
 public:
  [[nodiscard]] std::optional<std::uint64_t> size() const override { return 18; }
};

TEST_F(HttpServer, NothingFollowsABodyWhoseLengthWasTold) {
  router.add(route(Method::Get, "/file", [](const Request&) {
    Response response;
    response.body = std::make_unique<Counted>();
    return response;
  }));
  start();
  Client client(server->port());

  for (int i = 0; i < 3; ++i) {
    const auto answer = client.ask("GET", "/file");
    EXPECT_EQ(answer.status, 200) << "what came before belongs to no answer";
    EXPECT_EQ(answer.headers.value("Content-Length"), "18");
    EXPECT_EQ(answer.body, "row 1\nrow 2\nrow 3\n");
  }
}

TEST_F(HttpServer, EventsAreSentAsTheyComeAndEndWithBye) {
  const auto events = std::make_shared<EventQueue>();
  router.add(route(Method::Get, "/events", [events](const Request&) {
    Response response;
    response.headers.add("Content-Type", "text/event-stream");
    response.body = events;
    return response;
  }));
  start();
  Client client(server->port());
  events->push({"7", "jobs.done", "{}"});
  client.send("GET /events HTTP/1.1\r\nHost: t\r\n\r\n");
  std::string seen;
  while (seen.find("data: {}") == std::string::npos) seen += client.receive_some();
  EXPECT_THAT(seen, HasSubstr("id: 7\nevent: jobs.done\ndata: {}\n\n"));

  events->push({"8", "jobs.done", "{\"n\":2}"});
  while (seen.find("\"n\":2") == std::string::npos) seen += client.receive_some();
  server->drain(Millis(10'000));

  for (auto more = client.receive_some(); !more.empty(); more = client.receive_some()) seen += more;
  EXPECT_THAT(seen, HasSubstr("event: bye"));
  EXPECT_TRUE(events->is_gone());
}

TEST_F(HttpServer, ASubscriberTooFarBehindIsDropped) {
  EventQueue events;
  for (std::size_t i = 0; i < EventQueue::kEventsMax; ++i) EXPECT_TRUE(events.push({"", "t", "1"}));
  EXPECT_FALSE(events.push({"", "t", "1"}));

  EventQueue large;
  EXPECT_FALSE(large.push({"", "t", std::string(EventQueue::kBytesMax, 'x')}));
  EXPECT_TRUE(large.is_gone());
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
