#include <algorithm>
#include <cstdlib>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fmt/chrono.h>
#include <fmt/format.h>

#include "io/http/connection.h"
#include "io/http/event_queue.h"
#include "io/http/gzip.h"

namespace gv::http {

namespace asio = boost::asio;

namespace {

constexpr auto kAwait = asio::as_tuple(asio::use_awaitable_t<Strand>{});
using Timer = asio::basic_waitable_timer<Steady, asio::wait_traits<Steady>, Strand>;
/// A body up to this size goes out in one piece with its head.
constexpr std::size_t kOnePieceMax = 16u << 10;

/// "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110 §5.6.7), made once a second and thread.
const std::string& http_date() {
  thread_local std::time_t made_at = 0;
  thread_local std::string text;
  const auto now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  if (now != made_at) {
    text = fmt::format("{:%a, %d %b %Y %H:%M:%S} GMT", fmt::gmtime(now));
    made_at = now;
  }
  return text;
}

/// A browser that has been here comes back by TLS alone, for a year (RFC 6797).
constexpr std::string_view kStrictTransport = "max-age=31536000";

/// A line end in a value would let it forge headers of its own.
void append_field(std::string& head, std::string_view name, std::string_view value) {
  head += name;
  head += ": ";
  const auto start = head.size();
  head += value;
  std::replace_if(
      head.begin() + static_cast<std::ptrdiff_t>(start), head.end(),
      [](char c) { return c == '\r' || c == '\n' || c == '\0'; }, ' ');
  head += "\r\n";
}

bool has_no_body(int status) { return status < 200 || status == 204 || status == 304; }

/// The announced length; nothing: the body is chunked, or there is none to announce.
std::optional<std::uint64_t> length_of(const Response& response) {
  if (has_no_body(response.status)) return std::nullopt;
  if (const auto* source = std::get_if<std::unique_ptr<BodySource>>(&response.body)) {
    return (*source)->size();
  }
  if (std::holds_alternative<std::shared_ptr<EventQueue>>(response.body)) return std::nullopt;
  return whole_body(response).size();
}

std::string head_of(const Request& request, const Response& response, bool chunked, bool keep) {
  std::string head;
  head.reserve(512);
  fmt::format_to(std::back_inserter(head), "HTTP/1.1 {} {}\r\n", response.status,
                 reason_phrase(response.status));
  append_field(head, "Date", http_date());
  append_field(head, "X-Request-Id", request.id);
  append_field(head, "traceparent", to_traceparent(request.trace));
  if (request.tls) append_field(head, "Strict-Transport-Security", kStrictTransport);
  for (const auto& [name, value] : response.headers) append_field(head, name, value);
  if (const auto length = length_of(response)) {
    append_field(head, "Content-Length", std::to_string(*length));
  }
  if (chunked) append_field(head, "Transfer-Encoding", "chunked");
  append_field(head, "Connection", keep ? "keep-alive" : "close");
  head += "\r\n";
  return head;
}

std::string framed(std::string piece, bool chunked) {
  return chunked ? fmt::format("{:x}\r\n{}\r\n", piece.size(), piece) : piece;
}

}  // namespace

Task<bool> Connection::write(std::string_view bytes) {
  while (!bytes.empty()) {
    allow(shared_.config.body_idle);  // restarts with every piece the client takes
    const auto [error, count] = co_await stream_.write_some(bytes);
    if (error) co_return false;
    bytes.remove_prefix(count);
  }
  co_return true;
}

Task<> Connection::compress(const Request& request, Response& response) {
  const std::string_view body = whole_body(response);
  const auto& headers = response.headers;
  if (body.size() <= shared_.config.compress_from || has_no_body(response.status)) co_return;
  if (headers.find("Content-Encoding") || !is_compressible(headers.value("Content-Type"))) {
    co_return;
  }
  response.headers.add("Vary", "Accept-Encoding");
  if (!request.headers.has_token("Accept-Encoding", "gzip")) co_return;
  std::string packed;
  // A full pool is no reason to fail: the answer then goes out as it is.
  if (!co_await away([&] { packed = gzipped(body); })) co_return;
  response.headers.add("Content-Encoding", "gzip");
  response.body = std::move(packed);
}

Task<bool> Connection::send(const Request& request, const Route* route, Response response,
                            bool keep) {
  co_await compress(request, response);
  const bool old = request.http_1_0;
  const bool streams = !has_no_body(response.status) && !length_of(response);
  const bool chunked = streams && !old;
  keep = keep && !(streams && old);
  std::string head = head_of(request, response, chunked, keep);
  const std::string_view body = whole_body(response);
  const bool bodyless = request.method == Method::Head || has_no_body(response.status);
  std::uint64_t sent = 0;
  bool alive = true;
  if (bodyless || body.size() <= kOnePieceMax) {
    if (!bodyless) head += body;
    alive = co_await write(head);
    sent = bodyless ? 0 : body.size();
  } else {
    alive = co_await write(head);
    if (alive) alive = co_await write(body);
    sent = body.size();
  }
  if (alive && !bodyless) alive = co_await send_made(response, chunked, sent);
  if (shared_.on_exchange) {
    const auto took = std::chrono::duration_cast<std::chrono::microseconds>(Steady::now() - began_);
    shared_.on_exchange({request, route, response.status, sent, took, response.log_detail});
  }
  co_return alive&& keep;
}

/// The part of a body that is made while it is sent, if it is such a body.
Task<bool> Connection::send_made(Response& response, bool chunked, std::uint64_t& sent) {
  if (auto* source = std::get_if<std::unique_ptr<BodySource>>(&response.body)) {
    co_return co_await send_source(**source, chunked, sent);
  }
  if (auto* events = std::get_if<std::shared_ptr<EventQueue>>(&response.body)) {
    co_return co_await send_events(*events, chunked, sent);
  }
  co_return true;
}

Task<bool> Connection::send_source(BodySource& source, bool chunked, std::uint64_t& sent) {
  for (;;) {
    std::string piece;
    Result<bool> more = true;
    deadline_ = Steady::time_point::max().time_since_epoch().count();
    if (!co_await away([&] { more = source.next(piece); }) || !more) co_return false;
    sent += piece.size();
    if (!piece.empty()) {
      if (!co_await write(framed(std::move(piece), chunked))) co_return false;
    }
    if (!*more) break;
  }
  // In a statement of its own: GCC 12 awaits what stands right of || and && in any case.
  if (chunked) co_return co_await write("0\r\n\r\n");
  co_return true;
}

Task<bool> Connection::send_events(const std::shared_ptr<EventQueue>& events, bool chunked,
                                   std::uint64_t& sent) {
  const auto timer = std::make_shared<Timer>(stream_.executor());
  events->on_wake([timer] { asio::post(timer->get_executor(), [timer] { timer->cancel(); }); });
  events_ = events;
  const auto until = Steady::now() + shared_.config.event_stream_max;
  bool alive = co_await write(framed("retry: 3000\n\n", chunked));
  while (alive) {
    std::string text = events->take();
    const auto state = events->state();
    if (state == EventQueue::State::Behind) break;
    const bool over = state == EventQueue::State::Finished || Steady::now() >= until;
    if (over) text += "event: bye\ndata: {}\n\n";
    sent += text.size();
    if (!text.empty()) alive = co_await write(framed(text, chunked));
    if (over) break;
    if (!text.empty()) continue;  // more may have come while this was sent
    timer->expires_after(shared_.config.event_heartbeat);
    deadline_ = Steady::time_point::max().time_since_epoch().count();
    const auto [woken] = co_await timer->async_wait(kAwait);
    if (!woken) alive = co_await write(framed(": \n\n", chunked));
  }
  events->leave();
  events_ = nullptr;
  if (alive && chunked) co_await write("0\r\n\r\n");
  co_return false;
}

}  // namespace gv::http
