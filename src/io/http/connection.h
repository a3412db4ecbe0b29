#pragma once

// Asio types: included by connection*.cpp and server.cpp alone.

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

#include <boost/beast/core/flat_buffer.hpp>

#include "io/http/blocking_pool.h"
#include "io/http/registry.h"
#include "io/http/server.h"
#include "io/http/stream.h"

namespace gv::http {

using Steady = std::chrono::steady_clock;

/// What all connections of a server share. Outlives them.
struct Shared {
  const Router& router;
  const ServerConfig config;
  const std::function<void(const Exchange&)> on_exchange;
  const RandomBytes random;
  Registry registry;
  std::unique_ptr<BlockingPool> pool;
  std::atomic<bool> draining{false};
  std::stop_source ending;  ///< of handlers that still run when the server ends
};

/// What reading a request's body came to.
enum class BodyRead { Whole, TooLarge, Broken, Unstored };

struct Incoming;

/// One client's connection: reads a request, answers it, and so on. Everything but the functions
/// that say so runs on its strand, in one coroutine.
class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(Stream stream, std::string address, Shared& shared);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// The life of the connection.
  Task<> run();

  /// From any thread: ends the connection when its time is over.
  void expire_if_due(Steady::time_point now);
  /// From any thread: ends the connection, at once or, with `gently`, only when it is idle.
  void end(bool gently);

 private:
  struct Call;  // one run of a handler on the pool

  Task<bool> shake_hands();
  Task<bool> wait_for_bytes();
  Task<bool> serve_one();
  Task<bool> refuse_head(const Request& request, int status);
  std::optional<Response> answer_to_head(Incoming& incoming);
  Task<boost::system::error_code> read_part(Incoming& incoming);
  Task<BodyRead> read_body(Incoming& incoming, std::size_t bytes_max);
  Task<bool> pass_on(Request& request);
  Task<bool> skip_body(Incoming& incoming);
  Task<std::optional<Response>> open_sink(const Route& route, Request& request);
  Task<Response> answer(Incoming& incoming);
  Task<> linger();

  Task<Response> call(const Route& route, Request& request);
  Task<Response> call_on_pool(const Route& route, Request& request);
  /// Runs `work` on the pool and comes back to the strand; false when the pool is full.
  Task<bool> away(std::function<void()> work);

  Task<bool> send(const Request& request, const Route* route, Response response, bool keep);
  Task<bool> send_made(Response& response, bool chunked, std::uint64_t& sent);
  Task<bool> send_source(BodySource& source, bool chunked, std::uint64_t& sent);
  Task<bool> send_events(const std::shared_ptr<EventQueue>& events, bool chunked,
                         std::uint64_t& sent);
  Task<bool> write(std::string_view bytes);
  Task<> compress(const Request& request, Response& response);

  void allow(Millis time);

  Stream stream_;
  const std::string address_;
  Shared& shared_;
  boost::beast::flat_buffer buffer_;
  std::atomic<Steady::rep> deadline_;
  std::atomic<bool> idle_{true};
  std::shared_ptr<EventQueue> events_;  ///< of the stream that is being sent, for `end`
  Steady::time_point began_{};          ///< of the request at hand
};

}  // namespace gv::http
