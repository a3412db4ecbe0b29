#pragma once

#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include "adapters/api/collection.h"
#include "adapters/api/context.h"
#include "adapters/api/route_info.h"
#include "adapters/api/wire_types.h"
#include "app/access/access.h"

namespace gv::api {

struct KeyBody {
  std::string name;
  std::vector<std::string> scopes;
  std::optional<std::string> account_id;
  std::optional<TimePoint> expires_at;
};
BOOST_DESCRIBE_STRUCT(KeyBody, (), (name, scopes, account_id, expires_at))

struct MadeKeyAnswer {
  std::string id;
  std::string key;  ///< this once
  std::string key_prefix;
};
BOOST_DESCRIBE_STRUCT(MadeKeyAnswer, (), (id, key, key_prefix))

/// A key of the account, for programs.
struct MakeApiKey {
  static constexpr RouteInfo kRoute{.method = http::Method::Post,
                                    .path = "/api/v1/api-keys",
                                    .scope = app::Scope::Admin,
                                    .answers_secret = true,
                                    .blocking = true,
                                    .summary = "Make an API key of the account"};
  app::Access& access;
  Result<Created<MadeKeyAnswer>> operator()(const Context& context, const KeyBody& body) const;
};

struct KeyAnswer {
  std::string id;
  std::string name;
  std::string key_prefix;
  std::vector<std::string> scopes;
  TimePoint created_at;
  std::optional<TimePoint> expires_at;
  std::optional<TimePoint> last_used_at;
  std::optional<TimePoint> revoked_at;
};
BOOST_DESCRIBE_STRUCT(KeyAnswer, (),
                      (id, name, key_prefix, scopes, created_at, expires_at, last_used_at,
                       revoked_at))

struct ListApiKeys {
  static constexpr RouteInfo kRoute{.path = "/api/v1/api-keys",
                                    .scope = app::Scope::Admin,
                                    .blocking = true,
                                    .summary = "The API keys of the account, oldest first"};
  app::Access& access;
  Result<Collection<KeyAnswer>> operator()(const Context& context, const PageRequest& page) const;
};

struct KeyName {
  std::string id;
};
BOOST_DESCRIBE_STRUCT(KeyName, (), (id))

/// The key that is replaced is good for another day.
struct RotateApiKey {
  static constexpr RouteInfo kRoute{.method = http::Method::Post,
                                    .path = "/api/v1/api-keys/{id}/rotate",
                                    .scope = app::Scope::Admin,
                                    .answers_secret = true,
                                    .blocking = true,
                                    .summary = "Make an API key that takes another one's place"};
  app::Access& access;
  Result<Created<MadeKeyAnswer>> operator()(const Context& context, const KeyName& key) const;
};

struct RevokeApiKey {
  static constexpr RouteInfo kRoute{.method = http::Method::Delete,
                                    .path = "/api/v1/api-keys/{id}",
                                    .scope = app::Scope::Admin,
                                    .blocking = true,
                                    .summary = "Revoke an API key of the account"};
  app::Access& access;
  Result<NoContent> operator()(const Context& context, const KeyName& key) const;
};

}  // namespace gv::api
