#include "adapters/api/api_keys.h"

#include "adapters/api/access_routes.h"
#include "adapters/api/actor.h"
#include "adapters/api/endpoint.h"
#include "app/access/roles.h"

namespace gv::api {
namespace {

Result<app::Scopes> scopes_named(const std::vector<std::string>& names) {
  app::Scopes scopes;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto scope = app::scope_of(names[i]);
    if (!scope) {
      return fail(ErrorCode::InvalidInput, "scopes[" + std::to_string(i) + "]",
                  "is no scope this program knows");
    }
    scopes.add(*scope);
  }
  return scopes;
}

KeyAnswer key_answer(const app::ApiKey& key) {
  return {.id = key.id,
          .name = key.name,
          .key_prefix = key.prefix,
          .scopes = app::names_of(app::scopes_from_json(key.scopes)),
          .created_at = key.created_at,
          .expires_at = key.expires_at,
          .last_used_at = key.last_used_at,
          .revoked_at = key.revoked_at};
}

Created<MadeKeyAnswer> made_key(const app::MadeKey& made) {
  return {{made.key.id, made.text, made.key.prefix}, "/api/v1/api-keys/" + made.key.id};
}

}  // namespace

Result<Created<MadeKeyAnswer>> MakeApiKey::operator()(const Context& context,
                                                      const KeyBody& body) const {
  GV_TRY(const auto scope, scope_of(context, *kRoute.scope));
  GV_TRY(const auto scopes, scopes_named(body.scopes));
  GV_TRY(const auto made,
         access.api_keys.make(scope, *context.principal,
                              {.name = body.name, .scopes = scopes, .expires_at = body.expires_at},
                              actor_of(context)));
  return made_key(made);
}

Result<Collection<KeyAnswer>> ListApiKeys::operator()(const Context& context,
                                                      const PageRequest& page) const {
  GV_TRY(const auto scope, scope_of(context, *kRoute.scope));
  GV_TRY(const auto keys, access.api_keys.list(scope));
  std::vector<KeyAnswer> all;
  for (const auto& key : keys) all.push_back(key_answer(key));
  return page_of(std::move(all), page, &KeyAnswer::id);
}

Result<Created<MadeKeyAnswer>> RotateApiKey::operator()(const Context& context,
                                                        const KeyName& key) const {
  GV_TRY(const auto scope, scope_of(context, *kRoute.scope));
  GV_TRY(const auto made,
         access.api_keys.rotate(scope, *context.principal, key.id, actor_of(context)));
  return made_key(made);
}

Result<NoContent> RevokeApiKey::operator()(const Context& context, const KeyName& key) const {
  GV_TRY(const auto scope, scope_of(context, *kRoute.scope));
  GV_TRY(access.api_keys.revoke(scope, key.id, actor_of(context)));
  return NoContent{};
}

void add_api_key_routes(Api& api, app::Access& access) {
  add(api, MakeApiKey{access});
  add(api, ListApiKeys{access});
  add(api, RotateApiKey{access});
  add(api, RevokeApiKey{access});
}

}  // namespace gv::api
