#include "io/http/stream.h"

#include <utility>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <openssl/err.h>
#include <openssl/ssl.h>

#include "base/check.h"

namespace gv::http {

namespace asio = boost::asio;

namespace {

constexpr asio::use_awaitable_t<Strand> kAwaitBare{};
constexpr auto kAwait = asio::as_tuple(kAwaitBare);

}  // namespace

Stream::Stream(Socket socket, TlsSession tls) : socket_(std::move(socket)), tls_(std::move(tls)) {
  if (!tls_) return;
  // OpenSSL reads and writes the socket itself, and Asio waits for it: no copy through buffers of
  // 68 KiB a connection that asio::ssl keeps, and the same types as in the clear.
  boost::system::error_code error;
  socket_.native_non_blocking(true, error);
  GV_CHECK(SSL_set_fd(tls_.get(), socket_.native_handle()) == 1);
  if (error) close();
}

/// Carries out one of OpenSSL's operations, waiting as often as it asks to.
template <class Operation>
Task<Transfer> Stream::through_tls(Operation operation) {
  for (;;) {
    // A descriptor that was closed may be another connection's by now.
    if (!socket_.is_open()) co_return Transfer{asio::error::operation_aborted, 0};
    ERR_clear_error();
    std::size_t count = 0;
    const int result = operation(tls_.get(), count);
    auto side = Socket::wait_read;
    switch (SSL_get_error(tls_.get(), result)) {
      case SSL_ERROR_NONE:
        // Lets others have the thread, and `close` the strand, however ready this client is.
        co_await asio::post(socket_.get_executor(), kAwaitBare);
        co_return Transfer{boost::system::error_code(), count};
      case SSL_ERROR_WANT_READ:
        break;
      case SSL_ERROR_WANT_WRITE:
        side = Socket::wait_write;
        break;
      case SSL_ERROR_ZERO_RETURN:
        co_return Transfer{asio::error::eof, 0};
      default:
        broken_ = true;
        co_return Transfer{asio::error::connection_reset, 0};
    }
    const auto [error] = co_await socket_.async_wait(side, kAwait);
    if (error) co_return Transfer{error, 0};
  }
}

Task<Stream::Handshake> Stream::shake_hands() {
  if (!tls_) co_return Handshake::Done;
  bool plain = false;
  const auto [error, count] = co_await through_tls([&plain](SSL* tls, std::size_t&) {
    const int result = SSL_accept(tls);
    plain = ERR_GET_REASON(ERR_peek_error()) == SSL_R_HTTP_REQUEST;
    return result;
  });
  if (!error) co_return Handshake::Done;
  if (!plain) co_return Handshake::Failed;
  tls_.reset();
  co_return Handshake::SpokePlainHttp;
}

Task<Transfer> Stream::read_some(asio::mutable_buffer buffer) {
  if (!tls_) return socket_.async_read_some(buffer, kAwait);
  return through_tls([buffer](SSL* tls, std::size_t& count) {
    return SSL_read_ex(tls, buffer.data(), buffer.size(), &count);
  });
}

Task<Transfer> Stream::write_some(std::string_view bytes) {
  if (!tls_) return socket_.async_write_some(asio::buffer(bytes.data(), bytes.size()), kAwait);
  return through_tls([bytes](SSL* tls, std::size_t& count) {
    return SSL_write_ex(tls, bytes.data(), bytes.size(), &count);
  });
}

Task<Transfer> Stream::drop_some(asio::mutable_buffer buffer) {
  return socket_.async_read_some(buffer, kAwait);
}

void Stream::end_sending() {
  if (!socket_.is_open()) return;
  // Without this a client cannot tell the end from a connection that somebody cut. It goes into the
  // socket's buffer or nowhere: nobody waits for a client that takes nothing.
  if (tls_ && !broken_ && SSL_is_init_finished(tls_.get())) SSL_shutdown(tls_.get());
  boost::system::error_code ignored;
  socket_.shutdown(Socket::shutdown_send, ignored);
}

void Stream::close() {
  end_sending();
  boost::system::error_code ignored;
  socket_.close(ignored);
}

}  // namespace gv::http
