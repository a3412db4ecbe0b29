#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>

#include <tl/expected.hpp>

#include "base/time.h"
#include "core/execute/platform_error.h"
#include "io/http_client/client.h"

namespace gv::google_ads {

/// What access tokens are made of.
struct RefreshGrant {
  std::string client_id;
  std::string client_secret;
  std::string refresh_token;
};

/// Access tokens of Google, by their refresh grants: each is fetched once and kept for 50 minutes,
/// less where it does not live as long. Who asks while one is being fetched waits for that one.
/// Thread-safe; the clock outlives it.
class Tokens {
 public:
  /// `url`: of the token endpoint.
  Tokens(std::string url, http_client::Send send, const Clock& clock);

  /// Errors: Auth for a grant that is refused, Transient otherwise; neither tells a secret.
  [[nodiscard]] tl::expected<std::string, execute::PlatformError> token(const RefreshGrant& grant);
  /// That token is refused: the next one is fetched. A newer one stays.
  void forget(const RefreshGrant& grant, const std::string& token);

 private:
  struct Kept {
    std::mutex fetching;
    std::string token{};
    TimePoint until{};
  };
  [[nodiscard]] std::shared_ptr<Kept> kept(const RefreshGrant& grant);
  [[nodiscard]] tl::expected<void, execute::PlatformError> fetch(const RefreshGrant& grant,
                                                                 Kept& kept) const;

  const std::string url_;
  const http_client::Send send_;
  const Clock& clock_;
  std::mutex mutex_{};
  std::map<std::string, std::shared_ptr<Kept>> by_grant_{};  ///< by a digest of the grant
};

}  // namespace gv::google_ads
