#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "io/http/headers.h"

/// A client for tests: byte by byte where that matters, on loopback, blocking.
namespace gv::http::testing {

struct Answer {
  int status{0};  ///< 0: the connection ended without one
  Headers headers;
  std::string body;  ///< without the frames of chunks
};

class Client {
 public:
  /// Throws std::runtime_error when it cannot connect. `from`: the local address.
  explicit Client(std::uint16_t port, const std::string& from = "127.0.0.1");
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  /// False when the other side is gone.
  bool send(std::string_view bytes);
  /// Waits for one whole answer. `head`: to a HEAD request, which has no body.
  Answer receive(bool head = false);
  /// Waits for at least one byte more and returns what is there; empty: the other side is done.
  std::string receive_some();
  /// Waits until the other side closes, dropping what comes.
  void wait_until_closed();

  /// One request and its answer: a Host header is added, and Content-Length when there is a body.
  Answer ask(std::string_view method, std::string_view target, std::string_view body = {},
             const Headers& headers = {});

 private:
  bool read_more();
  std::string take_line();
  std::string take(std::size_t bytes);

  int socket_{-1};
  std::string buffer_;
};

}  // namespace gv::http::testing
