#pragma once

#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include "adapters/api/change_lines.h"
#include "adapters/api/change_routes.h"
#include "adapters/api/collection.h"
#include "adapters/api/context.h"
#include "adapters/api/route_info.h"

namespace gv::api {

struct ListChangesRequest : PageRequest {
  std::optional<ChangeStatus> status;
  std::optional<ApprovalStatus> approval;
  std::optional<std::string> ad;        ///< "<platform>:<platform id>" of any thing
  std::optional<std::string> campaign;  ///< platform id
  std::optional<std::string> plan;      ///< of one run, or the pauses of one hold
};
BOOST_DESCRIBE_STRUCT(ListChangesRequest, (PageRequest), (status, approval, ad, campaign, plan))

struct ChangeIdRequest {
  std::string id;
};
BOOST_DESCRIBE_STRUCT(ChangeIdRequest, (), (id))

/// A change that a person asks for: a budget or a status, not both.
struct ChangeBody {
  std::string ad_entity_id;  ///< "<platform>:<platform id>"
  ChangedEntity entity_type{ChangedEntity::Ad};
  std::optional<Amount> daily_budget;
  std::optional<DeliveryStatus> status;
  std::optional<Amount> expected_budget;  ///< another one on the platform is a conflict
  std::optional<std::string> reason;
  std::optional<bool> dry_run;
};
BOOST_DESCRIBE_STRUCT(ChangeBody, (),
                      (ad_entity_id, entity_type, daily_budget, status, expected_budget, reason,
                       dry_run))
void check(const ChangeBody& body, Binder& binder);

struct ListChanges {
  static constexpr RouteInfo kRoute{.path = "/api/v1/changes",
                                    .scope = app::Scope::Read,
                                    .blocking = true,
                                    .summary = "Changes to things on platforms, newest first"};
  ChangeServices services;
  Result<Collection<ListedChange>> operator()(const Context& context,
                                              const ListChangesRequest& request) const;
};

struct ShowChange {
  static constexpr RouteInfo kRoute{.path = "/api/v1/changes/{id}",
                                    .scope = app::Scope::Read,
                                    .blocking = true,
                                    .summary = "One change and where it stands"};
  ChangeServices services;
  Result<ChangeLine> operator()(const Context& context, const ChangeIdRequest& request) const;
};

struct ListChangeHistory {
  static constexpr RouteInfo kRoute{.path = "/api/v1/changes/history",
                                    .scope = app::Scope::Read,
                                    .blocking = true,
                                    .summary = "Every attempt at a change, newest first"};
  ChangeServices services;
  Result<Collection<ListedChangeRecord>> operator()(const Context& context,
                                                    const ListChangesRequest& request) const;
};

struct QueueChange {
  static constexpr RouteInfo kRoute{.method = http::Method::Post,
                                    .path = "/api/v1/changes",
                                    .scope = app::Scope::Execute,
                                    .blocking = true,
                                    .summary = "Queue a change of a budget or a status"};
  ChangeServices services;
  Result<Created<ChangeLine>> operator()(const Context& context, const ChangeBody& body) const;
};

struct ApproveChange {
  static constexpr RouteInfo kRoute{.method = http::Method::Post,
                                    .path = "/api/v1/changes/{id}/approve",
                                    .scope = app::Scope::Approve,
                                    .blocking = true,
                                    .summary = "Let a change that waits for approval go"};
  ChangeServices services;
  Result<ChangeLine> operator()(const Context& context, const ChangeIdRequest& request) const;
};

struct RejectChange {
  static constexpr RouteInfo kRoute{.method = http::Method::Post,
                                    .path = "/api/v1/changes/{id}/reject",
                                    .scope = app::Scope::Approve,
                                    .blocking = true,
                                    .summary = "Refuse a change that waits for approval"};
  ChangeServices services;
  Result<ChangeLine> operator()(const Context& context, const ChangeIdRequest& request) const;
};

struct CancelChange {
  static constexpr RouteInfo kRoute{.method = http::Method::Post,
                                    .path = "/api/v1/changes/{id}/cancel",
                                    .scope = app::Scope::Execute,
                                    .blocking = true,
                                    .summary = "Cancel a change that nobody works on yet"};
  ChangeServices services;
  Result<ChangeLine> operator()(const Context& context, const ChangeIdRequest& request) const;
};

struct RetryChange {
  static constexpr RouteInfo kRoute{.method = http::Method::Post,
                                    .path = "/api/v1/changes/{id}/retry",
                                    .scope = app::Scope::Execute,
                                    .blocking = true,
                                    .summary = "Try a dead letter again"};
  ChangeServices services;
  Result<ChangeLine> operator()(const Context& context, const ChangeIdRequest& request) const;
};

struct UndoChange {
  static constexpr RouteInfo kRoute{.method = http::Method::Post,
                                    .path = "/api/v1/changes/{id}/undo",
                                    .scope = app::Scope::Execute,
                                    .blocking = true,
                                    .summary = "Queue the way back to the value before"};
  ChangeServices services;
  Result<ChangeLine> operator()(const Context& context, const ChangeIdRequest& request) const;
};

}  // namespace gv::api
