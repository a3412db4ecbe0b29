#pragma once

#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <string_view>
#include <utility>
#include <vector>

#include "io/sql/sqlite_connection.h"

namespace gv::sql {

/// Lets the writers of one SQLite file share commits. A commit costs one flush of the disk however
/// much it carries, so whoever finds the writer idle leads: it runs its own work and that of all
/// who queued meanwhile, commits once and tells each its outcome; who queues during that commit
/// forms the next group. Nobody waits for company, so a lone writer loses nothing.
///
/// Each work has a savepoint: its error undoes it alone. When the commit fails, or SQLite ends the
/// transaction by itself (full or failing disk), the whole group gets that error.
class GroupCommit {
 public:
  using Step = std::function<Result<void>(Connection&)>;

  explicit GroupCommit(std::unique_ptr<SqliteConnection> writer) : writer_(std::move(writer)) {}

  /// Returns when the work is durable or undone. Exceptions of the work come back to its caller.
  Result<void> run(std::string_view account, Millis timeout, const Step& step);
  /// Runs work without a transaction, alone.
  Result<void> run_bare(std::string_view account, Millis timeout, const Step& step);

 private:
  struct Ticket {
    std::string_view account;
    Millis timeout;
    const Step* step;
    bool bare{false};
    Result<void> outcome{};
    std::exception_ptr bug{};
    bool done{false};
    std::condition_variable turn{};
  };

  using Group = std::vector<Ticket*>;

  Result<void> wait(Ticket& ticket);
  void lead(std::unique_lock<std::mutex>& lock);
  Result<void> run_group(Group& group);
  bool join(Group& group);
  void run_alone(Ticket& ticket);
  void run_in_savepoint(Ticket& ticket);

  std::mutex mutex_{};
  std::deque<Ticket*> queue_{};
  bool led_{false};
  std::unique_ptr<SqliteConnection> writer_;  ///< the leader's alone
};

}  // namespace gv::sql
