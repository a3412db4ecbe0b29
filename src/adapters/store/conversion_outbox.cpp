#include "adapters/store/conversion_outbox.h"

#include <string>

#include <boost/json/value.hpp>

#include "adapters/store/access.h"
#include "base/check.h"
#include "io/json/json.h"
#include "io/json/serialize.h"

#define GV_OUTBOX_COLUMNS                                                             \
  "id, platform, dataset_id, event_name, event_id, event_time, payload_enc, status, " \
  "attempts, next_attempt_at, sent_at, response, created_at"
#define GV_OUTBOX "SELECT " GV_OUTBOX_COLUMNS " FROM capi_outbox WHERE account_id = $1 "

namespace gv::store {
namespace {

const sql::Statement kAddOutbound{
    "capi_outbox.add", "INSERT INTO capi_outbox (account_id, " GV_OUTBOX_COLUMNS
                       ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) "
                       "ON CONFLICT DO NOTHING"};
const sql::Statement kFindOutbound{"capi_outbox.find", GV_OUTBOX "AND id = $2"};
const sql::Statement kReplaceOutbound{
    "capi_outbox.replace_payload",
    "UPDATE capi_outbox SET payload_enc = $3 WHERE account_id = $1 AND id = $2 "
    "AND status = 'pending'"};
const sql::Statement kDueOutbound{
    "capi_outbox.due", GV_OUTBOX
    "AND status = 'pending' AND next_attempt_at <= $2 ORDER BY next_attempt_at, id LIMIT $3"};
const sql::Statement kPendingOutbound{
    "capi_outbox.pending", GV_OUTBOX "AND status = 'pending' AND id > $2 ORDER BY id LIMIT $3"};
const sql::Statement kSettleOutbound{
    "capi_outbox.settle",
    "UPDATE capi_outbox SET status = $3, attempts = $4, next_attempt_at = $5, sent_at = $6, "
    "response = $7, payload_enc = CASE WHEN $3 = 'pending' THEN payload_enc ELSE $8 END "
    "WHERE account_id = $1 AND id = $2 AND status = 'pending'"};
const sql::Statement kWakeOutbound{
    "capi_outbox.wake",
    "UPDATE capi_outbox SET next_attempt_at = $2 WHERE account_id = $1 AND status = 'pending' "
    "AND next_attempt_at > $2"};
const sql::Statement kNextOutbound{
    "capi_outbox.next_due",
    "SELECT next_attempt_at FROM capi_outbox WHERE account_id = $1 AND status = 'pending' "
    "ORDER BY next_attempt_at, id LIMIT 1"};
const sql::Statement kListOutbound{
    "capi_outbox.list", GV_OUTBOX
    "AND (created_at < $2 OR (created_at = $2 AND id < $3)) AND ($5 = '' OR status = $5) "
    "AND ($6 = '' OR event_name = $6) ORDER BY created_at DESC, id DESC LIMIT $4"};

const app::OutboxCursor kNewestOutbound{TimePoint{Millis{253'402'300'799'000}},
                                        "ffffffff-ffff-ffff-ffff-ffffffffffff"};
constexpr std::string_view kLeastId = "00000000-0000-0000-0000-000000000000";

std::optional<std::string> note_json(const std::optional<app::OutboxNote>& note) {
  if (!note) return std::nullopt;
  boost::json::object members{{"match_quality", note->match_quality}};
  if (!note->reason.empty()) members["reason"] = note->reason;
  if (!note->trace_id.empty()) members["trace_id"] = note->trace_id;
  return json::compact(members);
}

std::optional<app::OutboxNote> note_of(const std::optional<std::string>& text) {
  if (!text) return std::nullopt;
  const auto tree = json::parse(*text, "capi_outbox.response");
  GV_CHECK(tree && tree->is_object());
  const auto& members = tree->get_object();
  const auto text_at = [&](std::string_view name) {
    const auto* const found = members.if_contains(name);
    return found == nullptr ? std::string() : std::string(found->as_string());
  };
  return app::OutboxNote{
      .reason = text_at("reason"),
      .trace_id = text_at("trace_id"),
      .match_quality = static_cast<int>(members.at("match_quality").to_number<std::int64_t>())};
}

app::OutboxEvent outbound_of(const sql::Row& row) {
  const auto state = app::parse_outbox_state(row.text(7), "capi_outbox.status");
  GV_CHECK(state.has_value());
  return {.id = row.get<std::string>(0),
          .platform = row.get<std::string>(1),
          .dataset_id = row.get<std::string>(2),
          .name = row.get<std::string>(3),
          .event_id = row.get<std::string>(4),
          .at = row.time(5),
          .sealed_payload = row.blob(6),
          .state = *state,
          .attempts = row.get<int>(8),
          .next_attempt_at = row.time(9),
          .sent_at = row.get<std::optional<TimePoint>>(10),
          .note = note_of(row.get<std::optional<std::string>>(11)),
          .created_at = row.time(12)};
}

}  // namespace

