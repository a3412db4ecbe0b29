#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <boost/describe/class.hpp>

#include "adapters/api/collection.h"
#include "adapters/api/context.h"
#include "adapters/api/route_info.h"
#include "adapters/api/wire_types.h"
#include "app/access/access.h"

namespace gv::api {

struct AccountAnswer {
  std::string id;
  std::string name;
  std::string currency;
  std::string time_zone;
  std::optional<std::string> industry;
  std::string status;
  bool is_demo{false};
  std::int64_t config_version{0};
  TimePoint created_at;
};
BOOST_DESCRIBE_STRUCT(AccountAnswer, (),
                      (id, name, currency, time_zone, industry, status, is_demo, config_version,
                       created_at))

struct ListAccounts {
  static constexpr RouteInfo kRoute{.path = "/api/v1/accounts",
                                    .scope = app::Scope::Read,
                                    .of_account = false,
                                    .blocking = true,
                                    .summary = "The accounts that these credentials may read"};
  app::Access& access;
  Result<Collection<AccountAnswer>> operator()(const Context& context,
                                               const PageRequest& page) const;
};

struct AccountBody {
  std::string id;
  std::string name;
  std::string currency;
  std::string time_zone;
  std::optional<std::string> industry;
  std::optional<std::string> preset;
};
BOOST_DESCRIBE_STRUCT(AccountBody, (), (id, name, currency, time_zone, industry, preset))

/// Its maker owns it.
struct OpenAccount {
  static constexpr RouteInfo kRoute{.method = http::Method::Post,
                                    .path = "/api/v1/accounts",
                                    .scope = app::Scope::Admin,
                                    .of_account = false,
                                    .blocking = true,
                                    .summary = "Open an account"};
  app::Access& access;
  Result<Created<AccountAnswer>> operator()(const Context& context, const AccountBody& body) const;
};

struct AccountName {
  std::string id;
};
BOOST_DESCRIBE_STRUCT(AccountName, (), (id))

struct ShowAccount {
  static constexpr RouteInfo kRoute{.path = "/api/v1/accounts/{id}",
                                    .scope = app::Scope::Read,
                                    .account_in_path = true,
                                    .blocking = true,
                                    .summary = "One account"};
  app::Access& access;
  Result<AccountAnswer> operator()(const Context& context, const AccountName& name) const;
};

struct AccountChangesBody {
  std::string id;
  std::optional<std::string> name;
  std::optional<std::string> time_zone;
  std::optional<std::string> industry;
};
BOOST_DESCRIBE_STRUCT(AccountChangesBody, (), (id, name, time_zone, industry))

struct ChangeAccount {
  static constexpr RouteInfo kRoute{.method = http::Method::Patch,
                                    .path = "/api/v1/accounts/{id}",
                                    .scope = app::Scope::Admin,
                                    .account_in_path = true,
                                    .blocking = true,
                                    .summary = "Change name, time zone or industry of an account"};
  app::Access& access;
  Result<AccountAnswer> operator()(const Context& context, const AccountChangesBody& body) const;
};

struct ArchiveAccount {
  static constexpr RouteInfo kRoute{.method = http::Method::Delete,
                                    .path = "/api/v1/accounts/{id}",
                                    .scope = app::Scope::Admin,
                                    .account_in_path = true,
                                    .blocking = true,
                                    .summary = "Archive an account; its owner may"};
  app::Access& access;
  Result<NoContent> operator()(const Context& context, const AccountName& name) const;
};

}  // namespace gv::api
