#pragma once

#include <functional>
#include <optional>

#include "adapters/api/context.h"
#include "adapters/api/route_info.h"
#include "app/ports/account_directory.h"
#include "app/ports/authenticator.h"
#include "base/result.h"
#include "io/http/problem.h"
#include "io/json/json.h"

namespace gv::api {

/// Names of a session's cookie: over TLS, and over plain HTTP on loopback.
inline constexpr std::string_view kSessionCookie = "__Host-gv_session";
inline constexpr std::string_view kSessionCookiePlain = "gv_session";

/// What a request says about who sends it. Never from the query string.
[[nodiscard]] app::Credentials credentials_of(const http::Request& request);

/// Whether a request made with a session was made by our own pages: safe methods are; others need
/// the session's token in X-CSRF-Token and Sec-Fetch-Site same-origin or, from browsers without
/// that, an Origin that is our Host. Keys are exempt, a browser does not send them by itself.
[[nodiscard]] Result<void> check_origin(const app::Principal& principal,
                                        const http::Request& request);

/// The account a request is about: X-Account-Id, else `account`, `account_id` or `tenant_id` of
/// query or body, `in_path` for routes whose path names it, else the only one of the principal.
/// Errors: InvalidInput with `where` "account_id" when two of them differ, or none is named and
/// there is not exactly one; Forbidden for an account that is not the principal's or does not
/// exist.
[[nodiscard]] Result<AccountId> select_account(const app::Principal& principal,
                                               const http::Request& request,
                                               const json::Value* body,
                                               std::string_view in_path = {});

/// Decides who may call what. Fields outlive it.
class Admission {
 public:
  Admission(app::Authenticator& authenticator, const app::AccountDirectory& accounts)
      : authenticator_(authenticator), accounts_(accounts) {}

  /// True when finding out who sends `request` may take the store: the route then runs on the pool.
  [[nodiscard]] bool may_block(const RouteInfo& route, const http::Request& request) const;

  /// Who sends it, if they may call the route; null where everyone may.
  /// Errors: Unauthenticated, Forbidden, Unavailable.
  [[nodiscard]] Result<std::optional<app::Principal>> principal(const RouteInfo& route,
                                                                const http::Request& request) const;
  /// The account of the request and its currency. Errors: those of `select_account`.
  [[nodiscard]] Result<app::AccountFacts> account(const RouteInfo& route,
                                                  const app::Principal& principal,
                                                  const http::Request& request,
                                                  const json::Value* body) const;

 private:
  app::Authenticator& authenticator_;
  const app::AccountDirectory& accounts_;
};

}  // namespace gv::api