Result<bool> ConversionOutbox::add(app::Transaction& transaction, const app::OutboxEvent& event) {
  GV_TRY(const auto added,
         connection_of(transaction)
             .execute(kAddOutbound,
                      {account_of(transaction), event.id, event.platform, event.dataset_id,
                       event.name, event.event_id, event.at, sql::Blob{event.sealed_payload},
                       app::to_text(event.state), event.attempts, event.next_attempt_at,
                       event.sent_at, note_json(event.note), transaction.now()}));
  return added == 1;
}

Result<std::optional<app::OutboxEvent>> ConversionOutbox::find(app::Transaction& transaction,
                                                               std::string_view id) {
  return connection_of(transaction)
      .first(kFindOutbound, {account_of(transaction), id}, outbound_of);
}

Result<void> ConversionOutbox::replace_payload(app::Transaction& transaction, std::string_view id,
                                               std::string_view sealed) {
  GV_TRY(connection_of(transaction)
             .execute(kReplaceOutbound,
                      {account_of(transaction), id, sql::Blob{std::string(sealed)}}));
  return {};
}

Result<std::vector<app::OutboxEvent>> ConversionOutbox::due(app::Transaction& transaction,
                                                            int limit) {
  return connection_of(transaction)
      .all(kDueOutbound, {account_of(transaction), transaction.now(), limit}, outbound_of);
}

Result<std::vector<app::OutboxEvent>> ConversionOutbox::pending(app::Transaction& transaction,
                                                                std::string_view after, int limit) {
  return connection_of(transaction)
      .all(kPendingOutbound, {account_of(transaction), after.empty() ? kLeastId : after, limit},
           outbound_of);
}

Result<bool> ConversionOutbox::settle(app::Transaction& transaction,
                                      const app::OutboxEvent& event) {
  GV_TRY(
      const auto changed,
      connection_of(transaction)
          .execute(kSettleOutbound,
                   {account_of(transaction), event.id, app::to_text(event.state), event.attempts,
                    event.next_attempt_at, event.sent_at, note_json(event.note), sql::Blob{""}}));
  return changed == 1;
}

Result<void> ConversionOutbox::wake(app::Transaction& transaction) {
  GV_TRY(connection_of(transaction)
             .execute(kWakeOutbound, {account_of(transaction), transaction.now()}));
  return {};
}

Result<std::optional<TimePoint>> ConversionOutbox::next_due(app::Transaction& transaction) {
  return connection_of(transaction)
      .first(kNextOutbound, {account_of(transaction)},
             [](const sql::Row& row) { return row.time(0); });
}

Result<std::vector<app::OutboxEvent>> ConversionOutbox::list(app::Transaction& transaction,
                                                             const app::OutboxFilter& filter) {
  const auto before = filter.before.value_or(kNewestOutbound);
  return connection_of(transaction)
      .all(kListOutbound,
           {account_of(transaction), before.created_at, before.id, filter.limit,
            filter.state ? app::to_text(*filter.state) : std::string_view(),
            filter.name.value_or("")},
           outbound_of);
}

}  // namespace gv::store
