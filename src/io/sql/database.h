#pragma once

#include <functional>
#include <string>
#include <type_traits>

#include "base/carry.h"
#include "base/result.h"
#include "base/time.h"
#include "io/sql/connection.h"

namespace gv::sql {

/// For whom, and how long, a transaction runs.
struct Access {
  std::string account{};   ///< what row-level security lets it see; empty: shared tables only
  Millis timeout{30'000};  ///< of each statement, > 0
};

/// A store of one engine. Safe to use from many threads; each call holds a connection of the pool
/// while its work runs, so work does nothing slow beside its statements.
///
/// `work` is called as `Result<T> work(Connection&)`. Its error rolls back; its value is returned
/// after the commit, so what was answered is durable. It may run again (up to three times) when
/// PostgreSQL reports a deadlock or a serialization failure, so it has no effect outside the
/// connection but on locals it sets anew. On SQLite writes of other threads may join the same
/// commit, each in a savepoint of its own: one fails alone, all become durable together.
///
/// Errors: those of the work; Unavailable, TimedOut, StorageFull from begin and commit. A commit
/// whose answer is lost returns Unavailable, and may have taken place.
class Database {
 public:
  virtual ~Database() = default;

  [[nodiscard]] virtual Engine engine() const = 0;

  /// Runs work that only reads, on one snapshot on SQLite, statement by statement on PostgreSQL.
  template <class Work>
  auto read(const Access& access, Work&& work) -> std::invoke_result_t<Work, Connection&> {
    return carry_out<Connection>([&](const Step& step) { return run_read(access, step); }, work);
  }

  /// Runs work in a transaction that is durable when this returns a value.
  template <class Work>
  auto write(const Access& access, Work&& work) -> std::invoke_result_t<Work, Connection&> {
    return carry_out<Connection>([&](const Step& step) { return run_write(access, step); }, work);
  }

  /// Runs work outside any transaction, each statement committing on its own: for what an engine
  /// refuses inside one (concurrent indexes, vacuum).
  template <class Work>
  auto bare(const Access& access, Work&& work) -> std::invoke_result_t<Work, Connection&> {
    return carry_out<Connection>([&](const Step& step) { return run_bare(access, step); }, work);
  }

  /// Copies the whole store as it is now into a new file, durably. SQLite only.
  /// Errors: NotAvailable on PostgreSQL (`pg_dump` does it), Conflict when `path` exists.
  virtual Result<void> backup(const std::string& path) = 0;

 protected:
  using Step = std::function<Result<void>(Connection&)>;
  virtual Result<void> run_read(const Access& access, const Step& step) = 0;
  virtual Result<void> run_write(const Access& access, const Step& step) = 0;
  virtual Result<void> run_bare(const Access& access, const Step& step) = 0;
};

}  // namespace gv::sql
