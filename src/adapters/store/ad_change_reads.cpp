// What is read of the queue of changes without taking any.
#include "adapters/store/access.h"
#include "adapters/store/ad_changes.h"
#include "adapters/store/change_row.h"
#include "adapters/store/change_values.h"

namespace gv::store {
namespace {

#define GV_CHANGES "SELECT " GV_CHANGE_COLUMNS " FROM pending_ad_changes WHERE account_id = $1 AND "
const sql::Statement kFindChange{"pending_ad_changes.find", GV_CHANGES "id = $2"};
#define GV_CHANGE_PAGE                                                               \
  "(created_at < $2 OR (created_at = $2 AND id < $3)) AND ($5 = '' OR status = $5) " \
  "AND ($6 = '' OR approval = $6) AND ($7 = '' OR ad_entity_id = $7) "               \
  "AND ($8 = '' OR campaign_id = $8) AND ($9 = '' OR platform = $9) "
#define GV_NEWEST_FIRST "ORDER BY created_at DESC, id DESC LIMIT $4"
const sql::Statement kListChanges{"pending_ad_changes.list",
                                  GV_CHANGES GV_CHANGE_PAGE GV_NEWEST_FIRST};
const sql::Statement kListOfPlan{"pending_ad_changes.list_of_plan",
                                 GV_CHANGES GV_CHANGE_PAGE "AND plan_id = $10 " GV_NEWEST_FIRST};
const sql::Statement kWaitingChanges{"pending_ad_changes.waiting", GV_CHANGES
                                     "platform = $2 AND ad_entity_id = $3 AND status IN "
                                     "('awaiting_approval', 'pending') ORDER BY created_at, id"};
const sql::Statement kCounts{"pending_ad_changes.counts",
                             "SELECT status, count(*) FROM pending_ad_changes "
                             "WHERE account_id = $1 GROUP BY status"};
const sql::Statement kInFlight{
    "pending_ad_changes.in_flight",
    GV_CHANGES "status IN ('claimed', 'executing', 'verifying') ORDER BY created_at, id"};
const sql::Statement kStatusesSet{
    "pending_ad_changes.statuses_set",
    "SELECT one.platform, one.ad_entity_id, one.requested_value, one.source, one.outcome, "
    "one.decision_id, told.created_at FROM ad_change_history AS told "
    "JOIN pending_ad_changes AS one ON one.account_id = told.account_id "
    "AND one.id = told.change_id WHERE told.account_id = $1 AND told.created_at >= $2 "
    "AND told.status = 'completed' AND told.entity_type = 'ad' AND told.change_type = 'status' "
    "AND one.outcome IN ('applied', 'already_applied') "
    "ORDER BY told.created_at DESC, told.id DESC"};
const sql::Statement kLastSet{
    "pending_ad_changes.last_set", GV_CHANGES
    "id IN (SELECT change_id FROM (SELECT told.change_id, row_number() OVER (PARTITION BY "
    "told.platform, told.entity_type, told.entity_id, told.change_type "
    "ORDER BY told.created_at DESC, told.id DESC) AS place FROM ad_change_history AS told "
    "JOIN pending_ad_changes AS one ON one.account_id = told.account_id "
    "AND one.id = told.change_id WHERE told.account_id = $1 AND told.created_at >= $2 "
    "AND told.status = 'completed' AND told.change_type <> 'create' "
    "AND one.outcome IN ('applied', 'already_applied')) AS ranked WHERE place = 1) "
    "ORDER BY created_at DESC, id DESC LIMIT $3"};
/// Of what a look can do something about; each part by an index of its own. What waits for another
/// change of its field is due when that one is.
#define GV_NEXT_DUE(OF)                                                                      \
  "SELECT min(due.moment) FROM (SELECT min(c.earliest_execute_at) AS moment "                \
  "FROM pending_ad_changes AS c WHERE c.account_id = $1 AND c.status = 'pending' "           \
  "AND c.entity_type <> 'video' " OF "AND " GV_FIELD_IS_FREE                                 \
  "UNION ALL SELECT min(c.expires_at) FROM pending_ad_changes AS c WHERE c.account_id = $1 " \
  "AND c.status IN ('awaiting_approval', 'pending') AND c.status = 'awaiting_approval' " OF  \
  "UNION ALL SELECT min(coalesce(c.lease_until, c.earliest_execute_at)) "                    \
  "FROM pending_ad_changes AS c WHERE c.account_id = $1 "                                    \
  "AND c.status IN ('claimed', 'executing', 'verifying') " OF ") AS due"
const sql::Statement kNextDue{"pending_ad_changes.next_due", GV_NEXT_DUE("")};
const sql::Statement kNextEmergency{"pending_ad_changes.next_emergency",
                                    GV_NEXT_DUE("AND c.priority = 0 ")};
const sql::Statement kNextUpload{
    "pending_ad_changes.next_upload",
    "SELECT min(earliest_execute_at) FROM pending_ad_changes WHERE account_id = $1 "
    "AND status = 'pending' AND entity_type = 'video'"};

app::AdStatusSet status_set(const sql::Row& row) {
  const bool applied = row.text(4) == execute::to_text(app::ChangeOutcome::Applied);
  return {.ad_id = row.get<std::string>(0) + ":" + row.get<std::string>(1),
          .status = std::get<app::EntityStatus>(change_value_of(row.text(2))),
          .source = row.get<std::string>(3),
          .outcome = applied ? app::ChangeOutcome::Applied : app::ChangeOutcome::AlreadyApplied,
          .decision_id = row.get<std::optional<std::string>>(5),
          .at = row.time(6)};
}

/// Later than every row: the start of the first page.
const app::ChangeCursor kNewestChange{TimePoint{Millis{253'402'300'799'000}},
                                      "ffffffff-ffff-ffff-ffff-ffffffffffff"};

Result<std::optional<TimePoint>> earliest(app::Transaction& transaction,
                                          const sql::Statement& statement) {
  GV_TRY(
      const auto found,
      connection_of(transaction).first(statement, {account_of(transaction)}, [](const auto& row) {
        return row.template get<std::optional<TimePoint>>(0);
      }));
  return found.value_or(std::nullopt);
}

}  // namespace

Result<std::optional<app::AdChange>> AdChanges::find(app::Transaction& transaction,
                                                     std::string_view id) {
  return connection_of(transaction).first(kFindChange, {account_of(transaction), id}, change_of);
}

Result<std::vector<app::AdChange>> AdChanges::list(app::Transaction& transaction,
                                                   const app::ChangeFilter& filter) {
  const auto& from = filter.before ? *filter.before : kNewestChange;
  const auto state = filter.state ? execute::to_text(*filter.state) : std::string_view();
  const auto approval = filter.approval ? app::to_text(*filter.approval) : std::string_view();
  std::vector<sql::Param> params{
      account_of(transaction), from.created_at,    from.id,        filter.limit, state, approval,
      filter.entity_id,        filter.campaign_id, filter.platform};
  if (!filter.plan_id.empty()) params.emplace_back(filter.plan_id);
  return connection_of(transaction)
      .all(filter.plan_id.empty() ? kListChanges : kListOfPlan, params, change_of);
}

Result<std::vector<app::AdChange>> AdChanges::waiting(app::Transaction& transaction,
                                                      std::string_view platform,
                                                      std::string_view entity_id) {
  return connection_of(transaction)
      .all(kWaitingChanges, {account_of(transaction), platform, entity_id}, change_of);
}

Result<std::map<app::ChangeState, std::int64_t>> AdChanges::counts(app::Transaction& transaction) {
  std::map<app::ChangeState, std::int64_t> counts;
  GV_TRY(connection_of(transaction)
             .each(kCounts, {account_of(transaction)}, [&](const sql::Row& row) -> Result<void> {
               GV_TRY(const auto state, execute::parse_change_state(row.text(0), "status"));
               counts[state] = row.integer(1);
               return {};
             }));
  return counts;
}

Result<std::vector<app::AdChange>> AdChanges::last_set(app::Transaction& transaction,
                                                       TimePoint since, int limit) {
  return connection_of(transaction)
      .all(kLastSet, {account_of(transaction), since, limit}, change_of);
}

Result<std::vector<app::AdStatusSet>> AdChanges::statuses_set(app::Transaction& transaction,
                                                              TimePoint since) {
  return connection_of(transaction).all(kStatusesSet, {account_of(transaction), since}, status_set);
}

Result<std::vector<app::AdChange>> AdChanges::in_flight(app::Transaction& transaction) {
  return connection_of(transaction).all(kInFlight, {account_of(transaction)}, change_of);
}

Result<std::optional<TimePoint>> AdChanges::next_due(app::Transaction& transaction) {
  return earliest(transaction, kNextDue);
}

Result<std::optional<TimePoint>> AdChanges::next_emergency(app::Transaction& transaction) {
  return earliest(transaction, kNextEmergency);
}

Result<std::optional<TimePoint>> AdChanges::next_upload(app::Transaction& transaction) {
  return earliest(transaction, kNextUpload);
}

}  // namespace gv::store
