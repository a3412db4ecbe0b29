#include "app/tend_experiments.h"

#include <fmt/format.h>

namespace gv::app {
namespace {

constexpr double kDailyDecay = 0.99;
constexpr int kExperimentsRead = 100;

/// Calls `change` with the id of each experiment that runs; in how many it changed something.
template <class Change>
Result<int> each_running(ExperimentDesk& desk, const AccountScope& scope, const JobPulse& pulse,
                         Change change) {
  int changed = 0;
  std::string after;
  for (;;) {
    GV_TRY(const auto page, desk.list(scope, after, kExperimentsRead));
    for (const auto& experiment : page) {
      if (experiment.state.closed) continue;
      GV_TRY(const bool did, change(experiment.state.id.text()));
      if (did) ++changed;
    }
    if (page.size() < kExperimentsRead) return changed;
    after = page.back().state.id.text();
    GV_TRY(pulse());
  }
}

JobEffects told(std::string_view what, int count) {
  return [output = fmt::format(R"({{"{}":{}}})", what, count)](Transaction&) {
    return Result<std::optional<std::string>>(output);
  };
}

}  // namespace

Result<JobEffects> FadeExperiments::work(const AccountScope& scope, const Job&,
                                         const JobPulse& pulse) {
  GV_TRY(const auto faded, each_running(desk_, scope, pulse, [&](const std::string& id) {
           return desk_.decay(scope, id, kDailyDecay);
         }));
  return told("faded", faded);
}

Result<JobEffects> PromoteExperiments::work(const AccountScope& scope, const Job&,
                                            const JobPulse& pulse) {
  GV_TRY(const auto promoted,
         each_running(desk_, scope, pulse, [&](const std::string& id) -> Result<bool> {
           const auto outcome = desk_.promote(scope, id, "");
           // Somebody else was quicker.
           if (!outcome && outcome.error().code == ErrorCode::Conflict) return false;
           GV_TRY(const auto done, outcome);
           return done.promotion.status == ab::PromotionStatus::Promoted;
         }));
  return told("promoted", promoted);
}

}  // namespace gv::app
