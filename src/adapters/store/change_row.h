#pragma once

#include <string>
#include <string_view>

#include "app/ports/ad_changes.h"
#include "base/check.h"
#include "base/result.h"
#include "io/sql/row.h"

#define GV_CHANGE_COLUMNS                                                                     \
  "id, ad_entity_id, entity_type, campaign_id, platform, change_type, field, current_value, " \
  "expected_old, requested_value, priority, plan_id, tranche_no, depends_on, dither_factor, " \
  "dry_run, status, outcome, approval, approved_by, approved_at, earliest_execute_at, "       \
  "expires_at, source, triggered_by, decision_id, confidence_score, reason, idem_key, "       \
  "lease_owner, lease_until, fencing_token, attempts, max_attempts, executed_at, read_back, " \
  "last_error, created_at, resumes"

/// $2 worker, $3 leased until, $4 now: what every claim sets.
#define GV_TAKE_CHANGES                                                                 \
  "UPDATE pending_ad_changes SET lease_owner = $2, lease_until = $3, claimed_at = $4, " \
  "fencing_token = fencing_token + 1, "

/// No other change of the same field of the same thing is on its way.
#define GV_FIELD_IS_FREE                                                                        \
  "NOT EXISTS (SELECT 1 FROM pending_ad_changes AS o WHERE o.account_id = $1 AND o.platform = " \
  "c.platform AND o.ad_entity_id = c.ad_entity_id AND o.field = c.field "                       \
  "AND o.status IN ('claimed', 'executing', 'verifying')) "

/// Due pending changes, $5 of them, $6 the least urgent priority, none whose field is in flight.
#define GV_DUE_CHANGES                                                                   \
  "SELECT c.id, c.platform, c.ad_entity_id, c.field, c.priority, c.earliest_execute_at " \
  "FROM pending_ad_changes AS c WHERE c.account_id = $1 AND c.status = 'pending' "       \
  "AND c.priority <= $6 AND c.earliest_execute_at <= $4 "                                \
  "AND (c.entity_type = 'video') = $7 AND " GV_FIELD_IS_FREE                             \
  "ORDER BY c.priority, c.earliest_execute_at, c.id LIMIT $5 "

/// Of those, the first of each field of a thing.
#define GV_FIRST_OF_FIELD                                                                      \
  "firsts AS (SELECT due.id, row_number() OVER (PARTITION BY due.platform, due.ad_entity_id, " \
  "due.field ORDER BY due.priority, due.earliest_execute_at, due.id) AS place FROM due) "

/// Sent changes whose time to be read back has come, with the same parameters.
#define GV_UNREAD_CHANGES                                                      \
  "SELECT c.id FROM pending_ad_changes AS c WHERE c.account_id = $1 "          \
  "AND c.status = 'verifying' AND c.lease_until IS NULL AND c.priority <= $6 " \
  "AND c.earliest_execute_at <= $4 ORDER BY c.priority, c.earliest_execute_at LIMIT $5 "

namespace gv::store {

[[nodiscard]] app::AdChange change_of(const sql::Row& row);

/// "budget", "status", "create".
[[nodiscard]] std::string_view to_text(app::ChangeType type);
[[nodiscard]] app::ChangeType change_type_of(std::string_view text);

/// What our own rows hold reads back.
template <class T>
[[nodiscard]] T sound(Result<T> value) {
  GV_CHECK(value.has_value());
  return *std::move(value);
}

}  // namespace gv::store
