#include "adapters/store/ad_changes.h"

#include <algorithm>
#include <tuple>

#include "adapters/store/access.h"
#include "adapters/store/change_row.h"
#include "adapters/store/change_values.h"
#include "adapters/store/dialect.h"

namespace gv::store {
namespace {

const sql::Statement kAddChange{
    "pending_ad_changes.add",
    "INSERT INTO pending_ad_changes (account_id, id, ad_entity_id, entity_type, campaign_id, "
    "platform, change_type, field, current_value, expected_old, requested_value, priority, "
    "plan_id, tranche_no, depends_on, dither_factor, dry_run, jitter_ms_min, jitter_ms_max, "
    "status, approval, earliest_execute_at, expires_at, source, triggered_by, decision_id, "
    "confidence_score, reason, idem_key, fencing_token, attempts, max_attempts, last_error, "
    "created_at, resumes) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, 0, 0, "
    "$18, $19, $20, $21, $22, $23, $24, $25, $26, $27, 0, 0, $28, $29, $30, $31) "
    "ON CONFLICT (account_id, idem_key) DO NOTHING"};
const sql::Statement kIdOfKey{
    "pending_ad_changes.of_key",
    "SELECT id FROM pending_ad_changes WHERE account_id = $1 AND idem_key = $2"};
const sql::Statement kReap{
    "pending_ad_changes.reap",
    "UPDATE pending_ad_changes SET status = CASE WHEN status = 'claimed' THEN 'pending' "
    "ELSE 'verifying' END, lease_owner = NULL, lease_until = NULL, "
    "fencing_token = fencing_token + 1 WHERE account_id = $1 AND lease_until <= $2 "
    "AND status IN ('claimed', 'executing', 'verifying')"};
const sql::Statement kExpire{
    "pending_ad_changes.expire",
    "UPDATE pending_ad_changes SET status = 'expired', last_error = $3 WHERE account_id = $1 "
    "AND status = 'awaiting_approval' AND expires_at <= $2"};
const sql::Statement kSave{
    "pending_ad_changes.save",
    "UPDATE pending_ad_changes SET ad_entity_id = $5, entity_type = $6, campaign_id = $7, "
    "current_value = $8, expected_old = $9, priority = $10, plan_id = $11, tranche_no = $12, "
    "depends_on = $13, status = $14, outcome = $15, earliest_execute_at = $16, expires_at = $17, "
    "attempts = $18, executed_at = $19, read_back = $20, last_error = $21, lease_owner = $22, "
    "lease_until = $23 WHERE account_id = $1 AND id = $2 AND lease_owner = $3 "
    "AND fencing_token = $4"};
#define GV_MOVE "UPDATE pending_ad_changes SET "
#define GV_OF_ID " WHERE account_id = $1 AND id = $2 AND "
const sql::Statement kApprove{
    "pending_ad_changes.approve",
    GV_MOVE "status = 'pending', approval = 'approved', approved_by = $3, approved_at = $4" GV_OF_ID
            "status = 'awaiting_approval' AND (expires_at IS NULL OR expires_at > $4)"};
const sql::Statement kReject{
    "pending_ad_changes.reject", GV_MOVE
    "status = 'rejected', approval = 'rejected', approved_by = $3, approved_at = $4" GV_OF_ID
    "status = 'awaiting_approval'"};
const sql::Statement kCancelChange{"pending_ad_changes.cancel",
                                   GV_MOVE "status = 'cancelled'" GV_OF_ID
                                           "status IN ('awaiting_approval', 'pending')"};
const sql::Statement kSupersede{"pending_ad_changes.supersede",
                                GV_MOVE "status = 'superseded'" GV_OF_ID
                                        "status IN ('awaiting_approval', 'pending')"};
const sql::Statement kRetryChange{
    "pending_ad_changes.retry",
    GV_MOVE "status = 'pending', attempts = 0, earliest_execute_at = $3, expires_at = NULL" GV_OF_ID
            "status = 'dead_letter'"};
const sql::Statement kLookFor{"pending_ad_changes.look_for", GV_MOVE
                              "status = 'verifying', ad_entity_id = 'new:' || CAST(id AS TEXT), "
                              "attempts = 0, last_error = NULL, "
                              "earliest_execute_at = $3, expires_at = NULL" GV_OF_ID
                              "status = 'dead_letter'"};
const sql::Statement kCancelWaiting{
    "pending_ad_changes.cancel_waiting", GV_MOVE
    "status = 'cancelled' WHERE account_id = $1 AND priority >= $2 "
    "AND ($3 = '' OR platform = $3) AND status IN ('awaiting_approval', 'pending')"};
std::optional<std::string> given(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

std::optional<std::string> json_if_known(const app::ChangeValue& value) {
  if (std::holds_alternative<std::monostate>(value)) return std::nullopt;
  return text_of(value);
}

std::optional<std::string> json_if_any(const std::optional<app::ChangeTrouble>& trouble) {
  return trouble ? std::optional(text_of(*trouble)) : std::nullopt;
}

Result<app::AddedChange> add_one(app::Transaction& transaction, const app::AdChange& change) {
  auto& connection = connection_of(transaction);
  const auto& account = account_of(transaction);
  const auto current = text_of(change.current);
  const auto expected = json_if_known(change.expected_old);
  const auto requested = text_of(change.requested);
  const auto depends = text_of(change.depends_on);
  const auto campaign = given(change.campaign_id);
  const auto reason = given(change.reason);
  const auto trouble = json_if_any(change.trouble);
  GV_TRY(const auto added, connection.execute(kAddChange, {account,
                                                           change.id,
                                                           change.entity.id,
                                                           execute::to_text(change.entity.level),
                                                           campaign,
                                                           change.platform,
                                                           to_text(change.type),
                                                           change.field,
                                                           current,
                                                           expected,
                                                           requested,
                                                           static_cast<int>(change.priority),
                                                           change.plan_id,
                                                           change.tranche,
                                                           depends,
                                                           change.dither_factor,
                                                           change.dry_run,
                                                           execute::to_text(change.state),
                                                           app::to_text(change.approval),
                                                           change.not_before,
                                                           change.expires_at,
                                                           change.source,
                                                           change.triggered_by,
                                                           change.decision_id,
                                                           change.confidence,
                                                           reason,
                                                           change.key,
                                                           change.attempts_max,
                                                           trouble,
                                                           transaction.now(),
                                                           change.resumes}));
  if (added == 1) return app::AddedChange{change.id, true};
  GV_TRY(const auto known, connection.first(kIdOfKey, {account, change.key}, [](const auto& row) {
    return row.template get<std::string>(0);
  }));
  return app::AddedChange{known.value_or(change.id), false};
}

bool goes_first(const app::AdChange& a, const app::AdChange& b) {
  return std::tie(a.priority, a.not_before, a.id) < std::tie(b.priority, b.not_before, b.id);
}

Result<std::vector<app::AdChange>> take(app::Transaction& transaction,
                                        const sql::Statement& statement,
                                        const app::ChangeClaim& request, bool with_kind) {
  const TimePoint now = transaction.now();
  std::vector<sql::Param> params{account_of(transaction), request.worker, now + request.lease, now,
                                 request.batch};
  params.emplace_back(static_cast<int>(request.priority_max));
  if (with_kind) params.emplace_back(request.uploads);
  GV_TRY(auto taken, connection_of(transaction).all(statement, params, change_of));
  std::sort(taken.begin(), taken.end(), goes_first);
  return taken;
}

const sql::Statement& statement_of(app::ChangeMove move) {
  switch (move) {
    case app::ChangeMove::Approve:
      return kApprove;
    case app::ChangeMove::Reject:
      return kReject;
    case app::ChangeMove::Cancel:
      return kCancelChange;
    case app::ChangeMove::Supersede:
      return kSupersede;
    case app::ChangeMove::LookFor:
      return kLookFor;
    case app::ChangeMove::Retry:
      break;
  }
  return kRetryChange;
}

}  // namespace

Result<std::vector<app::AddedChange>> AdChanges::add(app::Transaction& transaction,
                                                     std::span<const app::AdChange> changes) {
  std::vector<app::AddedChange> all;
  for (const auto& change : changes) {
    GV_TRY(auto added, add_one(transaction, change));
    all.push_back(std::move(added));
  }
  return all;
}

Result<std::vector<app::AdChange>> AdChanges::claim(app::Transaction& transaction,
                                                    const app::ChangeClaim& request) {
  return take(transaction, dialect_of(connection_of(transaction).engine()).claim_changes, request,
              true);
}

Result<std::vector<app::AdChange>> AdChanges::claim_to_verify(app::Transaction& transaction,
                                                              const app::ChangeClaim& request) {
  return take(transaction, dialect_of(connection_of(transaction).engine()).claim_to_verify, request,
              false);
}

Result<std::int64_t> AdChanges::reap(app::Transaction& transaction) {
  auto& connection = connection_of(transaction);
  const auto& account = account_of(transaction);
  const auto why = text_of(app::ChangeTrouble{
      .reason = "expired", .message = "Nobody approved it before its time ran out."});
  GV_TRY(const auto expired, connection.execute(kExpire, {account, transaction.now(), why}));
  GV_TRY(const auto reaped, connection.execute(kReap, {account, transaction.now()}));
  return expired + reaped;
}

Result<void> AdChanges::save(app::Transaction& transaction, const app::ChangeLease& mine,
                             const app::AdChange& change) {
  const auto current = text_of(change.current);
  const auto expected = json_if_known(change.expected_old);
  const auto depends = text_of(change.depends_on);
  const auto campaign = given(change.campaign_id);
  const auto read_back = json_if_known(change.read_back);
  const auto trouble = json_if_any(change.trouble);
  const auto owner = given(change.lease.owner);
  std::optional<std::string_view> outcome;
  if (change.outcome) outcome = execute::to_text(*change.outcome);
  GV_TRY(const auto saved, connection_of(transaction)
                               .execute(kSave, {account_of(transaction),
                                                change.id,
                                                mine.owner,
                                                mine.token,
                                                change.entity.id,
                                                execute::to_text(change.entity.level),
                                                campaign,
                                                current,
                                                expected,
                                                static_cast<int>(change.priority),
                                                change.plan_id,
                                                change.tranche,
                                                depends,
                                                execute::to_text(change.state),
                                                outcome,
                                                change.not_before,
                                                change.expires_at,
                                                change.attempts,
                                                change.sent_at,
                                                read_back,
                                                trouble,
                                                owner,
                                                change.lease.until}));
  if (saved == 1) return {};
  return fail(ErrorCode::Conflict, "change " + change.id,
              "The lease of this change is lost: another worker has it.");
}

Result<bool> AdChanges::move(app::Transaction& transaction, std::string_view id,
                             app::ChangeMove move, std::string_view by) {
  std::vector<sql::Param> params{account_of(transaction), id};
  if (move == app::ChangeMove::Approve || move == app::ChangeMove::Reject) params.emplace_back(by);
  const bool timed = move != app::ChangeMove::Cancel && move != app::ChangeMove::Supersede;
  if (timed) params.emplace_back(transaction.now());
  GV_TRY(const auto moved, connection_of(transaction).execute(statement_of(move), params));
  return moved == 1;
}

Result<std::int64_t> AdChanges::cancel_waiting(app::Transaction& transaction,
                                               execute::Priority from, std::string_view platform) {
  return connection_of(transaction)
      .execute(kCancelWaiting, {account_of(transaction), static_cast<int>(from), platform});
}

}  // namespace gv::store
