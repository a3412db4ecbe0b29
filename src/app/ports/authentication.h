#pragma once

#include "app/ports/account_scope.h"
#include "app/ports/principal.h"
#include "base/result.h"

namespace gv::app {

/// Turns who asks into the right to touch rows: the only way from a credential to a transaction.
class Authentication {
 public:
  /// Errors: Forbidden, the same whether the account is another one's or does not exist, or the
  /// principal lacks `needed` in it.
  [[nodiscard]] static Result<AccountScope> scope_of(const Principal& principal,
                                                     const AccountId& account, Scope needed);
};

}  // namespace gv::app
