#include "adapters/transcribe/testing.h"

#include <algorithm>
#include <cctype>
#include <mutex>
#include <stdexcept>
#include <thread>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>
#include <openssl/evp.h>
#include <openssl/x509.h>

namespace gv::transcribe::testing {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using asio::use_awaitable;
using asio::ip::tcp;

// A certificate for nobody, signed by itself.
void use_new_certificate(asio::ssl::context& context) {
  EVP_PKEY* key = EVP_EC_gen("P-256");
  X509* certificate = X509_new();
  ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate), -3600);
  X509_gmtime_adj(X509_getm_notAfter(certificate), 3600);
  X509_set_pubkey(certificate, key);
  X509_sign(certificate, key, EVP_sha256());
  SSL_CTX_use_certificate(context.native_handle(), certificate);
  SSL_CTX_use_PrivateKey(context.native_handle(), key);
  X509_free(certificate);
  EVP_PKEY_free(key);
}

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

std::string between(const std::string& text, const std::string& from, const std::string& to) {
  const auto first = text.find(from);
  if (first == std::string::npos) return {};
  const auto begin = first + from.size();
  return text.substr(begin, text.find(to, begin) - begin);
}

}  // namespace

struct Server::State {
  Script script;
  bool tls;
  asio::io_context io{1};
  asio::ssl::context context{asio::ssl::context::tls_server};
  tcp::acceptor acceptor{io, {asio::ip::make_address("127.0.0.1"), 0}};
  mutable std::mutex mutex;
  std::vector<Recorded> recorded;
  std::thread thread;

  asio::awaitable<void> serve();
  template <class Stream>
  asio::awaitable<void> talk(Stream& stream);
  Reply record(const http::request<http::string_body>& request);
};

Reply Server::State::record(const http::request<http::string_body>& request) {
  Recorded seen{
      std::string(request.method_string()), std::string(request.target()), {}, request.body()};
  for (const auto& field : request) {
    seen.headers[lower(std::string(field.name_string()))] = std::string(field.value());
  }
  const std::lock_guard lock(mutex);
  recorded.push_back(std::move(seen));
  return recorded.size() <= script.size() ? script[recorded.size() - 1] : Reply{.status = 500};
}

template <class Stream>
asio::awaitable<void> Server::State::talk(Stream& stream) {
  beast::flat_buffer buffer;
  http::request_parser<http::string_body> parser;
  parser.body_limit(64u << 20);
  co_await http::async_read(stream, buffer, parser, use_awaitable);
  const Reply reply = record(parser.get());
  if (reply.cut) co_return;
  if (reply.silent) {
    char more = 0;  // until the client hangs up
    co_await stream.async_read_some(asio::buffer(&more, 1), use_awaitable);
    co_return;
  }
  http::response<http::string_body> response(static_cast<http::status>(reply.status), 11);
  for (const auto& [name, value] : reply.headers) response.set(name, value);
  response.body() = reply.body;
  response.prepare_payload();
  co_await http::async_write(stream, response, use_awaitable);
}

asio::awaitable<void> Server::State::serve() {
  for (;;) {
    beast::tcp_stream stream(co_await acceptor.async_accept(use_awaitable));
    try {
      if (tls) {
        beast::ssl_stream<beast::tcp_stream> secure(std::move(stream), context);
        co_await secure.async_handshake(asio::ssl::stream_base::server, use_awaitable);
        co_await talk(secure);
      } else {
        co_await talk(stream);
      }
    } catch (const boost::system::system_error&) {
      // The client hung up: the next one.
    }
  }
}

Server::Server(Script script, bool tls) : state_(std::make_unique<State>()) {
  state_->script = std::move(script);
  state_->tls = tls;
  if (tls) use_new_certificate(state_->context);
  asio::co_spawn(state_->io, state_->serve(), asio::detached);
  state_->thread = std::thread([this] { state_->io.run(); });
}

Server::~Server() {
  state_->io.stop();
  state_->thread.join();
}

std::string Server::url() const {
  return (state_->tls ? "https://127.0.0.1:" : "http://127.0.0.1:") +
         std::to_string(state_->acceptor.local_endpoint().port());
}

std::vector<Recorded> Server::requests() const {
  const std::lock_guard lock(state_->mutex);
  return state_->recorded;
}

std::vector<Part> parts_of(const Recorded& request) {
  const std::string type = request.headers.at("content-type");
  const std::string boundary = "--" + between(type + ";", "multipart/form-data; boundary=", ";");
  if (!request.body.ends_with("\r\n" + boundary + "--\r\n")) throw std::runtime_error("no end");
  std::vector<Part> parts;
  auto at = request.body.find(boundary);
  if (at != 0) throw std::runtime_error("no begin");
  while (request.body.compare(at + boundary.size(), 2, "\r\n") == 0) {
    const auto begin = at + boundary.size() + 2;
    const auto blank = request.body.find("\r\n\r\n", begin);
    const auto next = request.body.find("\r\n" + boundary, blank);
    if (blank == std::string::npos || next == std::string::npos) throw std::runtime_error("cut");
    const std::string head = request.body.substr(begin, blank - begin) + "\r\n";
    parts.push_back({between(head, "form-data; name=\"", "\""), between(head, "filename=\"", "\""),
                     request.body.substr(blank + 4, next - blank - 4)});
    at = next + 2;
  }
  return parts;
}

}  // namespace gv::transcribe::testing
