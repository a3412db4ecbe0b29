#pragma once

#include <optional>
#include <string>

#include <boost/describe/class.hpp>

#include "adapters/api/collection.h"
#include "adapters/api/context.h"
#include "adapters/api/jobs.h"
#include "adapters/api/route_info.h"
#include "app/schedules/schedule_desk.h"

namespace gv::api {

class Api;

struct ScheduleLine {
  std::string name;
  std::string cron;       ///< five fields, or "@every 90s"
  std::string time_zone;  ///< whose clock the fields go by
  bool enabled{true};
  std::string queue;  ///< of the jobs that it makes
  std::optional<TimePoint> last_fire;
  std::optional<TimePoint> next_fire;  ///< none while it is off
};
BOOST_DESCRIBE_STRUCT(ScheduleLine, (),
                      (name, cron, time_zone, enabled, queue, last_fire, next_fire))

struct ListSchedules {
  static constexpr RouteInfo kRoute{.path = "/api/v1/schedules",
                                    .scope = app::Scope::Read,
                                    .blocking = true,
                                    .summary = "What is done again and again, and when"};
  app::ScheduleDesk& desk;
  Result<Collection<ScheduleLine>> operator()(const Context& context,
                                              const PageRequest& request) const;
};

struct ChangeScheduleRequest {
  std::string name;
  std::optional<std::string> cron;
  std::optional<bool> enabled;
};
BOOST_DESCRIBE_STRUCT(ChangeScheduleRequest, (), (name, cron, enabled))
void check(const ChangeScheduleRequest& request, Binder& binder);

struct ChangeSchedule {
  static constexpr RouteInfo kRoute{.method = http::Method::Patch,
                                    .path = "/api/v1/schedules",
                                    .scope = app::Scope::Admin,
                                    .blocking = true,
                                    .summary = "Set when something is done, or switch it off"};
  app::ScheduleDesk& desk;
  Result<ScheduleLine> operator()(const Context& context,
                                  const ChangeScheduleRequest& request) const;
};

struct RunScheduleRequest {
  std::string name;
};
BOOST_DESCRIBE_STRUCT(RunScheduleRequest, (), (name))

struct RunSchedule {
  static constexpr RouteInfo kRoute{.method = http::Method::Post,
                                    .path = "/api/v1/schedules/{name}/run",
                                    .scope = app::Scope::Learn,
                                    .blocking = true,
                                    .summary = "Do now what a schedule does"};
  app::ScheduleDesk& desk;
  Result<Accepted<JobStarted>> operator()(const Context& context,
                                          const RunScheduleRequest& request) const;
};

/// `desk` outlives the api.
void add_schedule_routes(Api& api, app::ScheduleDesk& desk);

}  // namespace gv::api
