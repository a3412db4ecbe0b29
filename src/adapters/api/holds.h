#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "adapters/api/change_lines.h"
#include "adapters/api/change_routes.h"
#include "adapters/api/collection.h"
#include "adapters/api/context.h"
#include "adapters/api/route_info.h"

namespace gv::api {

enum class HeldScope { Global, Account, Platform, Campaign, Ad };
BOOST_DESCRIBE_ENUM(HeldScope, Global, Account, Platform, Campaign, Ad)

struct HoldLine {
  std::string id;
  HeldScope scope{HeldScope::Account};
  std::optional<std::string> target;
  std::string reason;
  std::string engaged_by;
  TimePoint engaged_at;
  std::optional<TimePoint> expires_at;
  std::optional<std::string> cleared_by;
  std::optional<TimePoint> cleared_at;
};
BOOST_DESCRIBE_STRUCT(HoldLine, (),
                      (id, scope, target, reason, engaged_by, engaged_at, expires_at, cleared_by,
                       cleared_at))

struct HoldBody {
  HeldScope scope{HeldScope::Account};
  std::optional<std::string> target;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(HoldBody, (), (scope, target, reason))
void check(const HoldBody& body, Binder& binder);

struct StopBody {
  HeldScope scope{HeldScope::Account};
  std::optional<std::string> target;
  std::string reason;
  std::optional<bool> pause_ads;
};
BOOST_DESCRIBE_STRUCT(StopBody, (), (scope, target, reason, pause_ads))
void check(const StopBody& body, Binder& binder);

struct StopAnswer {
  HoldLine hold;
  std::vector<ChangeLine> in_flight;  ///< sent when it came into force, or about to be
  std::int64_t cancelled{0};          ///< increases and creates that waited
};
BOOST_DESCRIBE_STRUCT(StopAnswer, (), (hold, in_flight, cancelled))

struct ClearHoldBody {
  std::string id;
  std::optional<bool> resume;         ///< also activate what the stop itself paused
  std::optional<std::string> reason;  ///< of a resume
};
BOOST_DESCRIBE_STRUCT(ClearHoldBody, (), (id, resume, reason))

struct ClearHoldAnswer {
  std::string id;
  std::vector<ChangeLine> activations;
};
BOOST_DESCRIBE_STRUCT(ClearHoldAnswer, (), (id, activations))

struct ListHolds {
  static constexpr RouteInfo kRoute{.path = "/api/v1/holds",
                                    .scope = app::Scope::Read,
                                    .blocking = true,
                                    .summary = "What stops changes, newest first"};
  ChangeServices services;
  Result<Collection<HoldLine>> operator()(const Context& context, const PageRequest& request) const;
};

struct EngageHold {
  static constexpr RouteInfo kRoute{.method = http::Method::Post,
                                    .path = "/api/v1/holds",
                                    .scope = app::Scope::Decide,
                                    .blocking = true,
                                    .summary = "Stop changes of an account or of one thing"};
  ChangeServices services;
  Result<StopAnswer> operator()(const Context& context, const HoldBody& body) const;
};

struct ClearHold {
  static constexpr RouteInfo kRoute{.method = http::Method::Post,
                                    .path = "/api/v1/holds/{id}/clear",
                                    .scope = app::Scope::Admin,
                                    .blocking = true,
                                    .summary = "Let changes go again"};
  ChangeServices services;
  Result<ClearHoldAnswer> operator()(const Context& context, const ClearHoldBody& body) const;
};

struct StopEverything {
  static constexpr RouteInfo kRoute{.method = http::Method::Post,
                                    .path = "/api/v1/emergency-stop",
                                    .scope = app::Scope::Admin,
                                    .blocking = true,
                                    .summary = "Stop all changes, and pause what spends"};
  ChangeServices services;
  Result<StopAnswer> operator()(const Context& context, const StopBody& body) const;
};

/// How much of its limits an account has used on one platform.
struct GaugeLine {
  std::string platform;
  std::int64_t hour_used{0};
  std::int64_t hour_max{0};
  std::int64_t day_used{0};
  std::int64_t day_max{0};
  TimePoint increase_at;  ///< when the next increase may go
  std::optional<TimePoint> breaker_open_until;
  std::optional<double> quota_percent;  ///< as the platform last said
};
BOOST_DESCRIBE_STRUCT(GaugeLine, (),
                      (platform, hour_used, hour_max, day_used, day_max, increase_at,
                       breaker_open_until, quota_percent))

struct ExecutorAnswer {
  std::string mode;                             ///< "observe", "approve", "auto"
  std::map<std::string, std::int64_t> changes;  ///< how many are in each state
  std::vector<HoldLine> holds;                  ///< in force
  std::vector<GaugeLine> limits;
};
BOOST_DESCRIBE_STRUCT(ExecutorAnswer, (), (mode, changes, holds, limits))

struct ShowExecutor {
  static constexpr RouteInfo kRoute{.path = "/api/v1/executor",
                                    .scope = app::Scope::Read,
                                    .blocking = true,
                                    .summary = "Mode, limits, holds and queue of the executor"};
  ChangeServices services;
  Result<ExecutorAnswer> operator()(const Context& context, const Nothing&) const;
};

}  // namespace gv::api
