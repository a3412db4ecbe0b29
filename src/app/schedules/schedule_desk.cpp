#include "app/schedules/schedule_desk.h"

#include <fmt/format.h>

#include "app/schedules/fire_times.h"

namespace gv::app {
namespace {

constexpr Millis kIntervalMin{60'000};

std::string shown(const Schedule& schedule) {
  return fmt::format(R"({{"cron":{},"enabled":{}}})", quoted(schedule.cron), schedule.enabled);
}

Result<Cron> usable_cron(const std::string& text) {
  GV_TRY(auto cron, Cron::parse(text, "cron"));
  if (cron.interval().value_or(kIntervalMin) >= kIntervalMin) return cron;
  return fail(ErrorCode::InvalidInput, "cron",
              fmt::format("must be every minute at most, got \"{}\"", text));
}

}  // namespace

Result<std::vector<Schedule>> ScheduleDesk::list(const AccountScope& scope) {
  return ports_.store.read(
      scope, [&](Transaction& transaction) { return ports_.schedules.list(transaction); });
}

Result<Schedule> ScheduleDesk::find(Transaction& transaction, const std::string& name) {
  GV_TRY(auto schedule, ports_.schedules.find(transaction, name));
  if (schedule) return *std::move(schedule);
  return fail(ErrorCode::NotFound, "name", "There is no schedule \"" + name + "\".");
}

Result<Schedule> ScheduleDesk::change(const AccountScope& scope, const std::string& name,
                                      const ScheduleChange& change, const Actor& actor) {
  return ports_.store.write(scope, [&](Transaction& transaction) -> Result<Schedule> {
    GV_TRY(const auto before, find(transaction, name));
    Schedule after = before;
    after.cron = change.cron.value_or(before.cron);
    after.enabled = change.enabled.value_or(before.enabled);
    GV_TRY(const auto cron, usable_cron(after.cron));
    // Switched on again it does not make up for the time when it was off.
    GV_TRY(after.next_fire, next_fire(cron, ports_.zones, after.time_zone, transaction.now()));
    GV_TRY(ports_.schedules.update(transaction, after));
    auto entry = entry_by(actor, "schedule.change", "schedule", name);
    entry.before = shown(before);
    entry.after = shown(after);
    GV_TRY(ports_.audit.append(transaction, entry));
    return after;
  });
}

Result<std::string> ScheduleDesk::run_now(const AccountScope& scope, const std::string& name,
                                          const Actor& actor) {
  return ports_.store.write(scope, [&](Transaction& transaction) -> Result<std::string> {
    GV_TRY(const auto schedule, find(transaction, name));
    const auto* const rule = find_rule(rules_, name);
    if (rule == nullptr) {
      return fail(ErrorCode::Gone, "name", "The program does not do \"" + name + "\" any more.");
    }
    auto job = job_of_fire(*rule, schedule, transaction.now());
    job.singleton_key = name + "@request";
    GV_TRY(const auto added, ports_.jobs.enqueue(transaction, {&job, 1}));
    if (!added.at(0)) {
      return fail(ErrorCode::Conflict, "name", "A run that was asked for has not ended yet.");
    }
    GV_TRY(ports_.audit.append(transaction, entry_by(actor, "schedule.run", "schedule", name)));
    return job.id;
  });
}

}  // namespace gv::app
