#include "adapters/api/stream.h"

#include <charconv>
#include <memory>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "adapters/api/endpoint.h"
#include "adapters/api/event_messages.h"
#include "io/http/event_queue.h"

namespace gv::api {
namespace {

/// Waiting messages from which on the log keeps the rest: a page and all jobs fit in above it.
constexpr std::size_t kRoom = 500;

/// One connection. It is there as long as the server holds the queue.
class QueueListener final : public app::FeedListener {
 public:
  QueueListener(const std::shared_ptr<http::EventQueue>& queue, Topics topics)
      : queue_(queue), topics_(topics) {}

  [[nodiscard]] bool is_there() const override {
    const auto queue = queue_.lock();
    return queue != nullptr && !queue->is_gone();
  }
  [[nodiscard]] bool has_room() const override {
    const auto queue = queue_.lock();
    return queue != nullptr && queue->waiting() <= kRoom;
  }
  void tell(std::span<const app::Event> events) override {
    for (const auto& event : events) {
      if (topics_.has(topic_of(event.fact.type))) push(message_of(event));
    }
    const auto& last = events.back();
    if (!topics_.has(topic_of(last.fact.type))) go_on_after(last.seq);
  }
  void tell(const app::JobView& job) override {
    if (topics_.has(Topic::Jobs)) push(message_of(job));
  }
  void go_on_after(std::int64_t seq) override { push({std::to_string(seq), {}, {}}); }
  void start_over(std::int64_t seq) override { push({std::to_string(seq), "resync", "{}"}); }
  void end() override {
    if (const auto queue = queue_.lock()) queue->finish();
  }

 private:
  void push(const http::Event& event) {
    if (const auto queue = queue_.lock()) queue->push(event);
  }

  const std::weak_ptr<http::EventQueue> queue_;
  const Topics topics_;
};

/// The event that the client knows last; nothing when it comes for the first time.
Result<std::optional<std::int64_t>> known_event(const http::Request& request,
                                                const std::optional<std::string>& in_query) {
  const auto text = request.headers.find("Last-Event-ID")
                        ? request.headers.value("Last-Event-ID")
                        : std::string_view(in_query ? *in_query : std::string_view());
  if (text.empty()) return std::optional<std::int64_t>();
  std::int64_t seq = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seq);
  if (error == std::errc{} && end == text.data() + text.size() && seq >= 0) return seq;
  return fail(ErrorCode::InvalidInput, "last_event_id",
              fmt::format("must be the id of an event of this stream, got \"{}\"", text));
}

}  // namespace

Result<http::Response> Stream::operator()(const Context& context,
                                          const StreamRequest& request) const {
  GV_TRY(const auto topics, topics_in(request.topics.value_or(std::string())));
  GV_TRY(const auto after, known_event(context.http, request.last_event_id));
  GV_TRY(auto scope, scope_of(*context.principal, context.account, *kRoute.scope));
  auto queue = std::make_shared<http::EventQueue>();
  GV_TRY(feed.subscribe({.scope = std::move(scope),
                         .credentials = credentials_of(context.http),
                         .after = after,
                         .listener = std::make_shared<QueueListener>(queue, topics)}));
  http::Response response;
  response.headers.add("Content-Type", "text/event-stream");
  response.headers.add("Cache-Control", "no-store");
  response.headers.add("X-Accel-Buffering", "no");
  response.body = std::move(queue);
  return response;
}

void add_stream_routes(Api& api, app::EventFeed& feed, ScopeOf scope_of) {
  add(api, Stream{feed, std::move(scope_of)});
}

}  // namespace gv::api
