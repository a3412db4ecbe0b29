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

struct AccountUser {
  std::string id;
  std::string email;
  std::string name;
  std::string role;
  bool has_password{false};  ///< false: invited, and has not come yet
  TimePoint member_since;
  std::optional<TimePoint> last_login_at;
};
BOOST_DESCRIBE_STRUCT(AccountUser, (),
                      (id, email, name, role, has_password, member_since, last_login_at))

struct ListUsers {
  static constexpr RouteInfo kRoute{.path = "/api/v1/users",
                                    .scope = app::Scope::Admin,
                                    .blocking = true,
                                    .summary = "The users of the account"};
  app::Access& access;
  Result<Collection<AccountUser>> operator()(const Context& context, const PageRequest& page) const;
};

struct InvitationBody {
  std::string email;
  std::string role;
  std::optional<std::string> name;
  std::optional<std::string> account_id;
};
BOOST_DESCRIBE_STRUCT(InvitationBody, (), (email, role, name, account_id))

struct InvitedAnswer {
  AccountUser user;
  std::optional<std::string> invite_url;  ///< below the server's address; of a new user, this once
};
BOOST_DESCRIBE_STRUCT(InvitedAnswer, (), (user, invite_url))

struct InviteUser {
  static constexpr RouteInfo kRoute{.method = http::Method::Post,
                                    .path = "/api/v1/users",
                                    .scope = app::Scope::Admin,
                                    .answers_secret = true,
                                    .blocking = true,
                                    .summary = "Add a user to the account"};
  app::Access& access;
  Result<Created<InvitedAnswer>> operator()(const Context& context,
                                            const InvitationBody& body) const;
};

struct RoleBody {
  std::string id;
  std::string role;
};
BOOST_DESCRIBE_STRUCT(RoleBody, (), (id, role))

/// Ends the user's sessions.
struct ChangeRole {
  static constexpr RouteInfo kRoute{.method = http::Method::Patch,
                                    .path = "/api/v1/users/{id}",
                                    .scope = app::Scope::Admin,
                                    .blocking = true,
                                    .summary = "Give a user of the account another role"};
  app::Access& access;
  Result<AccountUser> operator()(const Context& context, const RoleBody& body) const;
};

struct UserName {
  std::string id;
};
BOOST_DESCRIBE_STRUCT(UserName, (), (id))

struct RemoveUser {
  static constexpr RouteInfo kRoute{.method = http::Method::Delete,
                                    .path = "/api/v1/users/{id}",
                                    .scope = app::Scope::Admin,
                                    .blocking = true,
                                    .summary = "Remove a user from the account"};
  app::Access& access;
  Result<NoContent> operator()(const Context& context, const UserName& user) const;
};

struct LinkBody {
  std::string code;
};
BOOST_DESCRIBE_STRUCT(LinkBody, (), (code))

/// The code of an invitation, or of the link that the program prints.
struct FollowLink {
  static constexpr RouteInfo kRoute{.method = http::Method::Post,
                                    .path = "/api/v1/auth/link",
                                    .of_account = false,
                                    .rate = RateClass::Login,
                                    .blocking = true,
                                    .summary = "Sign in by a code that is good once"};
  app::Access& access;
  Result<WithHeaders<LoginAnswer>> operator()(const Context& context, const LinkBody& body) const;
};

}  // namespace gv::api
