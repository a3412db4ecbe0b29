#include "io/http/incoming.h"

#include <algorithm>
#include <limits>

namespace gv::http {

namespace beast = boost::beast;

namespace {

std::string_view view(beast::string_view text) { return {text.data(), text.size()}; }

Headers headers_of(const Incoming& incoming) {
  Headers headers;
  for (const auto& field : incoming.parser.get()) {
    headers.add(std::string(view(field.name_string())), std::string(view(field.value())));
  }
  return headers;
}

std::optional<Refusal> check(const Incoming& incoming, std::size_t headers_max) {
  const auto version = incoming.parser.get().version();
  const auto& headers = incoming.request.headers;
  if (headers.size() > headers_max) return Refusal{431, {}};
  if (version != 10 && version != 11) {
    return Refusal{400, "Only HTTP/1.0 and HTTP/1.1 are spoken here."};
  }
  const auto hosts = std::count_if(headers.begin(), headers.end(), [](const auto& field) {
    return equal_ignoring_case(field.first, "Host");
  });
  if (hosts > 1 || (hosts == 0 && version == 11)) {
    return Refusal{400, "A request needs exactly one Host header."};
  }
  return std::nullopt;
}

}  // namespace

Incoming::Incoming(std::size_t head_bytes_max) {
  parser.header_limit(static_cast<std::uint32_t>(head_bytes_max));
  parser.body_limit(std::numeric_limits<std::uint64_t>::max());  // the route's own comes later
}

std::optional<std::uint64_t> Incoming::length() const {
  const auto length = parser.content_length();
  return length ? std::optional<std::uint64_t>(*length) : std::nullopt;
}

std::optional<Refusal> take_head(Incoming& incoming, std::size_t headers_max) {
  auto& request = incoming.request;
  request.headers = headers_of(incoming);
  request.http_1_0 = incoming.parser.get().version() == 10;
  incoming.keep = incoming.parser.keep_alive();
  incoming.method = method_of(view(incoming.parser.get().method_string()));
  request.method = incoming.method.value_or(Method::Get);
  const auto id = request.headers.value("X-Request-Id");
  if (is_request_id(id)) request.id = std::string(id);
  if (auto trace = parse_traceparent(request.headers.value("traceparent"))) {
    request.trace = *std::move(trace);
  }
  if (auto refusal = check(incoming, headers_max)) return refusal;
  auto target = parse_target(view(incoming.parser.get().target()));
  if (!target) return Refusal{400, "The " + to_string(target.error()) + "."};
  request.target = *std::move(target);
  return std::nullopt;
}

int status_of(const boost::system::error_code& error) {
  if (error == beast::http::error::header_limit) return 431;
  if (error == beast::http::error::end_of_stream || error == beast::http::error::partial_message) {
    return 0;
  }
  // The parser's own complaints; all others are the socket's.
  static const auto& of_the_parser =
      beast::http::make_error_code(beast::http::error::bad_method).category();
  return error.category() == of_the_parser ? 400 : 0;
}

}  // namespace gv::http
