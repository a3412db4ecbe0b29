#pragma once

#include "adapters/api/context.h"
#include "app/access/audit.h"
#include "app/ports/account_scope.h"
#include "base/result.h"

namespace gv::api {

/// Who sends the request, and from where, for the record.
[[nodiscard]] app::Actor actor_of(const Context& context);

/// The right to the rows of the request's account. Errors: Forbidden.
[[nodiscard]] Result<app::AccountScope> scope_of(const Context& context, app::Scope needed);

}  // namespace gv::api
