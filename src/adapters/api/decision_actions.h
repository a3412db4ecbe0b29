#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include "adapters/api/change_lines.h"
#include "adapters/api/change_routes.h"
#include "adapters/api/context.h"
#include "adapters/api/route_info.h"

namespace gv::api {

struct DecisionIdRequest {
  std::string id;
};
BOOST_DESCRIBE_STRUCT(DecisionIdRequest, (), (id))

struct AppliedDecision {
  std::vector<ChangeLine> changes;
};
BOOST_DESCRIBE_STRUCT(AppliedDecision, (), (changes))

struct ApplyDecisionsBody {
  std::vector<std::string> ids;
  std::optional<std::map<std::string, Amount>> budgets;  ///< instead of the recommended ones, by id
};
BOOST_DESCRIBE_STRUCT(ApplyDecisionsBody, (), (ids, budgets))
void check(const ApplyDecisionsBody& body, Binder& binder);

/// What was asked for of many and cannot be done to this one.
struct RefusedLine {
  std::string id;
  std::string code;  ///< "not_found", "stale"
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(RefusedLine, (), (id, code, reason))
[[nodiscard]] RefusedLine refused_line(const std::string& id, const Error& error);

struct AppliedDecisionsAnswer {
  std::vector<ChangeLine> changes;
  std::vector<RefusedLine> refused;
};
BOOST_DESCRIBE_STRUCT(AppliedDecisionsAnswer, (), (changes, refused))

struct DismissBody {
  std::string id;
  std::string reason;
  std::optional<std::int64_t> snooze_hours;
};
BOOST_DESCRIBE_STRUCT(DismissBody, (), (id, reason, snooze_hours))
void check(const DismissBody& body, Binder& binder);

struct DismissedAnswer {
  std::string id;
  std::string ad_id;
  std::string status;
  std::optional<TimePoint> snoozed_until;
};
BOOST_DESCRIBE_STRUCT(DismissedAnswer, (), (id, ad_id, status, snoozed_until))

struct ApplyDecision {
  static constexpr RouteInfo kRoute{.method = http::Method::Post,
                                    .path = "/api/v1/decisions/{id}/apply",
                                    .scope = app::Scope::Approve,
                                    .blocking = true,
                                    .summary = "Queue the changes that carry a decision out"};
  ChangeServices services;
  Result<AppliedDecision> operator()(const Context& context,
                                     const DecisionIdRequest& request) const;
};

struct ApplyDecisions {
  static constexpr RouteInfo kRoute{.method = http::Method::Post,
                                    .path = "/api/v1/decisions:apply",
                                    .scope = app::Scope::Approve,
                                    .blocking = true,
                                    .summary = "Queue the changes that carry decisions out"};
  ChangeServices services;
  Result<AppliedDecisionsAnswer> operator()(const Context& context,
                                            const ApplyDecisionsBody& body) const;
};

struct DismissDecision {
  static constexpr RouteInfo kRoute{.method = http::Method::Post,
                                    .path = "/api/v1/decisions/{id}/dismiss",
                                    .scope = app::Scope::Approve,
                                    .blocking = true,
                                    .summary = "Lay a decision aside"};
  ChangeServices services;
  Result<DismissedAnswer> operator()(const Context& context, const DismissBody& body) const;
};

}  // namespace gv::api
