#include "adapters/hubspot_double/server.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>

#include "adapters/hubspot_double/portal.h"
#include "adapters/hubspot_double/webhooks.h"
#include "io/http/server.h"
#include "io/http_client/client.h"

namespace gv::hubspot_double {
namespace {

constexpr int kSegmentsMax = 8;  ///< of a path; HubSpot's longest has seven
constexpr Millis kSenderRest{50};
constexpr Millis kLongestAnswer{660'000};  ///< above the longest delay a fault may ask for

std::string lower(std::string text) {
  for (char& letter : text) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter + ('a' - 'A'));
  }
  return text;
}

Request request_of(const http::Request& from) {
  Request request{.method = std::string(to_text(from.method)), .target = from.target.path};
  char separator = '?';
  for (const auto& [name, value] : from.target.query) {
    request.target += std::exchange(separator, '&') + name + "=" + value;
  }
  for (const auto& [name, value] : from.headers) request.headers.emplace_back(lower(name), value);
  request.body = from.body;
  return request;
}

/// A body that breaks off after its first bytes.
class BrokenBody final : public http::BodySource {
 public:
  BrokenBody(std::string sent, std::uint64_t announced)
      : sent_(std::move(sent)), announced_(announced) {}

  Result<bool> next(std::string& piece) override {
    if (sent_.empty()) return fail(ErrorCode::Truncated, "body", "broken off as a fault asked for");
    piece = std::exchange(sent_, {});
    return true;
  }
  [[nodiscard]] std::optional<std::uint64_t> size() const override { return announced_; }

 private:
  std::string sent_;
  std::uint64_t announced_;
};

http::Response response_of(Response from) {
  http::Response response{.status = from.status};
  for (auto& [name, value] : from.headers) response.headers.add(name, value);
  const auto size = from.body.size();
  if (from.delivery == Delivery::Drop) {
    response.body = std::make_unique<BrokenBody>("", std::max<std::size_t>(size, 1));
  } else if (from.delivery == Delivery::Truncate && size > 1) {
    response.body = std::make_unique<BrokenBody>(from.body.substr(0, size / 2), size);
  } else {
    response.body = std::move(from.body);
  }
  return response;
}

/// "http://host:1/a?b" as "http://host:1" and "/a?b".
std::pair<std::string, std::string> split(const std::string& url) {
  const auto host = url.find("://");
  const auto path = host == std::string::npos ? host : url.find('/', host + 3);
  if (path == std::string::npos) return {url, "/"};
  return {url.substr(0, path), url.substr(path)};
}

}  // namespace

class PortalServer::Impl {
 public:
  Impl(World world, ServerOptions options)
      : world_(std::move(world)), options_(std::move(options)) {
    add_routes();
    server_ = std::make_unique<http::Server>(router_, http::ServerConfig{.port = options_.port});
  }

  Result<void> start() {
    const auto& url = options_.webhook_url;
    if (!url.empty() && !url.starts_with("http://") && !url.starts_with("https://")) {
      return fail(ErrorCode::InvalidInput, "--webhook", "must be an http or https address");
    }
    GV_TRY(server_->start());
    if (!url.empty()) {
      sender_ = std::jthread([this](const std::stop_token& stop) { send_webhooks(stop); });
    }
    return {};
  }

  [[nodiscard]] std::uint16_t port() const { return server_->port(); }
  void with(const std::function<void(World&)>& use) {
    {
      const std::lock_guard lock(mutex_);
      follow_clock();
      use(world_);
    }
    changed_.notify_all();
  }

 private:
  /// Every path of the portal and those it refuses: its own errors are part of it.
  void add_routes() {
    std::string pattern;
    for (int i = 0; i < kSegmentsMax; ++i) {
      pattern += "/{s" + std::to_string(i) + "}";
      for (const auto method : {http::Method::Get, http::Method::Post, http::Method::Put,
                                http::Method::Patch, http::Method::Delete}) {
        router_.add({.method = method,
                     .pattern = pattern,
                     .deadline = kLongestAnswer,
                     .may_block = [](const http::Request&) { return true; },
                     .handle = [this](const http::Request& from) { return handle(from); }});
      }
    }
  }

  http::Response handle(const http::Request& from) {
    const Request request = request_of(from);
    Response response;
    {
      const std::lock_guard lock(mutex_);
      follow_clock();
      response = answer(world_, request);
    }
    changed_.notify_all();
    wait(response.delay, from.stop);
    return response_of(std::move(response));
  }

  static void wait(Millis delay, const std::stop_token& stop) {
    if (delay <= Millis{0}) return;
    std::mutex mutex;
    std::unique_lock lock(mutex);
    std::condition_variable_any stopped;
    stopped.wait_for(lock, stop, delay, [] { return false; });
  }

  void follow_clock() {
    if (options_.clock != nullptr) world_.now = std::max(world_.now, options_.clock->now());
  }

  void send_webhooks(const std::stop_token& stop) {
    const auto [base, target] = split(options_.webhook_url);
    const http_client::Client client({.whole = Millis{5'000}, .allow_private = true});
    std::unique_lock lock(mutex_);
    while (!stop.stop_requested()) {
      follow_clock();
      for (const Outgoing& outgoing : due_webhooks(world_, base, target)) {
        lock.unlock();
        const auto answered = client.send({.method = outgoing.request.method,
                                           .url = options_.webhook_url,
                                           .headers = outgoing.request.headers,
                                           .body = outgoing.request.body});
        lock.lock();
        record_outcome(world_, outgoing, answered ? answered->status : 0);
      }
      changed_.wait_for(lock, stop, kSenderRest, [] { return false; });
    }
  }

  std::mutex mutex_;
  std::condition_variable_any changed_;
  World world_;  ///< under the mutex
  ServerOptions options_;
  http::Router router_;
  std::unique_ptr<http::Server> server_;
  std::jthread sender_;
};

PortalServer::PortalServer(World world, ServerOptions options)
    : impl_(std::make_unique<Impl>(std::move(world), std::move(options))) {}
PortalServer::~PortalServer() = default;

Result<void> PortalServer::start() { return impl_->start(); }
std::uint16_t PortalServer::port() const { return impl_->port(); }
void PortalServer::with(const std::function<void(World&)>& use) { impl_->with(use); }

}  // namespace gv::hubspot_double
