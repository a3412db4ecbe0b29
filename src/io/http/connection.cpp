#include "io/http/connection.h"

#include <algorithm>
#include <exception>

#include <boost/asio/post.hpp>
#include <boost/beast/http/error.hpp>

#include "io/http/event_queue.h"
#include "io/http/forwarded.h"
#include "io/http/incoming.h"
#include "io/http/problem.h"

namespace gv::http {

namespace asio = boost::asio;
namespace beast = boost::beast;

namespace {

constexpr std::size_t kHeadAtOnce = 4u << 10;
constexpr std::size_t kBodyAtOnce = 16u << 10;
constexpr std::size_t kSinkAtOnce = 256u << 10;
/// A body that nobody wants is read to its end when it is this small: cheaper than a new
/// connection.
constexpr std::size_t kSkippedBodyMax = 64u << 10;
constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
constexpr std::string_view kTlsOnly =
    "HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain\r\nContent-Length: 55\r\n"
    "Connection: close\r\n\r\nThis port speaks TLS alone: ask it by an https:// URL.\n";

/// Nothing: the request has its sink.
std::optional<Response> open_guarded(const Route& route, Request& request) {
  try {
    auto sink = route.sink(request);
    if (!sink) return std::move(sink).error();
    request.sink = *std::move(sink);
    return std::nullopt;
  } catch (const std::exception& bug) {
    auto response = problem_response(problem_of(500), request);
    response.log_detail = bug.what();
    return response;
  }
}

bool write_guarded(BodySink& sink, std::string_view piece) {
  try {
    return sink.write(piece).has_value();
  } catch (const std::exception&) {
    return false;
  }
}

}  // namespace

Connection::Connection(Stream stream, std::string address, Shared& shared)
    : stream_(std::move(stream)), address_(std::move(address)), shared_(shared) {
  allow(shared.config.keep_alive);
}

Connection::~Connection() { shared_.registry.remove(this, address_); }

void Connection::allow(Millis time) {
  deadline_ = (Steady::now() + time).time_since_epoch().count();
}

void Connection::expire_if_due(Steady::time_point now) {
  if (now.time_since_epoch().count() >= deadline_.load()) end(false);
}

void Connection::end(bool gently) {
  asio::post(stream_.executor(), [self = shared_from_this(), gently] {
    if (self->events_) self->events_->finish();
    if (!gently || self->idle_) self->stream_.close();
  });
}

Task<> Connection::run() {
  const auto self = shared_from_this();
  if (co_await shake_hands()) {
    while (co_await wait_for_bytes()) {
      idle_ = false;
      if (!co_await serve_one()) break;
      idle_ = true;
      if (shared_.draining) break;
    }
  }
  stream_.close();
}

Task<bool> Connection::shake_hands() {
  allow(shared_.config.head_read);
  const auto outcome = co_await stream_.shake_hands();
  if (outcome == Stream::Handshake::SpokePlainHttp) {
    co_await write(kTlsOnly);
    co_await linger();
  }
  co_return outcome == Stream::Handshake::Done;
}

Task<bool> Connection::wait_for_bytes() {
  if (buffer_.size() > 0) co_return true;
  allow(shared_.config.keep_alive);
  const auto [error, count] = co_await stream_.read_some(buffer_.prepare(kHeadAtOnce));
  if (error) co_return false;
  buffer_.commit(count);
  co_return true;
}

/// Gives the parser what has come, or comes next: all of a head, or some of a body.
Task<boost::system::error_code> Connection::read_part(Incoming& incoming) {
  boost::system::error_code problem = beast::http::error::need_more;
  while (problem == beast::http::error::need_more) {
    if (buffer_.size() > 0) buffer_.consume(incoming.parser.put(buffer_.data(), problem));
    if (problem != beast::http::error::need_more) break;
    const auto [error, count] = co_await stream_.read_some(buffer_.prepare(kHeadAtOnce));
    if (error) co_return error;
    buffer_.commit(count);
  }
  co_return problem;
}

Task<bool> Connection::serve_one() {
  Incoming incoming(shared_.config.head_bytes_max);
  allow(shared_.config.head_read);
  const auto error = co_await read_part(incoming);
  began_ = Steady::now();
  auto& request = incoming.request;
  request.remote_address = address_;
  request.tls = stream_.is_tls();
  request.trace = new_trace(shared_.random);
  request.id = new_request_id(shared_.random);
  if (error) co_return co_await refuse_head(request, status_of(error));
  Response response = co_await answer(incoming);
  bool read = incoming.parser.is_done();
  if (!read) read = co_await skip_body(incoming);
  const bool keep = incoming.keep && read && !shared_.draining;
  if (!co_await send(request, incoming.route, std::move(response), keep)) co_return false;
  if (!read) co_await linger();
  co_return keep;
}

Task<bool> Connection::refuse_head(const Request& request, int status) {
  if (status == 0) co_return false;
  co_await send(request, nullptr, problem_response(problem_of(status), request), false);
  co_await linger();
  co_return false;
}

/// The answer of the head alone: no such path or method, OPTIONS, a body too large, the route's
/// own objection. Nothing: read the body, then ask the route.
std::optional<Response> Connection::answer_to_head(Incoming& incoming) {
  auto& request = incoming.request;
  const auto refusal = take_head(incoming, shared_.config.headers_max);
  request.remote_address =
      client_address(address_, request.headers, shared_.config.trusted_proxies);
  if (refusal) {
    auto problem = problem_of(refusal->status);
    if (!refusal->detail.empty()) problem.detail = refusal->detail;
    return problem_response(problem, request);
  }
  auto match = shared_.router.match(request.method, request.target.path);
  request.path_values = std::move(match.path_values);
  if (match.allow.empty()) return problem_response(problem_of(404), request);
  if (!match.route || !incoming.method) {
    if (incoming.method == Method::Options) return shared_.router.options(request, match.allow);
    auto response = problem_response(problem_of(405), request);
    response.headers.add("Allow", std::string(match.allow));
    return response;
  }
  incoming.route = match.route;
  if (match.route->admit) {
    if (auto refused = match.route->admit(request)) return refused;
  }
  if (incoming.length().value_or(0) > match.route->body_bytes_max) {
    return problem_response(problem_of(413), request);
  }
  return std::nullopt;
}

Task<Response> Connection::answer(Incoming& incoming) {
  auto& request = incoming.request;
  if (auto response = answer_to_head(incoming)) co_return *std::move(response);
  const Route& route = *incoming.route;
  if (route.sink) {
    auto refused = co_await open_sink(route, request);
    if (refused) co_return *std::move(refused);
  }
  switch (co_await read_body(incoming, route.body_bytes_max)) {
    case BodyRead::Whole:
      break;
    case BodyRead::TooLarge:
      co_return problem_response(problem_of(413), request);
    case BodyRead::Broken:
      co_return problem_response(problem_of(400), request);
    case BodyRead::Unstored:
      co_return problem_response(problem_of(507), request);
  }
  co_return co_await call(route, request);
}

Task<std::optional<Response>> Connection::open_sink(const Route& route, Request& request) {
  std::optional<Response> refused;
  const bool ran = co_await away([&] { refused = open_guarded(route, request); });
  if (!ran) co_return problem_response(problem_of(503), request);
  co_return refused;
}

Task<BodyRead> Connection::read_body(Incoming& incoming, std::size_t bytes_max) {
  auto& parser = incoming.parser;
  auto& request = incoming.request;
  if (parser.is_done()) co_return BodyRead::Whole;
  parser.body_limit(bytes_max);
  if (buffer_.size() == 0 && request.headers.has_token("Expect", "100-continue")) {
    if (!co_await write(kContinue)) co_return BodyRead::Broken;
  }
  // Grown by what arrives, not by what is announced: a thousand clients that announce the limit and
  // send nothing must cost nothing.
  std::string& body = request.body;
  const std::size_t step =
      std::clamp<std::uint64_t>(incoming.length().value_or(kBodyAtOnce), 1, kBodyAtOnce);
  while (!parser.is_done()) {
    const std::size_t had = body.size();
    body.resize(had + step);
    parser.get().body().data = body.data() + had;
    parser.get().body().size = step;
    allow(shared_.config.body_idle);
    const auto error = co_await read_part(incoming);
    body.resize(body.size() - parser.get().body().size);
    incoming.broken = error && error != beast::http::error::need_buffer;
    if (error == beast::http::error::body_limit) co_return BodyRead::TooLarge;
    if (incoming.broken) co_return BodyRead::Broken;
    if (request.sink && (body.size() >= kSinkAtOnce || parser.is_done())) {
      if (!co_await pass_on(request)) co_return BodyRead::Unstored;
    }
  }
  co_return BodyRead::Whole;
}

/// Gives what has arrived of a body to its sink.
Task<bool> Connection::pass_on(Request& request) {
  bool stored = false;
  deadline_ = Steady::time_point::max().time_since_epoch().count();
  const bool ran = co_await away([&] { stored = write_guarded(*request.sink, request.body); });
  request.body.clear();
  co_return ran&& stored;
}

Task<bool> Connection::skip_body(Incoming& incoming) {
  const auto length = incoming.length();
  if (incoming.broken || !length || *length > kSkippedBodyMax) co_return false;
  incoming.request.sink = nullptr;
  if (incoming.request.headers.find("Expect")) co_return false;
  co_return co_await read_body(incoming, kSkippedBodyMax) == BodyRead::Whole;
}

Task<> Connection::linger() {
  // Closing with unread bytes makes the kernel reset the connection, and the client may lose the
  // answer: so a little more is read first.
  constexpr std::size_t kMore = 1u << 20;
  stream_.end_sending();
  allow(Millis(2'000));
  buffer_.clear();
  for (std::size_t had = 0; had < kMore;) {
    const auto [error, count] = co_await stream_.drop_some(buffer_.prepare(kHeadAtOnce));
    if (error) break;
    had += count;
  }
}

}  // namespace gv::http
