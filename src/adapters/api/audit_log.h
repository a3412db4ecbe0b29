#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <boost/describe/class.hpp>

#include "adapters/api/codec.h"
#include "adapters/api/collection.h"
#include "adapters/api/context.h"
#include "adapters/api/route_info.h"
#include "adapters/api/wire_types.h"
#include "app/access/access.h"

namespace gv::api {

struct AuditRequest : PageRequest {
  std::optional<std::string> actor;   ///< id of the user or key
  std::optional<std::string> action;  ///< "config.update"
  std::optional<std::string> object;  ///< type or id
  std::optional<TimePoint> from;
  std::optional<TimePoint> to;
};
BOOST_DESCRIBE_STRUCT(AuditRequest, (PageRequest), (actor, action, object, from, to))

struct AuditLine {
  std::int64_t seq{0};
  TimePoint at;
  std::string actor_type;
  std::string actor_id;
  std::string action;
  std::string object_type;
  std::optional<std::string> object_id;
  value before;  ///< null where there was nothing
  value after;
  std::optional<std::string> ip_prefix;
  std::optional<std::string> trace_id;
};
BOOST_DESCRIBE_STRUCT(AuditLine, (),
                      (seq, at, actor_type, actor_id, action, object_type, object_id, before, after,
                       ip_prefix, trace_id))

struct ListAudit {
  static constexpr RouteInfo kRoute{.path = "/api/v1/audit-log",
                                    .scope = app::Scope::Admin,
                                    .blocking = true,
                                    .summary = "Who did what, newest first"};
  app::Access& access;
  Result<Collection<AuditLine>> operator()(const Context& context,
                                           const AuditRequest& request) const;
};

}  // namespace gv::api
