#include "app/decide_budgets.h"

#include "app/fatigue_of_ads.h"
#include "base/hash.h"
#include "base/time.h"

namespace gv::app {

std::string run_id(const RunInputs& inputs) {
  return uuid_v5(inputs.config_hash + "|" + inputs.inputs_hash + "|" +
                 std::to_string(inputs.cycle.seed) + "|" + format_time(inputs.cycle.now));
}

std::int64_t budget_now_minor(const RunInputs& inputs) {
  std::int64_t sum = 0;
  for (const auto& unit : inputs.cycle.units) sum += unit.daily_budget_minor;
  return sum;
}

Result<DecidedRun> decide_budgets(RunInputs& inputs, const decide::Config& config,
                                  const fatigue::FatigueConfig& fatigue,
                                  const ParallelFor& parallel) {
  DecidedRun run;
  run.id = run_id(inputs);
  auto& ads = inputs.cycle.ads;
  GV_TRY(assess_fatigue_of(ads, inputs.cycle.units, fatigue,
                           [&](std::size_t i, const fatigue::FatigueAssessment& assessment) {
                             ads[i].fatigue = assessment.severity;
                           }));
  GV_TRY(run.plan, decide::run_cycle(inputs.cycle, config, parallel));
  return run;
}

}  // namespace gv::app
