#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "adapters/api/context.h"
#include "adapters/api/route_info.h"
#include "app/ports/loop_times.h"

namespace gv::api {

class Api;

/// In the order in which the loop goes through them; as `app::LoopStage`.
enum class StageOfLoop { Reports, Deals, Decisions, Changes, ReadBacks };
BOOST_DESCRIBE_ENUM(StageOfLoop, Reports, Deals, Decisions, Changes, ReadBacks)

struct LoopLagLine {
  StageOfLoop stage{StageOfLoop::Reports};
  std::optional<TimePoint> newest_at;  ///< when something left the stage last; none: never
  std::optional<double> age_s;         ///< of that, now
  std::optional<double> median_lag_s;  ///< of the newest things that went through
  std::int64_t count{0};               ///< of those things
};
BOOST_DESCRIBE_STRUCT(LoopLagLine, (), (stage, newest_at, age_s, median_lag_s, count))

struct LoopLags {
  std::vector<LoopLagLine> stages;
};
BOOST_DESCRIBE_STRUCT(LoopLags, (), (stages))

/// What the route needs. Outlives the api.
struct LoopServices {
  app::Store& store;
  app::LoopTimes& times;
};

struct ShowLoop {
  static constexpr RouteInfo kRoute{.path = "/api/v1/loop",
                                    .scope = app::Scope::Read,
                                    .blocking = true,
                                    .summary = "How late each stage of the loop is"};
  LoopServices services;
  Result<LoopLags> operator()(const Context& context, const Nothing&) const;
};

void add_loop_routes(Api& api, const LoopServices& services);

}  // namespace gv::api
