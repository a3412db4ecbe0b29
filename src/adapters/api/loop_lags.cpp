#include "adapters/api/loop_lags.h"

#include <array>

#include "adapters/api/actor.h"
#include "adapters/api/endpoint.h"
#include "app/loop_lag.h"

namespace gv::api {
namespace {

static_assert(static_cast<int>(StageOfLoop::ReadBacks) ==
              static_cast<int>(app::LoopStage::ReadBacks));

constexpr std::array kStages{app::LoopStage::Reports, app::LoopStage::Deals,
                             app::LoopStage::Decisions, app::LoopStage::Changes,
                             app::LoopStage::ReadBacks};
/// What the median is taken of: enough for a median, too few to be felt.
constexpr int kNewestThings = 200;

double seconds_of(Millis span) { return static_cast<double>(span.count()) / 1e3; }

LoopLagLine lag_line(app::LoopStage stage, const app::LoopLag& lag, TimePoint now) {
  LoopLagLine line{
      .stage = static_cast<StageOfLoop>(stage), .newest_at = lag.newest, .count = lag.count};
  if (lag.newest) line.age_s = seconds_of(now - *lag.newest);
  if (lag.median) line.median_lag_s = seconds_of(*lag.median);
  return line;
}

}  // namespace

Result<LoopLags> ShowLoop::operator()(const Context& context, const Nothing&) const {
  GV_TRY(const auto scope, scope_of(context, *kRoute.scope));
  LoopLags answer;
  const auto read = [&](app::Transaction& transaction) -> Result<void> {
    answer.stages.clear();
    for (const auto stage : kStages) {
      GV_TRY(const auto times, services.times.newest(transaction, stage, kNewestThings));
      answer.stages.push_back(lag_line(stage, app::lag_of(times), context.now));
    }
    return {};
  };
  GV_TRY(services.store.read(scope, read));
  return answer;
}

void add_loop_routes(Api& api, const LoopServices& services) { add(api, ShowLoop{services}); }

}  // namespace gv::api
