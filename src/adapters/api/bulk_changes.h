#pragma once

#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "adapters/api/change_routes.h"
#include "adapters/api/context.h"
#include "adapters/api/decision_actions.h"
#include "adapters/api/route_info.h"

namespace gv::api {

enum class BulkAction { Approve, Reject, Cancel, Retry };
BOOST_DESCRIBE_ENUM(BulkAction, Approve, Reject, Cancel, Retry)

struct BulkBody {
  std::vector<std::string> ids;
  BulkAction action{BulkAction::Approve};
};
BOOST_DESCRIBE_STRUCT(BulkBody, (), (ids, action))
void check(const BulkBody& body, Binder& binder);

struct BulkAnswer {
  std::vector<ChangeLine> changes;
  std::vector<RefusedLine> refused;
};
BOOST_DESCRIBE_STRUCT(BulkAnswer, (), (changes, refused))

/// Each for itself, in order: what cannot be done to one is done to the others. `execute` is enough
/// to cancel and to retry; to approve and to reject it takes `approve`.
struct MoveChanges {
  static constexpr RouteInfo kRoute{.method = http::Method::Post,
                                    .path = "/api/v1/changes:bulk",
                                    .scope = app::Scope::Execute,
                                    .blocking = true,
                                    .summary = "Approve, reject, cancel or retry many changes"};
  ChangeServices services;
  Result<BulkAnswer> operator()(const Context& context, const BulkBody& body) const;
};

}  // namespace gv::api
