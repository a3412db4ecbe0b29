#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "io/http/request.h"
#include "io/http/response.h"
#include "io/http/router.h"
#include "io/http/tls.h"
#include "io/http/trace.h"

namespace gv::http {

/// Limits of one server. Defaults are those of the product.
struct ServerConfig {
  std::string address{"127.0.0.1"};       ///< numeric, IPv4 or IPv6
  std::uint16_t port{8080};               ///< 0: any free one, see `Server::port`
  std::shared_ptr<const Tls> tls{};       ///< none: in the clear
  std::size_t threads{1};                 ///< for input and output
  std::size_t pool_threads{4};            ///< for handlers that may block
  std::size_t pool_waiting_max{512};      ///< above: 503
  std::size_t head_bytes_max{16u << 10};  ///< request line and headers; above: 431
  std::size_t headers_max{100};           ///< above: 431
  Millis head_read{
      10'000};  ///< from the first byte to the end of the headers; likewise for TLS to agree
  Millis body_idle{30'000};   ///< without a byte of the body, or without one taken of the answer
  Millis keep_alive{75'000};  ///< between two requests
  std::size_t connections_max{10'000};           ///< above: 503
  std::size_t connections_per_address_max{200};  ///< above: closed
  /// Whose X-Forwarded-For is believed, and who may have any number of connections.
  std::vector<std::string> trusted_proxies{};
  std::size_t compress_from{64u << 10};  ///< bytes of a body from which gzip pays
  Millis event_heartbeat{15'000};
  Millis event_stream_max{50 * 60'000};  ///< then `bye`: proxies end streams at an hour
};

/// One answered request, for the log and the metrics.
struct Exchange {
  const Request& request;
  const Route* route;  ///< null when none matched
  int status;
  std::uint64_t bytes_sent;
  std::chrono::microseconds took;
  std::string_view detail;  ///< `Response::log_detail`
};

/// An HTTP/1.1 server: reads requests within limits, finds their route, answers.
///
/// Connections live on the threads for input and output, which never block; handlers that may block
/// run on a bounded pool. A client that is slow costs its own connection alone.
class Server {
 public:
  /// `router` and `on_exchange` are called from several threads and outlive the server.
  Server(const Router& router, ServerConfig config,
         std::function<void(const Exchange&)> on_exchange = {},
         RandomBytes random = system_random_bytes);
  /// Ends at once what `drain` did not.
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  /// Binds, listens and starts to serve. Errors: InvalidInput for an address that is none;
  /// Refused when it cannot be bound (in use, not ours, not permitted).
  [[nodiscard]] Result<void> start();
  [[nodiscard]] std::uint16_t port() const;
  [[nodiscard]] std::size_t connections() const;
  /// Whether requests wait for a thread of the pool. From any thread.
  [[nodiscard]] bool is_busy() const;

  /// Stops accepting, says goodbye to event streams, closes idle connections and waits for the
  /// others up to `patience`. True when all of them ended by themselves.
  bool drain(Millis patience);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace gv::http
