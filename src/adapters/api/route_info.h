#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "adapters/api/form.h"
#include "app/ports/principal.h"
#include "base/time.h"
#include "io/http/method.h"

namespace gv::api {

/// Which allowance a route draws on: requests a minute (and at once) of one credential.
enum class RateClass {
  Standard,  ///< 600 (120)
  Heavy,     ///< 60 (20): training, rendering, council, attribution replay
  Ingest,    ///< 6,000 (1,200)
  Webhook,   ///< 3,000 (600)
  Login,     ///< 5 of an address, 5 for an e-mail
};
[[nodiscard]] std::string_view to_text(RateClass rate);

/// Everything about a route but its types. Declared once, as `kRoute` of its endpoint.
struct RouteInfo {
  http::Method method{http::Method::Get};
  std::string_view path;  ///< "/api/v1/..." is v1, all others have the fixed encoding
  /// The same under /api/v1, in v1 encoding; named by `Link: <...>; rel="canonical"`. Empty: none.
  std::string_view twin{};
  std::optional<app::Scope> scope{};  ///< none: everyone may, unless `session`
  bool session{false};                ///< needs somebody who is signed in, whatever they may do
  bool of_account{true};              ///< needs an account; false: of the installation
  bool account_in_path{false};        ///< the account is the path's {id}
  bool landing{false};                ///< called by landing pages, see `Cors`
  RateClass rate{RateClass::Standard};
  std::size_t body_bytes_max{1u << 20};
  bool needs_key{false};       ///< a POST without Idempotency-Key is refused
  bool answers_secret{false};  ///< the answer is kept for no Idempotency-Key
  bool raw_body{false};        ///< the endpoint reads the body itself, as bytes: it may be signed
  bool blocking{false};        ///< may wait for a database, a disk, a decoder: runs on the pool
  Millis deadline{30'000};     ///< of a blocking one
  std::string_view summary;
};

[[nodiscard]] constexpr Family family_of(std::string_view path) {
  return path.starts_with("/api/v1/") ? Family::V1 : Family::Fixed;
}

}  // namespace gv::api
