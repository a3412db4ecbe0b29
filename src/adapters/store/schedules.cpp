#include "adapters/store/schedules.h"

#include "adapters/store/access.h"

#define GV_SCHEDULE_COLUMNS \
  "name, account_key, cron, time_zone, job_name, data, enabled, last_fire, next_fire"

namespace gv::store {
namespace {

/// What stands for the installation where an account would.
constexpr std::string_view kInstallation = "*";

const sql::Statement kAddSchedule{"schedules.add", "INSERT INTO schedules (" GV_SCHEDULE_COLUMNS
                                                   ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) "
                                                   "ON CONFLICT DO NOTHING"};
const sql::Statement kListSchedules{"schedules.list",
                                    "SELECT " GV_SCHEDULE_COLUMNS
                                    " FROM schedules WHERE account_key = $1 ORDER BY name"};
const sql::Statement kFindSchedule{"schedules.find",
                                   "SELECT " GV_SCHEDULE_COLUMNS
                                   " FROM schedules WHERE account_key = $1 AND name = $2"};
const sql::Statement kUpdateSchedule{
    "schedules.update",
    "UPDATE schedules SET cron = $3, time_zone = $4, enabled = $5, next_fire = $6 "
    "WHERE account_key = $1 AND name = $2"};
const sql::Statement kAdvance{
    "schedules.advance",
    "UPDATE schedules SET last_fire = $4, next_fire = $5 "
    "WHERE account_key = $1 AND name = $2 AND next_fire = $3 AND enabled"};
const sql::Statement kDue{"schedules.due", "SELECT " GV_SCHEDULE_COLUMNS
                                           " FROM schedules WHERE enabled AND next_fire <= $1 "
                                           "ORDER BY next_fire, account_key, name LIMIT $2"};

std::string_view key_of(const std::optional<AccountId>& account) {
  return account ? std::string_view(account->text()) : kInstallation;
}

std::string_view key_of(const app::SharedTransaction& transaction) {
  const auto* const account = transaction.account();
  return account != nullptr ? std::string_view(account->text()) : kInstallation;
}

app::Schedule schedule_of(const sql::Row& row) {
  app::Schedule schedule{.name = row.get<std::string>(0),
                         .cron = row.get<std::string>(2),
                         .time_zone = row.get<std::string>(3),
                         .job_name = row.get<std::string>(4),
                         .data = row.get<std::string>(5),
                         .enabled = row.boolean(6),
                         .last_fire = row.get<std::optional<TimePoint>>(7),
                         .next_fire = row.time(8)};
  if (row.text(1) != kInstallation) schedule.account = row.get<AccountId>(1);
  return schedule;
}

}  // namespace

Result<bool> Schedules::add(app::SharedTransaction& transaction, const app::Schedule& schedule) {
  GV_TRY(const auto added,
         connection_of(transaction)
             .execute(kAddSchedule, {schedule.name, key_of(transaction), schedule.cron,
                                     schedule.time_zone, schedule.job_name, schedule.data,
                                     schedule.enabled, schedule.last_fire, schedule.next_fire}));
  return added == 1;
}

Result<std::vector<app::Schedule>> Schedules::list(app::SharedTransaction& transaction) {
  return connection_of(transaction).all(kListSchedules, {key_of(transaction)}, schedule_of);
}

Result<std::optional<app::Schedule>> Schedules::find(app::SharedTransaction& transaction,
                                                     std::string_view name) {
  return connection_of(transaction).first(kFindSchedule, {key_of(transaction), name}, schedule_of);
}

Result<void> Schedules::update(app::SharedTransaction& transaction, const app::Schedule& schedule) {
  GV_TRY(const auto changed,
         connection_of(transaction)
             .execute(kUpdateSchedule, {key_of(transaction), schedule.name, schedule.cron,
                                        schedule.time_zone, schedule.enabled, schedule.next_fire}));
  if (changed == 1) return {};
  return fail(ErrorCode::NotFound, "name", "There is no schedule \"" + schedule.name + "\".");
}

Result<bool> Schedules::advance(app::SharedTransaction& transaction, const app::Schedule& schedule,
                                TimePoint fired, TimePoint next) {
  GV_TRY(const auto moved, connection_of(transaction)
                               .execute(kAdvance, {key_of(schedule.account), schedule.name,
                                                   schedule.next_fire, fired, next}));
  return moved == 1;
}

Result<std::vector<app::Schedule>> Schedules::due(app::SharedTransaction& transaction, int limit) {
  return connection_of(transaction).all(kDue, {transaction.now(), limit}, schedule_of);
}

}  // namespace gv::store
