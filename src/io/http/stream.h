#pragma once

// Asio types: included by connection*.cpp, stream.cpp and server.cpp alone.

#include <cstddef>
#include <string_view>
#include <tuple>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/strand.hpp>

#include "io/http/tls.h"

namespace gv::http {

using Strand = boost::asio::strand<boost::asio::io_context::executor_type>;
using Socket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, Strand>;
template <class T = void>
using Task = boost::asio::awaitable<T, Strand>;

/// What an operation came to: why it failed, or how many bytes it moved.
using Transfer = std::tuple<boost::system::error_code, std::size_t>;

/// The bytes of one connection, in the clear or through TLS. All of it runs on the socket's strand,
/// one operation at a time; `close` may come between, and ends the one that waits.
class Stream {
 public:
  enum class Handshake { Done, SpokePlainHttp, Failed };

  /// `tls` null: in the clear. Whose threads write to it block SIGPIPE: OpenSSL does not ask the
  /// kernel to leave it out.
  Stream(Socket socket, TlsSession tls);

  [[nodiscard]] Strand executor() { return socket_.get_executor(); }
  [[nodiscard]] bool is_tls() const { return tls_ != nullptr; }

  /// First of all; in the clear there is nothing to do. After `SpokePlainHttp` the stream is in the
  /// clear, so that the client can be told.
  Task<Handshake> shake_hands();
  Task<Transfer> read_some(boost::asio::mutable_buffer buffer);
  Task<Transfer> write_some(std::string_view bytes);
  /// Takes bytes off the socket as they are: after `end_sending`, when nobody wants them.
  Task<Transfer> drop_some(boost::asio::mutable_buffer buffer);

  /// Says that nothing more will come.
  void end_sending();
  void close();

 private:
  template <class Operation>
  Task<Transfer> through_tls(Operation operation);

  Socket socket_;
  TlsSession tls_;
  bool broken_{false};  ///< TLS has failed, and must not be used any more
};

}  // namespace gv::http
