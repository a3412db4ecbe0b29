#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include "adapters/api/collection.h"
#include "adapters/api/decision_routes.h"
#include "adapters/api/route_info.h"
#include "adapters/api/wire_types.h"

namespace gv::api {

struct DecisionRunLine {
  std::string id;
  std::string trigger;
  std::string status;  ///< "preview", "completed"
  TimePoint clock_at;  ///< the instant it decided for
  std::int64_t seed{0};
  std::string inputs_hash;
  std::int64_t config_version{0};
  std::optional<Amount> total_budget;
  std::int64_t num_ads{0};
  TimePoint created_at;
};
BOOST_DESCRIBE_STRUCT(DecisionRunLine, (),
                      (id, trigger, status, clock_at, seed, inputs_hash, config_version,
                       total_budget, num_ads, created_at))

struct DecisionRunAnswer : DecisionRunLine {
  std::map<std::string, std::int64_t> decisions;  ///< how many of each kind
  Amount current_budget;                          ///< of all decided ads
  Amount recommended_budget;
};
BOOST_DESCRIBE_STRUCT(DecisionRunAnswer, (DecisionRunLine),
                      (decisions, current_budget, recommended_budget))

struct DecisionRunRequest {
  std::string id;
};
BOOST_DESCRIBE_STRUCT(DecisionRunRequest, (), (id))

/// A place where the recomputed run differs.
struct RunDifferenceLine {
  std::string path;
  std::string recorded;
  std::string recomputed;
};
BOOST_DESCRIBE_STRUCT(RunDifferenceLine, (), (path, recorded, recomputed))

struct ReplayAnswer {
  std::string run_id;
  bool identical{false};
  std::vector<RunDifferenceLine> diffs;  ///< the first few
};
BOOST_DESCRIBE_STRUCT(ReplayAnswer, (), (run_id, identical, diffs))

struct ListDecisionRuns {
  static constexpr RouteInfo kRoute{.path = "/api/v1/decision-runs",
                                    .scope = app::Scope::Read,
                                    .blocking = true,
                                    .summary = "Kept decision runs, newest first"};
  DecisionServices services;
  Result<Collection<DecisionRunLine>> operator()(const Context& context,
                                                 const PageRequest& request) const;
};

struct ShowDecisionRun {
  static constexpr RouteInfo kRoute{.path = "/api/v1/decision-runs/{id}",
                                    .scope = app::Scope::Read,
                                    .blocking = true,
                                    .summary = "One kept decision run"};
  DecisionServices services;
  Result<DecisionRunAnswer> operator()(const Context& context,
                                       const DecisionRunRequest& request) const;
};

struct ReplayDecisionRun {
  static constexpr RouteInfo kRoute{.method = http::Method::Post,
                                    .path = "/api/v1/decision-runs/{id}/replay",
                                    .scope = app::Scope::Read,
                                    .blocking = true,
                                    .summary = "Decide a kept run again and compare"};
  DecisionServices services;
  Result<ReplayAnswer> operator()(const Context& context, const DecisionRunRequest& request) const;
};

}  // namespace gv::api
