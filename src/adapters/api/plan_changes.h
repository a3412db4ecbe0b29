#pragma once

#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include "adapters/api/change_lines.h"
#include "adapters/api/change_routes.h"
#include "adapters/api/context.h"
#include "adapters/api/route_info.h"

namespace gv::api {

/// A budget or a status, not both.
struct PlannedValue {
  std::optional<Amount> daily_budget;
  std::optional<DeliveryStatus> status;
};
BOOST_DESCRIBE_STRUCT(PlannedValue, (), (daily_budget, status))

struct PlanItem {
  std::string ad_entity_id;  ///< "<platform>:<platform id>"
  ChangedEntity entity_type{ChangedEntity::Ad};
  std::optional<PlannedValue> current_value;  ///< absent: as the newest look found it
  PlannedValue requested_value;
};
BOOST_DESCRIBE_STRUCT(PlanItem, (), (ad_entity_id, entity_type, current_value, requested_value))

struct PlanBody {
  std::vector<PlanItem> changes;
};
BOOST_DESCRIBE_STRUCT(PlanBody, (), (changes))
void check(const PlanBody& body, Binder& binder);

struct PlanStepLine {
  PlannedValue value;
  TimePoint execute_at;
};
BOOST_DESCRIBE_STRUCT(PlanStepLine, (), (value, execute_at))

/// Whether each lets the change go as soon as it is asked for.
struct PlanChecks {
  bool rate_limit{true};
  bool velocity{true};
  bool hold{true};
  bool learning_phase{true};
};
BOOST_DESCRIBE_STRUCT(PlanChecks, (), (rate_limit, velocity, hold, learning_phase))

struct PlanLine {
  std::string ad_entity_id;
  ChangedEntity entity_type{ChangedEntity::Ad};
  PlannedValue requested_value;
  std::vector<PlanStepLine> steps;
  std::int64_t jitter_ms{0};
  bool needs_approval{false};
  PlanChecks checks;
  std::optional<std::string> blocked_reason;
};
BOOST_DESCRIBE_STRUCT(PlanLine, (),
                      (ad_entity_id, entity_type, requested_value, steps, jitter_ms, needs_approval,
                       checks, blocked_reason))

struct PlanAnswer {
  std::vector<PlanLine> plan;
};
BOOST_DESCRIBE_STRUCT(PlanAnswer, (), (plan))

struct PlanChanges {
  static constexpr RouteInfo kRoute{.method = http::Method::Post,
                                    .path = "/api/ml/safe-executor/plan",
                                    .twin = "/api/v1/safe-executor/plan",
                                    .scope = app::Scope::Decide,
                                    .blocking = true,
                                    .summary = "What the executor would do with changes, and when"};
  ChangeServices services;
  Result<PlanAnswer> operator()(const Context& context, const PlanBody& body) const;
};

}  // namespace gv::api
