#include <memory>
#include <string>
#include <variant>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/api/event_messages.h"
#include "adapters/api/testing.h"
#include "io/http/event_queue.h"

namespace gv::api {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

/// What a stream has been sent since it was asked last.
std::string taken(const http::Response& response) {
  return std::get<std::shared_ptr<http::EventQueue>>(response.body)->take();
}

class StreamRoute : public ::testing::Test {
 protected:
  testing::Bench bench;
};

TEST_F(StreamRoute, TellsWhatTheLogRecordsFromNowOn) {
  bench.stream.record("gym", "ledger.posted");

  const auto stream = bench.ask("GET", "/api/v1/stream");
  ASSERT_EQ(stream.status, 200);
  EXPECT_EQ(stream.headers.value("Content-Type"), "text/event-stream");
  EXPECT_EQ(stream.headers.value("Cache-Control"), "no-store");
  EXPECT_EQ(taken(stream), "id: 1\n\n");  // where it would go on, and no event

  bench.stream.record("gym", "decision.made");
  bench.stream.step();
  EXPECT_EQ(taken(stream),
            "id: 2\nevent: decisions.made\ndata: {\"seq\":2,\"type\":\"decision.made\","
            "\"occurred_at\":\"1970-01-01T00:00:00.000000Z\",\"subject_type\":\"ad\","
            "\"subject_id\":\"a1\"}\n\n");
}

TEST_F(StreamRoute, GoesOnBehindTheLastEventThatTheClientKnows) {
  for (int i = 0; i < 3; ++i) bench.stream.record("gym", "ledger.posted");

  const auto by_header = bench.ask("GET", "/api/v1/stream", {}, {{"Last-Event-ID", "1"}});
  const auto by_query = bench.ask("GET", "/api/v1/stream?last_event_id=2");
  bench.stream.step();

  const auto both = taken(by_header);
  EXPECT_THAT(both, HasSubstr("id: 2\nevent: metrics.ledger_posted\n"));
  EXPECT_THAT(both, HasSubstr("id: 3\nevent: metrics.ledger_posted\n"));
  EXPECT_THAT(taken(by_query), Not(HasSubstr("id: 2\n")));
  EXPECT_EQ(bench.ask("GET", "/api/v1/stream", {}, {{"Last-Event-ID", "x"}}).status, 422);
}

TEST_F(StreamRoute, AClientOfAnotherLogStartsOver) {
  bench.stream.record("gym", "ledger.posted");

  const auto stream = bench.ask("GET", "/api/v1/stream?last_event_id=7");
  bench.stream.step();

  EXPECT_EQ(taken(stream), "id: 1\nevent: resync\ndata: {}\n\n");
}

TEST_F(StreamRoute, TellsOfTheTopicsThatWereAskedFor) {
  const auto stream = bench.ask("GET", "/api/v1/stream?topics=decisions,changes");
  EXPECT_EQ(taken(stream), "id: 0\n\n");
  bench.stream.record("gym", "hold.engaged");
  bench.stream.record("gym", "ledger.posted");
  bench.stream.step();

  const auto text = taken(stream);
  EXPECT_THAT(text, HasSubstr("event: changes.hold_engaged\n"));
  EXPECT_THAT(text, Not(HasSubstr("ledger")));
  EXPECT_THAT(text, HasSubstr("id: 2\n\n"));  // and need not be told of it again
  EXPECT_EQ(bench.ask("GET", "/api/v1/stream?topics=nothing").status, 422);
}

TEST_F(StreamRoute, NothingOfOtherAccountsAndNothingForARevokedKey) {
  const auto gym = bench.ask("GET", "/api/v1/stream", {}, {{"Authorization", "Bearer read-gym"}});
  taken(gym);
  bench.stream.record("shop", "decision.made");
  bench.stream.step();
  EXPECT_EQ(taken(gym), "");

  bench.authenticator.remove("read-gym");
  bench.stream.record("gym", "decision.made");
  bench.stream.step();
  const auto& queue = std::get<std::shared_ptr<http::EventQueue>>(gym.body);
  EXPECT_EQ(queue->state(), http::EventQueue::State::Finished);
  EXPECT_EQ(queue->take(), "");
  EXPECT_EQ(bench.stream.feed().listeners(), 0u);
}

TEST_F(StreamRoute, AClientThatTakesNothingCostsNoMoreThanItsRoom) {
  const auto stream = bench.ask("GET", "/api/v1/stream");
  for (int i = 0; i < 2'000; ++i) bench.stream.record("gym", "clicks.hourly");
  for (int i = 0; i < 20; ++i) bench.stream.step();

  const auto& queue = std::get<std::shared_ptr<http::EventQueue>>(stream.body);
  EXPECT_LE(queue->waiting(), http::EventQueue::kEventsMax);
  EXPECT_FALSE(queue->is_gone());
  std::string all;
  for (int i = 0; i < 20; ++i, bench.stream.step()) all += queue->take();
  EXPECT_THAT(all, HasSubstr("id: 2000\n"));  // when it takes again, nothing is missing
}

TEST_F(StreamRoute, AClientThatLeftIsForgotten) {
  {
    const auto stream = bench.ask("GET", "/api/v1/stream");
    bench.stream.step();
    EXPECT_EQ(bench.stream.feed().listeners(), 1u);
  }
  bench.stream.step();
  EXPECT_EQ(bench.stream.feed().listeners(), 0u);
}

TEST(EventMessages, AJobSaysHowFarItIsAndHowItEnded) {
  app::JobView job{.id = "j1", .name = "video-analysis", .state = app::JobState::Active};
  job.progress = 0.5;

  const auto live = message_of(job);
  EXPECT_EQ(live.id, "");
  EXPECT_EQ(live.name, "jobs.progress");
  EXPECT_THAT(live.data, HasSubstr("\"progress\":0.5"));
  job.state = app::JobState::Failed;
  EXPECT_EQ(message_of(job).name, "jobs.failed");
}

TEST(EventMessages, WhatHasNoTopicOfItsOwnIsOfTheSystem) {
  EXPECT_EQ(topic_of("privacy.erased"), Topic::System);
  EXPECT_EQ(topic_of("nothing"), Topic::System);
  EXPECT_EQ(message_of(app::Event{.fact = {.type = "privacy.erased"}}).name,
            "system.privacy_erased");
  EXPECT_EQ(message_of(app::Event{.fact = {.type = "learning.event"}}).name, "learning.event");
}

}  // namespace
}  // namespace gv::api
