#include "io/sql/group_commit.h"

#include <chrono>

namespace gv::sql {
namespace {

constexpr std::chrono::milliseconds kGroupTimeMax{2};
constexpr std::size_t kGroupStatementsMax = 500;

}  // namespace

Result<void> GroupCommit::run(std::string_view account, Millis timeout, const Step& step) {
  Ticket ticket{.account = account, .timeout = timeout, .step = &step};
  return wait(ticket);
}

Result<void> GroupCommit::run_bare(std::string_view account, Millis timeout, const Step& step) {
  Ticket ticket{.account = account, .timeout = timeout, .step = &step, .bare = true};
  return wait(ticket);
}

Result<void> GroupCommit::wait(Ticket& ticket) {
  std::unique_lock lock(mutex_);
  queue_.push_back(&ticket);
  ticket.turn.wait(lock, [&] { return ticket.done || (!led_ && queue_.front() == &ticket); });
  if (!ticket.done) lead(lock);
  if (ticket.bug) std::rethrow_exception(ticket.bug);
  return std::move(ticket.outcome);
}

void GroupCommit::lead(std::unique_lock<std::mutex>& lock) {
  led_ = true;
  Group group{queue_.front()};
  queue_.pop_front();
  lock.unlock();
  if (group.front()->bare) {
    run_alone(*group.front());
  } else if (const auto shared = run_group(group); !shared) {
    if (writer_->in_transaction()) (void)writer_->control("ROLLBACK");
    for (Ticket* member : group) {
      if (member->outcome) member->outcome = shared;
    }
  }
  lock.lock();
  led_ = false;
  for (Ticket* member : group) {
    member->done = true;
    member->turn.notify_one();
  }
  if (!queue_.empty()) queue_.front()->turn.notify_one();
}

/// Runs the leader's work, then that of others while the group has room, and commits. An error is
/// that of the whole group.
Result<void> GroupCommit::run_group(Group& group) {
  const auto started = std::chrono::steady_clock::now();
  const auto statements = writer_->statements_run();
  GV_TRY(writer_->control("BEGIN IMMEDIATE"));
  do {
    run_in_savepoint(*group.back());
    // A full or failing disk makes SQLite roll back everything, the earlier members too.
    if (!writer_->in_transaction()) return group.back()->outcome;
  } while (std::chrono::steady_clock::now() - started < kGroupTimeMax &&
           writer_->statements_run() - statements < kGroupStatementsMax && join(group));
  return writer_->control("COMMIT");
}

/// Takes the next one in the queue into the group, unless it has to run alone.
bool GroupCommit::join(Group& group) {
  const std::lock_guard lock(mutex_);
  if (queue_.empty() || queue_.front()->bare) return false;
  group.push_back(queue_.front());
  queue_.pop_front();
  return true;
}

void GroupCommit::run_alone(Ticket& ticket) {
  writer_->enter(ticket.account, ticket.timeout);
  try {
    ticket.outcome = (*ticket.step)(*writer_);
  } catch (...) {
    ticket.bug = std::current_exception();
  }
}

void GroupCommit::run_in_savepoint(Ticket& ticket) {
  ticket.outcome = writer_->control("SAVEPOINT work");
  if (!ticket.outcome) return;
  run_alone(ticket);
  if (!writer_->in_transaction()) return;
  if (ticket.bug || !ticket.outcome) {
    if (auto undone = writer_->control("ROLLBACK TO work"); !undone) ticket.outcome = undone;
  }
  if (auto released = writer_->control("RELEASE work"); !released) ticket.outcome = released;
}

}  // namespace gv::sql
