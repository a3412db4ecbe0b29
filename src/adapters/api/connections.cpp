#include "adapters/api/connections.h"

#include "adapters/api/actor.h"
#include "adapters/api/endpoint.h"

namespace gv::api {
namespace {

ConnectionAnswer connection_answer(const app::ShownConnection& shown) {
  const auto& [connection, secrets] = shown;
  return {.provider = connection.provider,
          .external_id = connection.external_id,
          .display_name = connection.display_name,
          .status = connection.status,
          .credentials = secrets,
          .settings = connection.settings,
          .last_ok_at = connection.last_ok_at,
          .last_error = connection.last_error,
          .created_at = connection.created_at,
          .updated_at = connection.updated_at};
}

}  // namespace

Result<Collection<ConnectionAnswer>> ListConnections::operator()(
    const Context& context, const ListConnectionsRequest& request) const {
  GV_TRY(const auto scope, scope_of(context, *kRoute.scope));
  GV_TRY(const auto connections, connect.list(scope));
  std::vector<ConnectionAnswer> all;
  for (const auto& shown : connections) all.push_back(connection_answer(shown));
  return page_of(std::move(all), request,
                 [](const ConnectionAnswer& one) { return one.provider + ":" + one.external_id; });
}

Result<ConnectionAnswer> PutConnection::operator()(const Context& context,
                                                   const ConnectionBody& body) const {
  GV_TRY(const auto scope, scope_of(context, *kRoute.scope));
  GV_TRY(const auto shown, connect.put(scope,
                                       {.provider = body.provider,
                                        .external_id = body.ext,
                                        .display_name = body.display_name,
                                        .secrets = body.credentials,
                                        .settings = body.settings},
                                       actor_of(context)));
  return connection_answer(shown);
}

Result<NoContent> RemoveConnection::operator()(const Context& context,
                                               const ConnectionName& name) const {
  GV_TRY(const auto scope, scope_of(context, *kRoute.scope));
  GV_TRY(connect.remove(scope, name.provider, name.ext, actor_of(context)));
  return NoContent{};
}

void add_connection_routes(Api& api, app::Connect& connect) {
  add(api, ListConnections{connect});
  add(api, PutConnection{connect});
  add(api, RemoveConnection{connect});
}

}  // namespace gv::api
