#pragma once

#include "app/access/access.h"

namespace gv::api {

class Api;

/// Setting up, signing in, API keys, accounts, their configurations and audit logs. `access`
/// outlives the api.
void add_access_routes(Api& api, app::Access& access);

void add_sign_in_routes(Api& api, app::Access& access);
void add_session_routes(Api& api, app::Access& access);
void add_totp_routes(Api& api, app::Access& access);
void add_api_key_routes(Api& api, app::Access& access);
void add_user_routes(Api& api, app::Access& access);
void add_account_routes(Api& api, app::Access& access);
void add_configuration_routes(Api& api, app::Access& access);
void add_audit_routes(Api& api, app::Access& access);

}  // namespace gv::api
