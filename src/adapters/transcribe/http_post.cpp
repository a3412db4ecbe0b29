#include "adapters/transcribe/http_post.h"

#include <algorithm>
#include <exception>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>

namespace gv::transcribe {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using Request = http::request<http::string_body>;
using Answer = http::response<http::string_body>;

Request message_of(const Endpoint& endpoint, const PostRequest& post) {
  Request request(http::verb::post, endpoint.path + post.target, 11);
  const bool usual = endpoint.port == (endpoint.tls ? "443" : "80");
  const bool ip6 = endpoint.host.find(':') != std::string::npos;
  const std::string host = ip6 ? "[" + endpoint.host + "]" : endpoint.host;
  request.set(http::field::host, usual ? host : host + ":" + endpoint.port);
  request.set(http::field::user_agent, "geminivideo");
  request.set(http::field::accept, "application/json");
  for (const auto& [name, value] : post.headers) request.set(name, value);
  request.body() = post.body;
  request.prepare_payload();
  return request;
}

asio::awaitable<void> connect(beast::tcp_stream& stream, const Endpoint& endpoint,
                              const PostLimits& limits) {
  asio::ip::tcp::resolver resolver(stream.get_executor());
  const auto places =
      co_await resolver.async_resolve(endpoint.host, endpoint.port, asio::use_awaitable);
  stream.expires_after(limits.connect);
  co_await stream.async_connect(places, asio::use_awaitable);
}

template <class Stream>
asio::awaitable<Answer> exchange(Stream& stream, const Request& request, std::uint64_t bytes_max) {
  co_await http::async_write(stream, request, asio::use_awaitable);
  beast::flat_buffer buffer;
  http::response_parser<http::string_body> parser;
  parser.body_limit(bytes_max);
  co_await http::async_read(stream, buffer, parser, asio::use_awaitable);
  co_return parser.release();
}

asio::ssl::context tls_context(const Endpoint& endpoint) {
  asio::ssl::context context(asio::ssl::context::tls_client);
  if (endpoint.is_loopback()) {
    context.set_verify_mode(asio::ssl::verify_none);
  } else {
    context.set_default_verify_paths();
    context.set_verify_mode(asio::ssl::verify_peer);
    context.set_verify_callback(asio::ssl::host_name_verification(endpoint.host));
  }
  return context;
}

asio::awaitable<Answer> post_tls(asio::io_context& io, const Endpoint& endpoint,
                                 const Request& request, const PostLimits& limits) {
  auto context = tls_context(endpoint);
  beast::ssl_stream<beast::tcp_stream> stream(io, context);
  // Servers of many names choose the certificate by this one.
  SSL_set_tlsext_host_name(stream.native_handle(), endpoint.host.c_str());
  co_await connect(beast::get_lowest_layer(stream), endpoint, limits);
  beast::get_lowest_layer(stream).expires_after(limits.whole);
  co_await stream.async_handshake(asio::ssl::stream_base::client, asio::use_awaitable);
  co_return co_await exchange(stream, request, limits.answer_bytes_max);
}

asio::awaitable<Answer> post_plain(asio::io_context& io, const Endpoint& endpoint,
                                   const Request& request, const PostLimits& limits) {
  beast::tcp_stream stream(io);
  co_await connect(stream, endpoint, limits);
  stream.expires_after(limits.whole);
  co_return co_await exchange(stream, request, limits.answer_bytes_max);
}

tl::unexpected<Error> trouble(const Endpoint& endpoint, const boost::system::error_code& code) {
  const std::string where = endpoint.host + ":" + endpoint.port;
  if (code == beast::error::timeout) {
    return fail(ErrorCode::TimedOut, where, "did not answer in time");
  }
  const bool unreadable = code.category() == make_error_code(http::error::body_limit).category() &&
                          code != http::error::end_of_stream &&
                          code != http::error::partial_message;
  return fail(unreadable ? ErrorCode::UnusableInput : ErrorCode::NotAvailable, where,
              (unreadable ? "the answer cannot be read: " : "is out of reach: ") + code.message());
}

bool is_digits(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

Result<Endpoint> Endpoint::parse(std::string_view url, std::string_view where) {
  const auto refuse = [&] {
    return fail(ErrorCode::InvalidInput, std::string(where),
                "must be http(s)://host[:port][/path], got \"" + std::string(url) + "\"");
  };
  Endpoint endpoint;
  std::string_view rest = url;
  if (rest.starts_with("https://")) {
    rest.remove_prefix(8);
  } else if (rest.starts_with("http://")) {
    rest.remove_prefix(7);
    endpoint.tls = false;
  } else {
    return refuse();
  }
  if (rest.find_first_of("@?# \t\r\n") != std::string_view::npos) return refuse();
  const auto slash = std::min(rest.find('/'), rest.size());
  std::string_view authority = rest.substr(0, slash);
  std::string_view path = rest.substr(slash);
  while (path.ends_with('/')) path.remove_suffix(1);
  endpoint.path = path;
  const auto colon = authority.rfind(':');
  const bool has_port = colon != std::string_view::npos && !authority.ends_with(']');
  endpoint.port = has_port ? std::string(authority.substr(colon + 1)) : endpoint.tls ? "443" : "80";
  if (has_port) authority = authority.substr(0, colon);
  if (authority.starts_with('[') && authority.ends_with(']')) {  // an IPv6 address
    authority = authority.substr(1, authority.size() - 2);
  }
  endpoint.host = authority;
  if (endpoint.host.empty() || !is_digits(endpoint.port)) return refuse();
  return endpoint;
}

bool Endpoint::is_loopback() const {
  boost::system::error_code none;
  const auto address = asio::ip::make_address(host, none);
  return host == "localhost" || (!none && address.is_loopback());
}

Result<PostAnswer> http_post(const Endpoint& endpoint, const PostRequest& request,
                             const PostLimits& limits) {
  asio::io_context io(1);
  const Request message = message_of(endpoint, request);
  std::exception_ptr thrown;
  Answer answer;
  asio::co_spawn(io,
                 endpoint.tls ? post_tls(io, endpoint, message, limits)
                              : post_plain(io, endpoint, message, limits),
                 [&](std::exception_ptr trouble_met, Answer came) {
                   thrown = std::move(trouble_met);
                   answer = std::move(came);
                 });
  try {
    io.run();
    if (thrown) std::rethrow_exception(thrown);
  } catch (const boost::system::system_error& error) {
    return trouble(endpoint, error.code());
  }
  PostAnswer result{.status = static_cast<int>(answer.result_int()),
                    .body = std::move(answer.body())};
  if (const auto after = answer.find(http::field::retry_after); after != answer.end()) {
    result.retry_after = std::string(after->value());
  }
  return result;
}

}  // namespace gv::transcribe
