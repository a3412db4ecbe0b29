#include "adapters/store/change_history.h"

#include <algorithm>
#include <optional>
#include <string>

#include "adapters/store/access.h"
#include "adapters/store/change_row.h"
#include "adapters/store/change_values.h"

#define GV_RECORD_COLUMNS                                                                  \
  "id, change_id, platform, entity_type, entity_id, campaign_id, change_type, old_value, " \
  "new_value, change_percentage, triggered_by, ml_confidence, reason, status, "            \
  "platform_response, outage, safety_override, queued_at, started_at, completed_at, "      \
  "execution_duration_ms"

namespace gv::store {
namespace {

constexpr double kPercent = 100.0;

const sql::Statement kAppend{
    "ad_change_history.append",
    "INSERT INTO ad_change_history (account_id, " GV_RECORD_COLUMNS
    ", ad_id, adset_id, error_message, rate_limit_passed, velocity_check_passed, created_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, "
    "$19, $20, $21, $22, $23, $24, $25, $26, $27, $28)"};
const sql::Statement kListRecords{
    "ad_change_history.list",
    "SELECT " GV_RECORD_COLUMNS
    " FROM ad_change_history WHERE account_id = $1 AND (created_at < $2 OR (created_at = $2 AND "
    "id < $3)) AND ($5 = '' OR status = $5) AND ($6 = '' OR entity_id = $6) "
    "AND ($7 = '' OR campaign_id = $7) AND ($8 = '' OR platform = $8) ORDER BY created_at DESC, id "
    "DESC LIMIT $4"};
const sql::Statement kEnds{
    "ad_change_history.ends",
    "SELECT created_at, outage FROM ad_change_history WHERE account_id = $1 AND platform = $2 "
    "AND outage IS NOT NULL ORDER BY created_at DESC, id DESC LIMIT $3"};

const app::ChangeCursor kNewestRecord{TimePoint{Millis{253'402'300'799'000}},
                                      "ffffffff-ffff-ffff-ffff-ffffffffffff"};

app::ChangeRecord record_of(const sql::Row& row) {
  app::ChangeRecord out{.id = row.get<std::string>(0),
                        .change_id = row.get<std::string>(1),
                        .platform = row.get<std::string>(2),
                        .entity = {sound(execute::parse_entity_level(row.text(3), "entity_type")),
                                   row.get<std::string>(4)},
                        .campaign_id = row.get<std::string>(5),
                        .type = change_type_of(row.text(6)),
                        .old_value = change_value_of(row.text(7)),
                        .new_value = change_value_of(row.text(8)),
                        .triggered_by = row.get<std::string>(10),
                        .confidence = row.get<std::optional<double>>(11),
                        .reason = row.get<std::optional<std::string>>(12).value_or(""),
                        .state = sound(execute::parse_change_state(row.text(13), "status")),
                        .outage = row.get<std::optional<bool>>(15).value_or(false),
                        .safety_override = row.boolean(16),
                        .queued_at = row.time(17),
                        .started_at = row.get<std::optional<TimePoint>>(18),
                        .ended_at = row.get<std::optional<TimePoint>>(19).value_or(row.time(17))};
  if (!row.is_null(9)) out.change_share = row.real(9) / kPercent;
  if (!row.is_null(14)) out.trouble = change_trouble_of(row.text(14));
  if (!row.is_null(20)) out.took = Millis{row.integer(20)};
  return out;
}

/// Only what was sent, or could not even be read, tells of the platform's health.
std::optional<bool> outage_of(const app::ChangeRecord& record) {
  if (record.outage) return true;
  return record.started_at ? std::optional(false) : std::nullopt;
}

}  // namespace

Result<void> ChangeHistory::append(app::Transaction& transaction, const app::ChangeRecord& record) {
  const auto old_value = text_of(record.old_value);
  const auto new_value = text_of(record.new_value);
  std::optional<std::string> ad;
  std::optional<std::string> adset;
  if (record.entity.level == app::EntityLevel::Ad) ad = record.entity.id;
  if (record.entity.level == app::EntityLevel::AdSet) adset = record.entity.id;
  std::optional<double> percent;
  if (record.change_share) percent = *record.change_share * kPercent;
  std::optional<std::string> response;
  std::optional<std::string> message;
  if (record.trouble) {
    response = text_of(*record.trouble);
    message = record.trouble->message;
  }
  std::optional<std::int64_t> took;
  if (record.took) took = record.took->count();
  const bool limited = record.trouble && record.trouble->reason == "rate_limit";
  const bool too_fast = record.trouble && record.trouble->reason == "velocity";
  GV_TRY(connection_of(transaction)
             .execute(kAppend, {account_of(transaction),
                                record.id,
                                record.change_id,
                                record.platform,
                                execute::to_text(record.entity.level),
                                record.entity.id,
                                record.campaign_id,
                                to_text(record.type),
                                old_value,
                                new_value,
                                percent,
                                record.triggered_by,
                                record.confidence,
                                record.reason,
                                execute::to_text(record.state),
                                response,
                                outage_of(record),
                                record.safety_override,
                                record.queued_at,
                                record.started_at,
                                record.ended_at,
                                took,
                                ad,
                                adset,
                                message,
                                !limited,
                                !too_fast,
                                transaction.now()}));
  return {};
}

Result<std::vector<app::ChangeRecord>> ChangeHistory::list(app::Transaction& transaction,
                                                           const app::ChangeFilter& filter) {
  const auto& from = filter.before ? *filter.before : kNewestRecord;
  const auto state = filter.state ? execute::to_text(*filter.state) : std::string_view();
  return connection_of(transaction)
      .all(kListRecords,
           {account_of(transaction), from.created_at, from.id, filter.limit, state,
            filter.entity_id, filter.campaign_id, filter.platform},
           record_of);
}

Result<std::vector<execute::AttemptEnd>> ChangeHistory::ends(app::Transaction& transaction,
                                                             std::string_view platform, int limit) {
  GV_TRY(auto ends,
         connection_of(transaction)
             .all(kEnds, {account_of(transaction), platform, limit}, [](const sql::Row& row) {
               return execute::AttemptEnd{row.time(0), row.boolean(1)};
             }));
  std::reverse(ends.begin(), ends.end());
  return ends;
}

}  // namespace gv::store
