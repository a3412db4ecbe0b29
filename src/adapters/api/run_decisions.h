#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include "adapters/api/decision_routes.h"
#include "adapters/api/select_budgets.h"

namespace gv::api {

struct RunDecisionsRequest {
  std::optional<Amount> total_budget;  ///< a day; what the ads spend now when absent
  std::optional<std::vector<std::string>> exclude;
  std::optional<std::map<std::string, Amount>> pins;  ///< ads that have and keep a budget
  std::optional<bool> dry_run;
  std::optional<std::int64_t> seed;
};
BOOST_DESCRIBE_STRUCT(RunDecisionsRequest, (), (total_budget, exclude, pins, dry_run, seed))
void check(const RunDecisionsRequest& request, Binder& binder);

/// Shares a daily budget among the account's ads as they are known, and keeps the run: as a preview
/// for a day unless `dry_run` is false.
struct RunDecisions {
  static constexpr RouteInfo kRoute{
      .method = http::Method::Post,
      .path = "/api/v1/decisions/run",
      .scope = app::Scope::Decide,
      .blocking = true,
      .summary = "Share a daily budget among the account's ads and keep the run",
  };
  DecisionServices services;

  Result<BudgetOptimizationAnswer> operator()(const Context& context,
                                              const RunDecisionsRequest& request) const;
};

}  // namespace gv::api
