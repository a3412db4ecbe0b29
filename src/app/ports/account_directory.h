#pragma once

#include "base/currency.h"
#include "base/ids.h"
#include "base/result.h"

namespace gv::app {

/// What the outside has to know of an account before it can read a request about it.
struct AccountFacts {
  AccountId id;
  Currency currency{Currency::usd()};
};

/// Looks accounts up. Thread-safe.
class AccountDirectory {
 public:
  virtual ~AccountDirectory() = default;

  /// Answers from memory and does not block; implementers keep the table in memory.
  /// Errors: NotFound.
  [[nodiscard]] virtual Result<AccountFacts> find(const AccountId& account) const = 0;
};

}  // namespace gv::app
