#include "cli/demo_run.h"

#include <algorithm>

namespace gv::cli {
namespace {

constexpr Hours kCycle{6};
/// A change may wait for hours; what is due later than this belongs to the next cycle.
constexpr Millis kActing{15 * 60'000};
constexpr Millis kStepMin{1'000};

}  // namespace

Result<void> DemoRun::play(int days, const std::stop_token& stop,
                           const std::function<Result<void>(int)>& told) {
  const TimePoint start = clock_.now();
  for (int day = 0; day < days; ++day) {
    for (int part = 0; part < 4; ++part) {
      if (stop.stop_requested()) return fail(ErrorCode::Cancelled, "demo", "was interrupted");
      GV_TRY(cycle(start + Days(day) + kCycle * (part + 1)));
    }
    GV_TRY(told(day + 1));
  }
  return {};
}

Result<void> DemoRun::cycle(TimePoint until) {
  GV_TRY(work_until(until));
  GV_TRY(move_to(until));
  GV_TRY(const auto news, market_.news());
  GV_TRY(account_.tell(news, until));
  GV_TRY(serving_.sync_platforms(AccountId("demo")));
  GV_TRY(serving_.work_off());
  GV_TRY(account_.decide(total_minor_, ++cycles_));
  GV_TRY(account_.approve_waiting());
  return work_until(until + kActing);
}

Result<void> DemoRun::move_to(TimePoint at) {
  GV_TRY(market_.advance_to(at));
  clock_.set(at);
  return {};
}

Result<void> DemoRun::work_until(TimePoint until) {
  for (;;) {
    GV_TRY(serving_.work_off());
    GV_TRY(const auto next, serving_.next_change());
    if (!next || *next >= until) return {};
    GV_TRY(move_to(std::max(*next, clock_.now() + kStepMin)));
  }
}

}  // namespace gv::cli
