#include "adapters/store/event_log.h"

#include <algorithm>
#include <optional>

#include "adapters/store/access.h"

#define GV_EVENT_COLUMNS                                                                         \
  "seq, recorded_at, occurred_at, type, subject_type, subject_id, version, source, source_key, " \
  "trace_id, payload"

namespace gv::store {
namespace {

// Takes the row lock of the account's head, which orders the appends of the account until each
// commits; a sequence of the database would hand out numbers that become visible out of order.
const sql::Statement kLockHead{
    "event_heads.lock",
    "INSERT INTO account_event_heads (account_id, last_seq) VALUES ($1, 0) "
    "ON CONFLICT (account_id) DO UPDATE SET last_seq = account_event_heads.last_seq "
    "RETURNING last_seq"};
const sql::Statement kMoveHead{
    "event_heads.move", "UPDATE account_event_heads SET last_seq = $2 WHERE account_id = $1"};
const sql::Statement kHead{"event_heads.read",
                           "SELECT last_seq FROM account_event_heads WHERE account_id = $1"};
const sql::Statement kAddKey{
    "event_keys.add",
    "INSERT INTO event_keys (account_id, source, source_key, seq, recorded_at) "
    "VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING"};
const sql::Statement kAdd{"events.add",
                          "INSERT INTO events (account_id, " GV_EVENT_COLUMNS
                          ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"};
const sql::Statement kAfter{
    "events.after", "SELECT " GV_EVENT_COLUMNS
                    " FROM events WHERE account_id = $1 AND seq > $2 ORDER BY seq LIMIT $3"};
const sql::Statement kOfTypeAfter{"events.of_type_after",
                                  "SELECT " GV_EVENT_COLUMNS
                                  " FROM events WHERE account_id = $1 AND type = $2 AND seq > $3 "
                                  "ORDER BY seq LIMIT $4"};
const sql::Statement kOffset{
    "consumer_offsets.read",
    "SELECT last_seq FROM consumer_offsets WHERE account_id = $1 AND consumer = $2"};
const sql::Statement kSetOffset{
    "consumer_offsets.set",
    "INSERT INTO consumer_offsets (account_id, consumer, last_seq, updated_at) "
    "VALUES ($1, $2, $3, $4) ON CONFLICT (account_id, consumer) "
    "DO UPDATE SET last_seq = excluded.last_seq, updated_at = excluded.updated_at"};

std::int64_t number_of(const sql::Row& row) { return row.integer(0); }

app::Event event_of(const sql::Row& row) {
  return {.seq = row.integer(0),
          .recorded_at = row.time(1),
          .fact = {.type = row.get<std::string>(3),
                   .occurred_at = row.time(2),
                   .subject_type = row.get<std::optional<std::string>>(4),
                   .subject_id = row.get<std::optional<std::string>>(5),
                   .version = row.get<int>(6),
                   .source = row.get<std::string>(7),
                   .source_key = row.get<std::optional<std::string>>(8),
                   .trace_id = row.get<std::optional<std::string>>(9),
                   .payload = row.get<std::string>(10)}};
}

std::vector<sql::Param> row_of(const std::string& account, std::int64_t seq, TimePoint now,
                               const app::NewEvent& fact) {
  return {account,          seq,           now,
          fact.occurred_at, fact.type,     fact.subject_type,
          fact.subject_id,  fact.version,  fact.source,
          fact.source_key,  fact.trace_id, fact.payload};
}

}  // namespace

Result<std::vector<std::int64_t>> EventLog::append(app::Transaction& transaction,
                                                   std::span<const app::NewEvent> facts) {
  auto& connection = connection_of(transaction);
  const auto& account = account_of(transaction);
  GV_TRY(const auto head, connection.first(kLockHead, {account}, number_of));
  std::int64_t seq = *head;
  std::vector<std::int64_t> seqs;
  std::vector<std::vector<sql::Param>> rows;
  for (const auto& fact : facts) {
    bool is_new = true;
    if (fact.source_key) {
      GV_TRY(const auto added, connection.execute(kAddKey, {account, fact.source, *fact.source_key,
                                                            seq + 1, transaction.now()}));
      is_new = added == 1;
    }
    seqs.push_back(is_new ? ++seq : 0);
    if (is_new) rows.push_back(row_of(account, seq, transaction.now(), fact));
  }
  GV_TRY(connection.execute_many(kAdd, rows));
  if (seq != *head) GV_TRY(connection.execute(kMoveHead, {account, seq}));
  return seqs;
}

Result<std::vector<app::Event>> EventLog::after(app::Transaction& transaction, std::int64_t seq,
                                                int limit) {
  return connection_of(transaction).all(kAfter, {account_of(transaction), seq, limit}, event_of);
}

Result<std::vector<app::Event>> EventLog::of_type_after(app::Transaction& transaction,
                                                        std::string_view type, std::int64_t seq,
                                                        int limit) {
  return connection_of(transaction)
      .all(kOfTypeAfter, {account_of(transaction), type, seq, limit}, event_of);
}

Result<std::int64_t> EventLog::last_seq(app::Transaction& transaction) {
  GV_TRY(const auto seq,
         connection_of(transaction).first(kHead, {account_of(transaction)}, number_of));
  return seq.value_or(0);
}

Result<std::int64_t> EventLog::offset(app::Transaction& transaction, std::string_view consumer) {
  GV_TRY(const auto seq,
         connection_of(transaction).first(kOffset, {account_of(transaction), consumer}, number_of));
  return seq.value_or(0);
}

Result<void> EventLog::set_offset(app::Transaction& transaction, std::string_view consumer,
                                  std::int64_t seq) {
  GV_TRY(connection_of(transaction)
             .execute(kSetOffset, {account_of(transaction), consumer, seq, transaction.now()}));
  return {};
}

}  // namespace gv::store
