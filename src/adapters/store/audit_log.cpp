#include "adapters/store/audit_log.h"

#include <limits>
#include <optional>
#include <string>

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include "adapters/store/access.h"
#include "base/hash.h"
#include "io/json/json.h"
#include "io/json/serialize.h"

#define GV_AUDIT_COLUMNS                                                                      \
  "seq, at, actor_type, actor_id, action, object_type, object_id, before, after, ip_prefix, " \
  "trace_id, prev_hash, hash"

namespace gv::store {
namespace {

constexpr int kVerifiedAtOnce = 500;

// The account's event head is the lock that orders its appends.
const sql::Statement kLock{
    "audit_log.lock",
    "INSERT INTO account_event_heads (account_id, last_seq) VALUES ($1, 0) "
    "ON CONFLICT (account_id) DO UPDATE SET last_seq = account_event_heads.last_seq"};
const sql::Statement kNewest{
    "audit_log.newest",
    "SELECT seq, hash FROM audit_log WHERE account_id = $1 ORDER BY seq DESC LIMIT 1"};
const sql::Statement kAdd{"audit_log.add",
                          "INSERT INTO audit_log (account_id, " GV_AUDIT_COLUMNS
                          ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)"};
const sql::Statement kList{
    "audit_log.list",
    "SELECT " GV_AUDIT_COLUMNS
    " FROM audit_log WHERE account_id = $1 AND seq < $2 AND at >= $3 AND at < $4 "
    "AND ($5 = '' OR actor_id = $5) AND ($6 = '' OR action = $6) "
    "AND ($7 = '' OR object_id = $7 OR object_type = $7) ORDER BY seq DESC LIMIT $8"};
/// Before and after every entry.
constexpr TimePoint kEarliest{};
constexpr TimePoint kLatest{Millis{253'402'300'799'000}};
const sql::Statement kAfter{"audit_log.after", "SELECT " GV_AUDIT_COLUMNS
                                               " FROM audit_log WHERE account_id = $1 AND seq > $2 "
                                               "ORDER BY seq LIMIT $3"};

struct Link {
  std::int64_t seq{0};
  std::string hash = std::string(32, '\0');
};

/// An entry as it lies in the store, with its hashes.
struct Stored {
  app::AuditEntry entry;
  std::string previous;
  std::string hash;
};

app::AuditEntry entry_of(const sql::Row& row) {
  return {.seq = row.integer(0),
          .at = row.time(1),
          .actor_type = row.get<std::string>(2),
          .actor_id = row.get<std::string>(3),
          .action = row.get<std::string>(4),
          .object_type = row.get<std::string>(5),
          .object_id = row.get<std::optional<std::string>>(6),
          .before = row.get<std::optional<std::string>>(7),
          .after = row.get<std::optional<std::string>>(8),
          .ip_prefix = row.get<std::optional<std::string>>(9),
          .trace_id = row.get<std::optional<std::string>>(10)};
}

Stored stored_of(const sql::Row& row) { return {entry_of(row), row.blob(11), row.blob(12)}; }

Result<void> put(boost::json::object& object, const char* key,
                 const std::optional<std::string>& document) {
  if (!document) return {};
  auto value = json::parse(*document, key);
  if (!value) return fail(ErrorCode::InvalidInput, key, "must be JSON: " + value.error().message);
  object[key] = *std::move(value);
  return {};
}

/// What the hash is computed over: parsed documents, since an engine may reorder their keys.
Result<std::string> canonical(const std::string& account, const app::AuditEntry& entry) {
  boost::json::object object{{"account_id", account},
                             {"action", entry.action},
                             {"actor_id", entry.actor_id},
                             {"actor_type", entry.actor_type},
                             {"at", format_time(entry.at)},
                             {"object_type", entry.object_type},
                             {"seq", entry.seq}};
  if (entry.object_id) object["object_id"] = *entry.object_id;
  if (entry.ip_prefix) object["ip_prefix"] = *entry.ip_prefix;
  if (entry.trace_id) object["trace_id"] = *entry.trace_id;
  GV_TRY(put(object, "before", entry.before));
  GV_TRY(put(object, "after", entry.after));
  return json::canonical(object);
}

}  // namespace

std::string chained_hash(const std::string& previous, std::string_view canonical) {
  return sha256_bytes(previous + std::string(canonical));
}

Result<std::int64_t> AuditLog::append(app::Transaction& transaction, const app::AuditEntry& entry) {
  auto& connection = connection_of(transaction);
  const auto& account = account_of(transaction);
  GV_TRY(connection.execute(kLock, {account}));
  GV_TRY(const auto newest, connection.first(kNewest, {account}, [](const sql::Row& row) {
    return Link{row.integer(0), row.blob(1)};
  }));
  const Link last = newest.value_or(Link{});
  app::AuditEntry next = entry;
  next.seq = last.seq + 1;
  next.at = transaction.now();
  GV_TRY(const auto bytes, canonical(account, next));
  const std::string hash = chained_hash(last.hash, bytes);
  GV_TRY(connection.execute(
      kAdd, {account, next.seq, next.at, next.actor_type, next.actor_id, next.action,
             next.object_type, next.object_id, next.before, next.after, next.ip_prefix,
             next.trace_id, sql::Blob{last.hash}, sql::Blob{hash}}));
  return next.seq;
}

Result<std::vector<app::AuditEntry>> AuditLog::list(app::Transaction& transaction,
                                                    std::int64_t before, int limit,
                                                    const app::AuditFilter& filter) {
  const auto below = before == 0 ? std::numeric_limits<std::int64_t>::max() : before;
  return connection_of(transaction)
      .all(kList,
           {account_of(transaction), below, filter.from.value_or(kEarliest),
            filter.to.value_or(kLatest), filter.actor_id, filter.action, filter.object, limit},
           entry_of);
}

Result<std::optional<std::int64_t>> AuditLog::first_broken(app::Transaction& transaction) {
  const auto& account = account_of(transaction);
  Link last;
  for (;;) {
    GV_TRY(const auto page,
           connection_of(transaction).all(kAfter, {account, last.seq, kVerifiedAtOnce}, stored_of));
    if (page.empty()) return std::optional<std::int64_t>{};
    for (const auto& [entry, previous, hash] : page) {
      GV_TRY(const auto bytes, canonical(account, entry));
      const bool fits = entry.seq == last.seq + 1 && previous == last.hash &&
                        hash == chained_hash(last.hash, bytes);
      if (!fits) return std::optional<std::int64_t>{entry.seq};
      last = {entry.seq, hash};
    }
  }
}

}  // namespace gv::store
