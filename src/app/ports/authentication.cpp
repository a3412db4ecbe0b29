#include "app/ports/authentication.h"

namespace gv::app {

Result<AccountScope> Authentication::scope_of(const Principal& principal, const AccountId& account,
                                              Scope needed) {
  if (!principal.may_name(account)) {
    return fail(ErrorCode::Forbidden, "account_id",
                "This account is not among those of your credentials.");
  }
  if (!principal.scopes_in(account).has(needed)) {
    return fail(ErrorCode::Forbidden, "scope",
                "This needs the permission \"" + std::string(to_text(needed)) + "\".");
  }
  return AccountScope(account);
}

}  // namespace gv::app
