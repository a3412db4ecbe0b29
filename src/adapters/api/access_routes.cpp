#include "adapters/api/access_routes.h"

namespace gv::api {

void add_access_routes(Api& api, app::Access& access) {
  add_sign_in_routes(api, access);
  add_session_routes(api, access);
  add_totp_routes(api, access);
  add_account_routes(api, access);
  add_configuration_routes(api, access);
  add_api_key_routes(api, access);
  add_user_routes(api, access);
  add_audit_routes(api, access);
}

}  // namespace gv::api
