// Bodies that are taken and made piece by piece, and streams of events.
#include <memory>
#include <string>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "io/http/event_queue.h"
#include "io/http/testing_server.h"

namespace gv::http {
namespace {

using testing::Client;
using ::testing::HasSubstr;
using testing::route;

class Streams : public testing::HttpServer {};

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

TEST_F(Streams, ALargeBodyGoesToItsSinkPieceByPiece) {
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

TEST_F(Streams, ABodyMayBeMadeWhileItIsSent) {
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

TEST_F(Streams, NothingFollowsABodyWhoseLengthWasTold) {
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

TEST_F(Streams, EventsAreSentAsTheyComeAndEndWithBye) {
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

TEST_F(Streams, ASubscriberTooFarBehindIsDropped) {
  EventQueue events;
  for (std::size_t i = 0; i < EventQueue::kEventsMax; ++i) EXPECT_TRUE(events.push({"", "t", "1"}));
  EXPECT_FALSE(events.push({"", "t", "1"}));

  EventQueue large;
  EXPECT_FALSE(large.push({"", "t", std::string(EventQueue::kBytesMax, 'x')}));
  EXPECT_TRUE(large.is_gone());
}

}  // namespace
}  // namespace gv::http
