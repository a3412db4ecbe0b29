#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include "adapters/api/binder.h"
#include "adapters/api/context.h"
#include "adapters/api/route_info.h"
#include "app/access/access.h"
#include "io/http/rate_limit.h"

namespace gv::api {

struct UserAnswer {
  std::string id;
  std::string email;
  std::string name;
  std::string locale;
  std::string time_zone;
};
BOOST_DESCRIBE_STRUCT(UserAnswer, (), (id, email, name, locale, time_zone))
[[nodiscard]] UserAnswer user_answer(const app::User& user);

struct SetupAccount {
  std::string id;
  std::string name;
  std::string currency;
  std::string time_zone;
};
BOOST_DESCRIBE_STRUCT(SetupAccount, (), (id, name, currency, time_zone))

struct SetupBody {
  std::string setup_token;
  std::string email;
  std::string password;
  std::optional<std::string> name;
  SetupAccount account;
};
BOOST_DESCRIBE_STRUCT(SetupBody, (), (setup_token, email, password, name, account))

struct SetupAnswer {
  UserAnswer user;
  SetupAccount account;
};
BOOST_DESCRIBE_STRUCT(SetupAnswer, (), (user, account))

/// The first user and their account, once.
struct SetUp {
  static constexpr RouteInfo kRoute{.method = http::Method::Post,
                                    .path = "/api/v1/setup",
                                    .of_account = false,
                                    .rate = RateClass::Login,
                                    .blocking = true,
                                    .summary = "Make the first user and their account"};
  app::Access& access;
  Result<Created<SetupAnswer>> operator()(const Context& context, const SetupBody& body) const;
};

struct LoginBody {
  std::string email;
  std::string password;
  std::optional<std::string> totp;  ///< of the app, or one that recovers
};
BOOST_DESCRIBE_STRUCT(LoginBody, (), (email, password, totp))

struct MemberAnswer {
  std::string id;
  std::string name;
  std::string role;
  std::string currency;
  std::string time_zone;
  bool is_demo{false};
};
BOOST_DESCRIBE_STRUCT(MemberAnswer, (), (id, name, role, currency, time_zone, is_demo))

struct LoginAnswer {
  UserAnswer user;
  std::vector<MemberAnswer> accounts;
  std::string csrf_token;
};
BOOST_DESCRIBE_STRUCT(LoginAnswer, (), (user, accounts, csrf_token))

/// The token of `login` in a cookie, everything else in the body.
[[nodiscard]] WithHeaders<LoginAnswer> login_answer(const Context& context,
                                                    const app::Login& login);
/// What the client says it is, cut short.
[[nodiscard]] std::optional<std::string> user_agent_of(const Context& context);

/// Begins a session: its token is in the cookie alone. As many attempts at one e-mail address as
/// from one network address.
struct LogIn {
  static constexpr RouteInfo kRoute{.method = http::Method::Post,
                                    .path = "/api/v1/auth/login",
                                    .of_account = false,
                                    .rate = RateClass::Login,
                                    .blocking = true,
                                    .summary = "Sign in"};
  app::Access& access;
  http::Rate per_email;
  std::shared_ptr<http::RateLimiter> by_email{std::make_shared<http::RateLimiter>()};
  Result<WithHeaders<LoginAnswer>> operator()(const Context& context, const LoginBody& body) const;
};

struct LogOut {
  static constexpr RouteInfo kRoute{.method = http::Method::Post,
                                    .path = "/api/v1/auth/logout",
                                    .session = true,
                                    .of_account = false,
                                    .blocking = true,
                                    .summary = "End this session"};
  app::Access& access;
  Result<WithHeaders<NoContent>> operator()(const Context& context, const Nothing&) const;
};

struct ProfileAnswer {
  UserAnswer user;
  std::vector<MemberAnswer> accounts;
  std::vector<std::string> scopes;  ///< in any of the accounts
  std::string csrf_token;
  bool totp_enabled{false};
};
BOOST_DESCRIBE_STRUCT(ProfileAnswer, (), (user, accounts, scopes, csrf_token, totp_enabled))

struct ShowMe {
  static constexpr RouteInfo kRoute{.path = "/api/v1/auth/me",
                                    .session = true,
                                    .of_account = false,
                                    .blocking = true,
                                    .summary = "Who is signed in"};
  app::Access& access;
  Result<ProfileAnswer> operator()(const Context& context, const Nothing&) const;
};

struct ProfileBody {
  std::optional<std::string> name;
  std::optional<std::string> locale;
  std::optional<std::string> time_zone;
};
BOOST_DESCRIBE_STRUCT(ProfileBody, (), (name, locale, time_zone))
void check(const ProfileBody& body, Binder& binder);

struct ChangeMe {
  static constexpr RouteInfo kRoute{.method = http::Method::Patch,
                                    .path = "/api/v1/auth/me",
                                    .session = true,
                                    .of_account = false,
                                    .blocking = true,
                                    .summary = "Change one's own name, language or time zone"};
  app::Access& access;
  Result<ProfileAnswer> operator()(const Context& context, const ProfileBody& body) const;
};

}  // namespace gv::api
