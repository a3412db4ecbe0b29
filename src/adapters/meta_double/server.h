#pragma once

#include <cstdint>
#include <functional>
#include <memory>

#include "adapters/meta_double/front.h"
#include "adapters/meta_double/graph.h"
#include "adapters/meta_double/platform.h"
#include "base/result.h"

namespace gv::meta_double {

/// How a platform is served.
struct ServerOptions {
  std::uint16_t port{0};  ///< 0: any free one
  /// What the platform's time follows; null: it stands still until POST /__sim/clock moves it.
  const Clock* clock{nullptr};
  Speak speak{speak_graph};  ///< whose interface it has
};

/// A simulated ad platform on the loopback interface. Faults come true: delays are waited for, a
/// dropped answer breaks off before its body, a truncated one in the middle.
class PlatformServer {
 public:
  /// `options.clock` outlives it.
  PlatformServer(Platform platform, ServerOptions options);
  ~PlatformServer();
  PlatformServer(const PlatformServer&) = delete;
  PlatformServer& operator=(const PlatformServer&) = delete;

  /// Errors: those of `http::Server::start`.
  [[nodiscard]] Result<void> start();
  [[nodiscard]] std::uint16_t port() const;
  /// For who runs it in the same process: looks at the platform, or moves it, between two requests.
  void with(const std::function<void(Platform&)>& use);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace gv::meta_double
