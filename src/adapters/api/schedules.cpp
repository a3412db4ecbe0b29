#include "adapters/api/schedules.h"

#include "adapters/api/actor.h"
#include "adapters/api/endpoint.h"

namespace gv::api {
namespace {

ScheduleLine schedule_line(const app::Schedule& schedule) {
  ScheduleLine line{.name = schedule.name,
                    .cron = schedule.cron,
                    .time_zone = schedule.time_zone,
                    .enabled = schedule.enabled,
                    .queue = schedule.job_name,
                    .last_fire = schedule.last_fire,
                    .next_fire = {}};
  if (schedule.enabled) line.next_fire = schedule.next_fire;
  return line;
}

}  // namespace

void check(const ChangeScheduleRequest& request, Binder& binder) {
  if (!request.cron && !request.enabled) binder.missing("enabled");
}

Result<Collection<ScheduleLine>> ListSchedules::operator()(const Context& context,
                                                           const PageRequest& request) const {
  GV_TRY(const auto scope, scope_of(context, *kRoute.scope));
  GV_TRY(const auto schedules, desk.list(scope));
  std::vector<ScheduleLine> all;
  for (const auto& schedule : schedules) all.push_back(schedule_line(schedule));
  return page_of(std::move(all), request, &ScheduleLine::name);
}

Result<ScheduleLine> ChangeSchedule::operator()(const Context& context,
                                                const ChangeScheduleRequest& request) const {
  GV_TRY(const auto scope, scope_of(context, *kRoute.scope));
  GV_TRY(const auto schedule,
         desk.change(scope, request.name, {.cron = request.cron, .enabled = request.enabled},
                     actor_of(context)));
  return schedule_line(schedule);
}

Result<Accepted<JobStarted>> RunSchedule::operator()(const Context& context,
                                                     const RunScheduleRequest& request) const {
  GV_TRY(const auto scope, scope_of(context, *kRoute.scope));
  GV_TRY(const auto id, desk.run_now(scope, request.name, actor_of(context)));
  const std::string href = "/api/v1/jobs/" + id;
  return Accepted<JobStarted>{{.job_id = id, .status = "created", .href = href}, href};
}

void add_schedule_routes(Api& api, app::ScheduleDesk& desk) {
  add(api, ListSchedules{desk});
  add(api, ChangeSchedule{desk});
  add(api, RunSchedule{desk});
}

}  // namespace gv::api
