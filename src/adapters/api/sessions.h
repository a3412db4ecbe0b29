#pragma once

#include <optional>
#include <string>

#include <boost/describe/class.hpp>

#include "adapters/api/collection.h"
#include "adapters/api/context.h"
#include "adapters/api/route_info.h"
#include "adapters/api/sign_in.h"
#include "adapters/api/wire_types.h"
#include "app/access/access.h"

namespace gv::api {

struct PasswordBody {
  std::optional<std::string> current;  ///< none: of a user who has none yet
  std::string new_;
};
BOOST_DESCRIBE_STRUCT(PasswordBody, (), (current, new_))

/// As many guesses at the current password as at a login.
struct ChangePassword {
  static constexpr RouteInfo kRoute{.method = http::Method::Post,
                                    .path = "/api/v1/auth/password",
                                    .session = true,
                                    .of_account = false,
                                    .rate = RateClass::Login,
                                    .blocking = true,
                                    .summary = "Change one's own password"};
  app::Access& access;
  Result<WithHeaders<LoginAnswer>> operator()(const Context& context,
                                              const PasswordBody& body) const;
};

struct SessionAnswer {
  std::string id;
  bool current{false};
  TimePoint created_at;
  TimePoint last_seen_at;
  TimePoint expires_at;
  std::optional<std::string> ip_prefix;
  std::optional<std::string> user_agent;
};
BOOST_DESCRIBE_STRUCT(SessionAnswer, (),
                      (id, current, created_at, last_seen_at, expires_at, ip_prefix, user_agent))

struct ListSessions {
  static constexpr RouteInfo kRoute{.path = "/api/v1/auth/sessions",
                                    .session = true,
                                    .of_account = false,
                                    .blocking = true,
                                    .summary = "One's own sessions, oldest first"};
  app::Access& access;
  Result<Collection<SessionAnswer>> operator()(const Context& context,
                                               const PageRequest& page) const;
};

struct EndOtherSessions {
  static constexpr RouteInfo kRoute{.method = http::Method::Delete,
                                    .path = "/api/v1/auth/sessions",
                                    .session = true,
                                    .of_account = false,
                                    .blocking = true,
                                    .summary = "End one's other sessions"};
  app::Access& access;
  Result<NoContent> operator()(const Context& context, const Nothing&) const;
};

struct SessionName {
  std::string id;
};
BOOST_DESCRIBE_STRUCT(SessionName, (), (id))

struct EndSession {
  static constexpr RouteInfo kRoute{.method = http::Method::Delete,
                                    .path = "/api/v1/auth/sessions/{id}",
                                    .session = true,
                                    .of_account = false,
                                    .blocking = true,
                                    .summary = "End one of one's own sessions"};
  app::Access& access;
  Result<NoContent> operator()(const Context& context, const SessionName& name) const;
};

}  // namespace gv::api
