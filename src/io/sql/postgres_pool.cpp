#include "io/sql/postgres_pool.h"

#include <algorithm>
#include <utility>

namespace gv::sql {
namespace {

constexpr Millis kPauseMin{100};
constexpr Millis kPauseMax{2'000};

}  // namespace

PostgresPool::PostgresPool(PostgresOptions options, std::string url, PostgresSession session)
    : options_(std::move(options)), url_(std::move(url)), session_(std::move(session)) {}

Result<std::unique_ptr<PostgresConnection>> PostgresPool::take() {
  std::unique_lock lock(mutex_);
  const bool free = returned_.wait_for(
      lock, options_.wait_max, [&] { return !idle_.empty() || lent_ < options_.connections_max; });
  if (!free) {
    return fail(ErrorCode::Unavailable, "database",
                "all " + std::to_string(options_.connections_max) +
                    " connections have been in use for too long");
  }
  ++lent_;
  while (!idle_.empty()) {
    Idle idle = std::move(idle_.back());
    idle_.pop_back();
    if (Steady::now() - idle.since < options_.idle_check) return std::move(idle.connection);
    lock.unlock();
    if (idle.connection->answers()) return std::move(idle.connection);
    lock.lock();
  }
  lock.unlock();
  auto connection = connect();
  if (!connection) forget();
  return connection;
}

Result<std::unique_ptr<PostgresConnection>> PostgresPool::connect() {
  Millis tried_after{0};
  {
    const std::lock_guard lock(mutex_);
    if (Steady::now() < not_before_) {
      return fail(ErrorCode::Unavailable, "database",
                  "the last attempt to connect failed, the next one follows in at most " +
                      std::to_string(pause_.count()) + " ms");
    }
    // One tries whether the server is back, for all.
    if (pause_ > Millis{0}) not_before_ = Steady::now() + pause_;
    tried_after = pause_;
  }
  auto connection = PostgresConnection::open(url_, session_);
  const std::lock_guard lock(mutex_);
  if (connection) {
    pause_ = Millis{0};
    not_before_ = {};
  } else if (pause_ == tried_after) {  // else another one has failed meanwhile, and said so
    pause_ = std::clamp(pause_ * 2, kPauseMin, kPauseMax);
    not_before_ = Steady::now() + pause_;
  }
  return connection;
}

void PostgresPool::give_back(std::unique_ptr<PostgresConnection> connection) {
  if (!connection->usable()) {
    connection.reset();
    forget();
    return;
  }
  {
    const std::lock_guard lock(mutex_);
    --lent_;
    idle_.push_back({std::move(connection), Steady::now()});
  }
  returned_.notify_one();
}

void PostgresPool::forget() {
  {
    const std::lock_guard lock(mutex_);
    --lent_;
  }
  returned_.notify_one();
}

}  // namespace gv::sql
