#include "adapters/store/upkeep.h"

#include <algorithm>
#include <array>

#include "adapters/store/access.h"
#include "adapters/store/postgres_schema.h"

namespace gv::store {
namespace {

constexpr Days kKept{30};

const sql::Statement kClearJobs{
    "jobs.clear",
    "DELETE FROM jobs WHERE id IN (SELECT id FROM jobs WHERE state IN ('completed', 'failed', "
    "'cancelled') AND keep_until <= $1 ORDER BY keep_until LIMIT $2)"};
const sql::Statement kClearAttempts{
    "job_execution_history.clear",
    "DELETE FROM job_execution_history WHERE id IN (SELECT id FROM job_execution_history "
    "WHERE started_at <= $1 LIMIT $2)"};
const sql::Statement kClearSessions{
    "sessions.clear",
    "DELETE FROM sessions WHERE id_hash IN (SELECT id_hash FROM sessions WHERE expires_at <= $1 "
    "LIMIT $2)"};
const sql::Statement kClearWebhooks{
    "webhook_inbox.clear",
    "DELETE FROM webhook_inbox WHERE id IN (SELECT id FROM webhook_inbox WHERE received_at <= $1 "
    "LIMIT $2)"};
const sql::Statement kClearCache{
    "cache_entries.clear",
    "DELETE FROM cache_entries WHERE (namespace, cache_key) IN (SELECT namespace, cache_key "
    "FROM cache_entries WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2)"};

}  // namespace

Result<int> Upkeep::make_room(app::SharedTransaction& transaction) {
  auto& connection = connection_of(transaction);
  if (connection.engine() == sql::Engine::Sqlite) return 0;
  return create_partitions(connection, transaction.now(), 1 + kPartitionsAhead);
}

Result<std::int64_t> Upkeep::clear(app::SharedTransaction& transaction, int limit) {
  const TimePoint now = transaction.now();
  const std::array<std::pair<const sql::Statement*, TimePoint>, 5> all{{
      {&kClearJobs, now},
      {&kClearAttempts, now - kKept},
      {&kClearSessions, now - kKept},
      {&kClearWebhooks, now - kKept},
      {&kClearCache, now},
  }};
  std::int64_t most = 0;
  for (const auto& [statement, until] : all) {
    GV_TRY(const auto cleared, connection_of(transaction).execute(*statement, {until, limit}));
    most = std::max(most, cleared);
  }
  return most;
}

}  // namespace gv::store
