#include "adapters/meta_double/server.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <utility>

#include "adapters/meta_double/delivery.h"
#include "io/http/server.h"

namespace gv::meta_double {
namespace {

constexpr int kSegmentsMax = 6;            ///< of a path, TikTok's longest and one to refuse
constexpr Millis kLongestAnswer{660'000};  ///< above the longest delay a fault may ask for
constexpr std::size_t kBodyBytesMax = 128u << 20;  ///< a video of TikTok comes in one piece

std::string in_lower_case(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return text;
}

Request request_of(const http::Request& from) {
  Request request{.method = std::string(to_text(from.method)), .target = from.target.text};
  for (const auto& [name, value] : from.headers) {
    request.headers.emplace_back(in_lower_case(name), value);
  }
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

void wait_for(Millis delay, const std::stop_token& stop) {
  if (delay <= Millis{0}) return;
  std::mutex mutex;
  std::unique_lock lock(mutex);
  std::condition_variable_any stopped;
  stopped.wait_for(lock, stop, delay, [] { return false; });
}

}  // namespace

class PlatformServer::Impl {
 public:
  Impl(Platform platform, ServerOptions options)
      : platform_(std::move(platform)), options_(std::move(options)) {
    add_routes();
    server_ = std::make_unique<http::Server>(router_, http::ServerConfig{.port = options_.port});
  }

  Result<void> start() { return server_->start(); }
  [[nodiscard]] std::uint16_t port() const { return server_->port(); }
  void with(const std::function<void(Platform&)>& use) {
    const std::lock_guard lock(mutex_);
    use(platform_);
  }

 private:
  /// Every path of the platform and those it refuses: its own errors are part of it.
  void add_routes() {
    add_route("/");
    std::string pattern;
    for (int i = 0; i < kSegmentsMax; ++i) {
      pattern += "/{s" + std::to_string(i) + "}";
      add_route(pattern);
      add_route(pattern + "/");  // "/v25.0/" is where batches go
    }
  }

  void add_route(const std::string& pattern) {
    for (const auto method : {http::Method::Get, http::Method::Post, http::Method::Delete}) {
      router_.add({.method = method,
                   .pattern = pattern,
                   .body_bytes_max = kBodyBytesMax,
                   .deadline = kLongestAnswer,
                   .may_block = [](const http::Request&) { return true; },
                   .handle = [this](const http::Request& from) { return handle(from); }});
    }
  }

  http::Response handle(const http::Request& from) {
    const Request request = request_of(from);
    Response response;
    {
      const std::lock_guard lock(mutex_);
      if (options_.clock != nullptr) advance_to(platform_, options_.clock->now());
      response = answer_with(platform_, request, options_.speak);
    }
    wait_for(response.delay, from.stop);
    return response_of(std::move(response));
  }

  std::mutex mutex_;
  Platform platform_;  ///< under the mutex
  ServerOptions options_;
  http::Router router_;
  std::unique_ptr<http::Server> server_;
};

PlatformServer::PlatformServer(Platform platform, ServerOptions options)
    : impl_(std::make_unique<Impl>(std::move(platform), std::move(options))) {}
PlatformServer::~PlatformServer() = default;

Result<void> PlatformServer::start() { return impl_->start(); }
std::uint16_t PlatformServer::port() const { return impl_->port(); }
void PlatformServer::with(const std::function<void(Platform&)>& use) { impl_->with(use); }

}  // namespace gv::meta_double
