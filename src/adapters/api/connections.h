#pragma once

#include <map>
#include <optional>
#include <string>

#include <boost/describe/class.hpp>

#include "adapters/api/collection.h"
#include "adapters/api/context.h"
#include "adapters/api/route_info.h"
#include "adapters/api/wire_types.h"
#include "app/access/connect.h"

namespace gv::api {

class Api;

struct ConnectionAnswer {
  std::string provider;
  std::string external_id;
  std::optional<std::string> display_name;
  std::string status;
  std::map<std::string, std::string> credentials;  ///< "…" and the last four characters
  std::map<std::string, std::string> settings;
  std::optional<TimePoint> last_ok_at;
  std::optional<std::string> last_error;
  TimePoint created_at;
  TimePoint updated_at;
};
BOOST_DESCRIBE_STRUCT(ConnectionAnswer, (),
                      (provider, external_id, display_name, status, credentials, settings,
                       last_ok_at, last_error, created_at, updated_at))

struct ListConnectionsRequest : PageRequest {
  std::string id;
};
BOOST_DESCRIBE_STRUCT(ListConnectionsRequest, (PageRequest), (id))

struct ListConnections {
  static constexpr RouteInfo kRoute{.path = "/api/v1/accounts/{id}/connections",
                                    .scope = app::Scope::Config,
                                    .account_in_path = true,
                                    .blocking = true,
                                    .summary = "The account's links to outside accounts"};
  app::Connect& connect;
  Result<Collection<ConnectionAnswer>> operator()(const Context& context,
                                                  const ListConnectionsRequest& request) const;
};

struct ConnectionBody {
  std::string id;
  std::string provider;
  std::string ext;
  std::optional<std::string> display_name;
  std::optional<std::map<std::string, std::string>> credentials;  ///< none: those there are stay
  std::optional<std::map<std::string, std::string>> settings;     ///< likewise
};
BOOST_DESCRIBE_STRUCT(ConnectionBody, (), (id, provider, ext, display_name, credentials, settings))

struct PutConnection {
  static constexpr RouteInfo kRoute{.method = http::Method::Put,
                                    .path = "/api/v1/accounts/{id}/connections/{provider}/{ext}",
                                    .scope = app::Scope::Config,
                                    .account_in_path = true,
                                    .blocking = true,
                                    .summary = "Link an outside account, or replace the link"};
  app::Connect& connect;
  Result<ConnectionAnswer> operator()(const Context& context, const ConnectionBody& body) const;
};

struct ConnectionName {
  std::string id;
  std::string provider;
  std::string ext;
};
BOOST_DESCRIBE_STRUCT(ConnectionName, (), (id, provider, ext))

struct RemoveConnection {
  static constexpr RouteInfo kRoute{.method = http::Method::Delete,
                                    .path = "/api/v1/accounts/{id}/connections/{provider}/{ext}",
                                    .scope = app::Scope::Config,
                                    .account_in_path = true,
                                    .blocking = true,
                                    .summary = "Forget an outside account and its secrets"};
  app::Connect& connect;
  Result<NoContent> operator()(const Context& context, const ConnectionName& name) const;
};

/// `connect` outlives the api.
void add_connection_routes(Api& api, app::Connect& connect);

}  // namespace gv::api
