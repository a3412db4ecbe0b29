#include "adapters/api/admission.h"

#include <algorithm>
#include <array>

#include <boost/json/value.hpp>
#include <fmt/format.h>
#include <sodium.h>

namespace gv::api {
namespace {

constexpr std::string_view kBearer = "Bearer ";
constexpr std::array<std::string_view, 3> kAccountNames{"account", "account_id", "tenant_id"};

std::string cookie(std::string_view cookies, std::string_view name) {
  while (!cookies.empty()) {
    const auto end = cookies.find(';');
    auto pair = cookies.substr(0, end);
    while (pair.starts_with(' ')) pair.remove_prefix(1);
    if (pair.size() > name.size() && pair.starts_with(name) && pair[name.size()] == '=') {
      return std::string(pair.substr(name.size() + 1));
    }
    if (end == std::string_view::npos) break;
    cookies.remove_prefix(end + 1);
  }
  return {};
}

bool is_safe(http::Method method) {
  return method == http::Method::Get || method == http::Method::Head ||
         method == http::Method::Options;
}

/// In a time that does not tell how much of it is right.
bool same_secret(std::string_view a, std::string_view b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

bool is_own_origin(const http::Request& request) {
  const auto site = request.headers.find("Sec-Fetch-Site");
  if (site) return *site == "same-origin";
  const auto origin = request.headers.value("Origin");
  const auto host = request.headers.value("Host");
  if (host.empty()) return false;
  return origin == fmt::format("https://{}", host) ||
         (!request.tls && origin == fmt::format("http://{}", host));
}

tl::unexpected<Error> not_yours() {
  return fail(ErrorCode::Forbidden, "account_id",
              "This account is not among those of your credentials.");
}

}  // namespace

app::Credentials credentials_of(const http::Request& request) {
  app::Credentials credentials;
  credentials.method = std::string(to_text(request.method));
  credentials.path = request.target.path;
  const auto authorization = request.headers.value("Authorization");
  if (authorization.size() > kBearer.size() &&
      http::equal_ignoring_case(authorization.substr(0, kBearer.size()), kBearer)) {
    credentials.api_key = std::string(authorization.substr(kBearer.size()));
    return credentials;
  }
  const auto cookies = request.headers.value("Cookie");
  credentials.session_token = cookie(cookies, kSessionCookie);
  // Through TLS only the name that no other site, and nobody in the clear, can set.
  if (credentials.session_token.empty() && !request.tls) {
    credentials.session_token = cookie(cookies, kSessionCookiePlain);
  }
  return credentials;
}

Result<void> check_origin(const app::Principal& principal, const http::Request& request) {
  if (principal.kind != app::PrincipalKind::Session || is_safe(request.method)) return {};
  if (!is_own_origin(request)) {
    return fail(ErrorCode::Forbidden, "Origin", "The request comes from another site.");
  }
  const auto token = request.headers.value("X-CSRF-Token");
  if (principal.csrf_token.empty() || !same_secret(token, principal.csrf_token)) {
    return fail(ErrorCode::Forbidden, "X-CSRF-Token",
                "The page is out of date. Reload it and try again.");
  }
  return {};
}

Result<AccountId> select_account(const app::Principal& principal, const http::Request& request,
                                 const json::Value* body, std::string_view in_path) {
  std::string named;
  bool differ = false;
  const auto take = [&](std::string_view name) {
    differ = differ || (!named.empty() && !name.empty() && named != name);
    if (named.empty()) named = std::string(name);
  };
  take(in_path);
  take(request.headers.value("X-Account-Id"));
  for (const auto name : kAccountNames) {
    take(request.target.query_value(name).value_or(std::string_view{}));
    if (body == nullptr || !body->is_object()) continue;
    const auto* const member = body->get_object().if_contains(name);
    if (member != nullptr && member->is_string()) take(std::string_view(member->get_string()));
  }
  if (differ) {
    return fail(ErrorCode::InvalidInput, "account_id",
                "two different accounts are named: X-Account-Id, account, account_id and "
                "tenant_id mean the same");
  }
  if (named.empty()) {
    if (principal.accounts.size() == 1) return principal.accounts.front();
    return fail(ErrorCode::InvalidInput, "account_id", "is missing",
                "name the account in X-Account-Id or account_id");
  }
  const auto account = AccountId::parse(named, "account_id");
  if (!account || !principal.may_name(*account)) return not_yours();
  return *account;
}

bool Admission::may_block(const RouteInfo& route, const http::Request& request) const {
  if (route.blocking) return true;
  if (!route.scope && !route.session) return false;
  const auto credentials = credentials_of(request);
  return !credentials.empty() && !authenticator_.recall(credentials);
}

Result<std::optional<app::Principal>> Admission::principal(const RouteInfo& route,
                                                           const http::Request& request) const {
  if (!route.scope && !route.session) return std::optional<app::Principal>();
  const auto credentials = credentials_of(request);
  if (credentials.empty()) {
    return fail(ErrorCode::Unauthenticated, "credentials",
                "Sign in, or send an API key that is valid.");
  }
  GV_TRY(auto principal, authenticator_.authenticate(credentials));
  GV_TRY(check_origin(principal, request));
  if (route.session && principal.kind != app::PrincipalKind::Session) {
    return fail(ErrorCode::Forbidden, "session", "This is for people who sign in, not for keys.");
  }
  if (route.scope && !principal.scopes.has(*route.scope)) {
    return fail(ErrorCode::Forbidden, "scope",
                fmt::format("This needs the permission \"{}\".", to_text(*route.scope)));
  }
  return std::optional(std::move(principal));
}

Result<app::AccountFacts> Admission::account(const RouteInfo& route,
                                             const app::Principal& principal,
                                             const http::Request& request,
                                             const json::Value* body) const {
  const auto in_path = route.account_in_path ? request.path_value("id") : std::string_view();
  GV_TRY(const auto id, select_account(principal, request, body, in_path));
  auto facts = accounts_.find(id);
  // Whether an account exists is nobody's business but its members'.
  if (!facts && facts.error().code == ErrorCode::NotFound) return not_yours();
  return facts;
}

}  // namespace gv::api
