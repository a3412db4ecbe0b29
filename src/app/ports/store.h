#pragma once

#include <functional>
#include <type_traits>

#include "app/ports/account_scope.h"
#include "base/carry.h"
#include "base/result.h"
#include "base/time.h"

namespace gv::app {

/// An open transaction that reaches only tables which belong to no single account: jobs, schedules,
/// leases, users, sessions. For one thread, and only while its work runs.
class SharedTransaction {
 public:
  virtual ~SharedTransaction() = default;
  SharedTransaction(const SharedTransaction&) = delete;
  SharedTransaction& operator=(const SharedTransaction&) = delete;

  /// One instant for all that it writes.
  [[nodiscard]] TimePoint now() const { return now_; }
  /// Whose transaction it is; nullptr when it is of no account.
  [[nodiscard]] virtual const AccountId* account() const { return nullptr; }

 protected:
  explicit SharedTransaction(TimePoint now) : now_(now) {}

 private:
  TimePoint now_;
};

/// An open transaction of one account. Repositories take it by reference, so that what several of
/// them do is durable together or not at all, and take the account from it: they cannot be handed
/// a transaction of one account and rows of another.
class Transaction : public SharedTransaction {
 public:
  [[nodiscard]] const AccountScope& scope() const { return scope_; }
  [[nodiscard]] const AccountId* account() const override { return &scope_.account(); }

 protected:
  Transaction(TimePoint now, AccountScope scope)
      : SharedTransaction(now), scope_(std::move(scope)) {}

 private:
  AccountScope scope_;
};

/// Where transactions come from. Safe to use from many threads.
///
/// `work` is called as `Result<T> work(Transaction&)`; its error undoes all it did, its value is
/// returned after the commit: what was answered is durable. It may run again after a deadlock, so
/// it has no effect outside the transaction but on locals it sets anew, and does nothing slow
/// beside its statements.
///
/// Errors: those of the work; Conflict, Unavailable, TimedOut, StorageFull from the store itself.
class Store {
 public:
  virtual ~Store() = default;

  template <class Work>
  auto read(const AccountScope& scope, Work&& work) -> std::invoke_result_t<Work&, Transaction&> {
    return carry_out<Transaction>([&](const Step& step) { return run_read(scope, step); }, work);
  }
  template <class Work>
  auto write(const AccountScope& scope, Work&& work) -> std::invoke_result_t<Work&, Transaction&> {
    return carry_out<Transaction>([&](const Step& step) { return run_write(scope, step); }, work);
  }
  template <class Work>
  auto read_shared(Work&& work) -> std::invoke_result_t<Work&, SharedTransaction&> {
    return carry_out<SharedTransaction>(
        [&](const SharedStep& step) { return run_read_shared(step); }, work);
  }
  template <class Work>
  auto write_shared(Work&& work) -> std::invoke_result_t<Work&, SharedTransaction&> {
    return carry_out<SharedTransaction>(
        [&](const SharedStep& step) { return run_write_shared(step); }, work);
  }

 protected:
  using Step = std::function<Result<void>(Transaction&)>;
  using SharedStep = std::function<Result<void>(SharedTransaction&)>;
  virtual Result<void> run_read(const AccountScope& scope, const Step& step) = 0;
  virtual Result<void> run_write(const AccountScope& scope, const Step& step) = 0;
  virtual Result<void> run_read_shared(const SharedStep& step) = 0;
  virtual Result<void> run_write_shared(const SharedStep& step) = 0;
};

}  // namespace gv::app
