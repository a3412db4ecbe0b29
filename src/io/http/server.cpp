#include "io/http/server.h"

#include <algorithm>
#include <condition_variable>
#include <csignal>
#include <thread>
#include <vector>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fmt/format.h>

#include "io/http/connection.h"

namespace gv::http {

namespace asio = boost::asio;
using asio::ip::tcp;

namespace {

/// How often connections are looked at that took too long: time-outs are this coarse, and cost no
/// timer of their own.
constexpr std::chrono::milliseconds kSweep{100};

/// A client that goes away while it is written to is an error of that write.
void block_broken_pipes() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

std::string address_of(const Socket& socket) {
  boost::system::error_code error;
  const auto endpoint = socket.remote_endpoint(error);
  return error ? std::string() : endpoint.address().to_string();
}

}  // namespace

class Server::Impl {
 public:
  Impl(const Router& router, ServerConfig config, std::function<void(const Exchange&)> on_exchange,
       RandomBytes random)
      : shared_{.router = router,
                .config = std::move(config),
                .on_exchange = std::move(on_exchange),
                .random = std::move(random)},
        io_(static_cast<int>(shared_.config.threads)),
        acceptor_(io_),
        sweep_(io_) {
    shared_.pool = std::make_unique<BlockingPool>(shared_.config.pool_threads,
                                                  shared_.config.pool_waiting_max);
  }

  ~Impl() {
    shared_.ending.request_stop();
    io_.stop();
    threads_.clear();
    shared_.pool.reset();  // while what its work comes back to is there
  }

  Result<void> start() {
    GV_TRY(bind());
    accept_next();
    sweep_next();
    for (std::size_t i = 0; i < shared_.config.threads; ++i) {
      threads_.emplace_back([this] {
        block_broken_pipes();
        io_.run();
      });
    }
    return {};
  }

  std::uint16_t port() const { return port_; }
  std::size_t connections() const { return shared_.registry.size(); }
  bool is_busy() const { return shared_.pool->is_busy(); }

  bool drain(Millis patience) {
    shared_.draining = true;
    asio::post(io_, [this] {
      boost::system::error_code ignored;
      acceptor_.close(ignored);
    });
    for (const auto& connection : shared_.registry.all()) connection->end(true);
    return shared_.registry.wait_until_empty(patience);
  }

 private:
  Result<void> bind() {
    const auto& config = shared_.config;
    boost::system::error_code error;
    const auto address = asio::ip::make_address(config.address, error);
    if (error) {
      return fail(
          ErrorCode::InvalidInput, "address",
          fmt::format("must be a numeric address such as 127.0.0.1, got \"{}\"", config.address));
    }
    const tcp::endpoint endpoint(address, config.port);
    acceptor_.open(endpoint.protocol(), error);
    if (!error) acceptor_.set_option(tcp::acceptor::reuse_address(true), error);
    if (!error) acceptor_.bind(endpoint, error);
    if (!error) acceptor_.listen(asio::socket_base::max_listen_connections, error);
    if (!error) port_ = acceptor_.local_endpoint(error).port();
    if (!error) return {};
    return fail(ErrorCode::Refused, fmt::format("{}:{}", config.address, config.port),
                "cannot be listened on: " + error.message());
  }

  void accept_next() {
    acceptor_.async_accept(asio::make_strand(io_),
                           [this](const boost::system::error_code& error, Socket socket) {
                             if (!acceptor_.is_open()) return;
                             // Out of descriptors, or gone before it was accepted: the next one may
                             // do; the pause keeps a lasting lack from burning the processor.
                             if (error) return accept_later();
                             welcome(std::move(socket));
                             accept_next();
                           });
  }

  void accept_later() {
    const auto pause = std::make_shared<asio::steady_timer>(io_, kSweep);
    pause->async_wait([this, pause](const boost::system::error_code&) { accept_next(); });
  }

  void welcome(Socket socket) {
    const auto& config = shared_.config;
    auto address = address_of(socket);
    const auto& proxies = config.trusted_proxies;
    const bool proxy = std::find(proxies.begin(), proxies.end(), address) != proxies.end();
    switch (shared_.registry.admit(
        address, config.connections_max,
        proxy ? config.connections_max : config.connections_per_address_max)) {
      case Registry::Admission::Welcome:
        break;
      case Registry::Admission::ServerFull:
        return turn_away(std::move(socket));
      case Registry::Admission::AddressFull:
        return;  // the socket closes
    }
    boost::system::error_code ignored;
    socket.set_option(tcp::no_delay(true), ignored);
    const auto strand = socket.get_executor();
    Stream stream(std::move(socket), config.tls ? config.tls->session() : nullptr);
    const auto connection =
        std::make_shared<Connection>(std::move(stream), std::move(address), shared_);
    shared_.registry.add(connection);
    asio::co_spawn(
        strand, [connection]() -> Task<> { co_await connection->run(); }, asio::detached);
  }

  /// Says 503 as far as the socket's own buffer takes it, without waiting.
  void turn_away(Socket socket) const {
    if (shared_.config.tls) return;  // agreeing on TLS first is the work there is no room for
    constexpr std::string_view kFull =
        "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nContent-Length: 0\r\n"
        "Connection: close\r\n\r\n";
    boost::system::error_code ignored;
    socket.non_blocking(true, ignored);
    socket.write_some(asio::buffer(kFull.data(), kFull.size()), ignored);
  }

  void sweep_next() {
    sweep_.expires_after(kSweep);
    sweep_.async_wait([this](const boost::system::error_code& error) {
      if (error) return;
      const auto now = Steady::now();
      for (const auto& connection : shared_.registry.all()) connection->expire_if_due(now);
      sweep_next();
    });
  }

  Shared shared_;
  asio::io_context io_;  // after `shared_`: what still waits in it looks there when it is destroyed
  tcp::acceptor acceptor_;
  std::uint16_t port_{0};
  asio::steady_timer sweep_;
  std::vector<std::jthread> threads_;
};

Server::Server(const Router& router, ServerConfig config,
               std::function<void(const Exchange&)> on_exchange, RandomBytes random)
    : impl_(std::make_unique<Impl>(router, std::move(config), std::move(on_exchange),
                                   std::move(random))) {}
Server::~Server() = default;

Result<void> Server::start() { return impl_->start(); }
std::uint16_t Server::port() const { return impl_->port(); }
std::size_t Server::connections() const { return impl_->connections(); }
bool Server::is_busy() const { return impl_->is_busy(); }
bool Server::drain(Millis patience) { return impl_->drain(patience); }

}  // namespace gv::http
