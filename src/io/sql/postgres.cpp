#include "io/sql/postgres.h"

#include <random>
#include <thread>
#include <utility>

#include "io/sql/postgres_pool.h"

namespace gv::sql {
namespace {

constexpr int kRetriesMax = 3;
constexpr int kPauseFirstMs = 10;
constexpr std::string_view kPooler = "pooler=transaction";

/// Gives a connection back on every way out, without an open transaction.
class Lent {
 public:
  Lent(PostgresPool& pool, std::unique_ptr<PostgresConnection> connection)
      : pool_(pool), connection_(std::move(connection)) {}
  ~Lent() {
    connection_->rollback();
    pool_.give_back(std::move(connection_));
  }
  Lent(const Lent&) = delete;
  Lent& operator=(const Lent&) = delete;
  PostgresConnection& operator*() { return *connection_; }
  PostgresConnection* operator->() { return connection_.get(); }

 private:
  PostgresPool& pool_;
  std::unique_ptr<PostgresConnection> connection_;
};

/// Spreads those who lost the same race. Timing only, so no seed is needed.
void pause_before_retry(int retry) {
  thread_local std::minstd_rand luck{std::random_device{}()};
  std::uniform_int_distribution<int> pause(0, kPauseFirstMs << retry);
  std::this_thread::sleep_for(Millis{pause(luck)});
}

class PostgresDatabase final : public Database {
 public:
  PostgresDatabase(const PostgresOptions& options, std::string url, PostgresSession session)
      : pool_(options, std::move(url), std::move(session)) {}

  [[nodiscard]] Engine engine() const override { return Engine::Postgres; }

  /// Makes the first connection, so that a wrong address shows at the start.
  Result<void> connect() {
    GV_TRY(auto connection, pool_.take());
    pool_.give_back(std::move(connection));
    return {};
  }

  Result<void> backup(const std::string& path) override {
    return fail(ErrorCode::NotAvailable, path, "PostgreSQL is backed up by `pg_dump`");
  }

 protected:
  Result<void> run_read(const Access& access, const Step& step) override {
    return run_again(access, PostgresConnection::Mode::ReadOnly, step);
  }

  Result<void> run_write(const Access& access, const Step& step) override {
    return run_again(access, PostgresConnection::Mode::ReadWrite, step);
  }

  Result<void> run_bare(const Access& access, const Step& step) override {
    GV_TRY(auto taken, pool_.take());
    Lent connection(pool_, std::move(taken));
    GV_TRY(connection->enter_bare(access));
    auto outcome = step(*connection);
    connection->leave_bare();
    return outcome;
  }

 private:
  Result<void> run_again(const Access& access, PostgresConnection::Mode mode, const Step& step) {
    for (int retry = 0;; ++retry) {
      bool again = false;
      auto outcome = run_once(access, mode, step, again);
      if (outcome || !again || retry == kRetriesMax) return outcome;
      pause_before_retry(retry);
    }
  }

  Result<void> run_once(const Access& access, PostgresConnection::Mode mode, const Step& step,
                        bool& again) {
    GV_TRY(auto taken, pool_.take());
    Lent connection(pool_, std::move(taken));
    auto outcome = connection->begin(access, mode);
    // A connection that broke while it was idle has done nothing yet: another one may.
    again = !outcome && !connection->usable();
    if (!outcome) return outcome;
    outcome = step(*connection);
    if (outcome) outcome = connection->commit();
    again = !outcome && connection->should_retry();
    return outcome;
  }

  PostgresPool pool_;
};

/// Takes our own `pooler=transaction` out of the URL: libpq refuses what it does not know.
bool take_pooler(std::string& url) {
  const auto at = url.find(kPooler);
  if (at == std::string::npos || at == 0) return false;
  const bool more_follow = at + kPooler.size() < url.size();
  url.erase(more_follow ? at : at - 1, kPooler.size() + 1);
  return true;
}

}  // namespace

Result<std::unique_ptr<Database>> open_postgres(const PostgresOptions& options) {
  std::string url = options.url;
  const bool pooled = take_pooler(url);
  PostgresSession session{
      .role = options.role, .idle_in_transaction = options.idle_in_transaction, .pooled = pooled};
  auto database = std::make_unique<PostgresDatabase>(options, std::move(url), std::move(session));
  GV_TRY(database->connect());
  return database;
}

}  // namespace gv::sql
