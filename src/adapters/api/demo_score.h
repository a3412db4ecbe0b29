#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include "adapters/api/context.h"
#include "adapters/api/route_info.h"
#include "adapters/api/wire_types.h"
#include "app/ports/accounts.h"
#include "app/ports/event_log.h"

namespace gv::api {

class Api;

/// What a policy had bought of a simulated market by the end of a day: truth, not measurement.
struct PolicyTally {
  std::string policy;       ///< "account": what was played; the others as `simulate` names them
  double value_minor{0.0};  ///< expected value bought since the first day
  std::int64_t spend_minor{0};
};
BOOST_DESCRIBE_STRUCT(PolicyTally, (), (policy, value_minor, spend_minor))

struct DemoDay {
  std::int64_t day{0};  ///< from 1
  std::vector<PolicyTally> policies;
};
BOOST_DESCRIBE_STRUCT(DemoDay, (), (day, policies))

/// What the log keeps of a day, once: the market itself goes with the demo's process.
[[nodiscard]] app::NewEvent demo_day_event(const DemoDay& day, TimePoint at);

struct PolicyScore {
  std::string policy;
  Amount value;
  Amount spend;
  std::optional<double> value_per_spend;  ///< none: nothing was spent
  std::optional<double> regret;  ///< share that it stays below the oracle by value per spend, <= 1;
                                 ///< none: one of both spent nothing
};
BOOST_DESCRIBE_STRUCT(PolicyScore, (), (policy, value, spend, value_per_spend, regret))

struct DemoDayScore {
  std::int64_t day{0};
  TimePoint at;  ///< when the day was over
  std::vector<PolicyScore> policies;
};
BOOST_DESCRIBE_STRUCT(DemoDayScore, (), (day, at, policies))

struct DemoScore {
  std::vector<DemoDayScore> days;  ///< from the first one on; each sums all days so far
};
BOOST_DESCRIBE_STRUCT(DemoScore, (), (days))

/// What the route needs. Outlives the api.
struct DemoServices {
  app::Store& store;
  app::EventLog& events;
  app::Accounts& accounts;
};

struct ShowDemoScore {
  static constexpr RouteInfo kRoute{
      .path = "/api/v1/demo/score",
      .scope = app::Scope::Read,
      .blocking = true,
      .summary = "How a demo's account fared beside other policies on its market"};
  DemoServices services;
  /// Errors: NotFound for an account that is no demo's.
  Result<DemoScore> operator()(const Context& context, const Nothing&) const;
};

void add_demo_routes(Api& api, const DemoServices& services);

}  // namespace gv::api
