#pragma once

#include <utility>

#include "base/ids.h"

namespace gv::app {

/// Why the program itself, and no credential, acts for an account.
enum class SystemTask {
  Onboarding,   ///< the account is being made
  Settings,     ///< the version in force is read into memory
  Maintenance,  ///< retention, partitions, expiry
  Schedule,     ///< its schedules are kept and fired
  Rebuild,      ///< projections from the log
  Transfer,     ///< backup, restore, copies between stores
  Import,       ///< files given on the command line
  Webhook,      ///< a verified sender whose account is known from what it sent
  Test,
};

/// The right to touch the rows of one account. Whatever reads or writes account data asks for one,
/// and only those who checked that right can make it: so no code reaches another account by passing
/// an id around.
class AccountScope {
 public:
  /// For a named task of the program itself; a review finds every one of them by this name.
  static AccountScope of_system(AccountId account, SystemTask /*why*/) {
    return AccountScope(std::move(account));
  }

  [[nodiscard]] const AccountId& account() const { return account_; }

 private:
  friend class Authentication;  // has checked a credential and its membership
  friend class JobRunner;       // has claimed a job of this account

  explicit AccountScope(AccountId account) : account_(std::move(account)) {}
  AccountId account_;
};

}  // namespace gv::app
