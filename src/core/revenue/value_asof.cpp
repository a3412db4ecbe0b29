#include "core/revenue/value_asof.h"

#include <algorithm>
#include <cmath>

#include "base/money.h"
#include "core/revenue/stage_value.h"

namespace gv::revenue {

std::vector<KnownState> economic_states(const DealFold& fold) {
  std::vector<KnownState> states;
  for (const FoldStep& step : fold.steps) {
    const KnownState state{step.event->occurred_at, step.after};
    if (!states.empty() && states.back().at == state.at) states.pop_back();
    states.push_back(state);
  }
  return states;
}

DealState state_asof(std::span<const KnownState> states, TimePoint time) {
  const auto after =
      std::upper_bound(states.begin(), states.end(), time,
                       [](TimePoint asked, const KnownState& state) { return asked < state.at; });
  return after == states.begin() ? DealState{} : std::prev(after)->state;
}

double decay_of(const PipelineConfig& config, std::size_t stage, double age_days) {
  const double age = std::max(0.0, age_days);
  if (age > config.stale_after_days()) return 0.0;
  const double grace = config.spec().decay.grace_mult * config.stages()[stage].days_to_close_mean;
  if (age <= grace) return 1.0;
  const double half_life = config.half_life_days();
  return half_life > 0.0 ? std::exp2(-(age - grace) / half_life) : 0.0;
}

DealWorth worth_of(const PipelineHistory& history, const DealState& state, TimePoint time,
                   const LearnedDecay& learned) {
  DealWorth worth{.value_minor = state.target_minor, .status = state.status};
  if (state.stage == kNoStage) return worth;
  const PipelineConfig& config = history[state.version_index];
  const auto index = static_cast<std::size_t>(state.stage);
  const Stage& stage = config.stages()[index];
  worth.confidence = stage.confidence;
  if (state.status == DealStatus::Open) {
    const double age = std::max(0.0, days_between(state.stage_since, time));
    std::optional<double> kept;
    if (learned) kept = learned(stage.key, age);
    if (!kept) kept = decay_of(config, index, age);
    worth.value_minor = round_half_away(static_cast<double>(state.target_minor) * *kept);
    worth.open_minor = worth.value_minor;
  } else {
    worth.realized_minor = worth.value_minor;
  }
  return worth;
}

DealWorth value_asof(const PipelineHistory& history, const DealLedger& ledger, const DealFold& fold,
                     TimePoint time, AsofClock clock, const LearnedDecay& learned) {
  switch (clock) {
    case AsofClock::Knowledge:
      return worth_of(history, state_asof(ledger.known, time), time, learned);
    case AsofClock::Economic:
      return worth_of(history, state_asof(economic_states(fold), time), time, learned);
  }
  return {};
}

Result<CreditedValue> credited(const DealWorth& worth, const CreditSplit& split,
                               double attribution_confidence) {
  GV_TRY(const CreditSplit learning, split.discounted(attribution_confidence));
  return CreditedValue{allocate_change(0, worth.value_minor, learning),
                       allocate_change(0, worth.value_minor, split)};
}

std::optional<double> average_confidence(std::span<const WeightedConfidence> values) {
  double weighted = 0.0;
  double total = 0.0;
  for (const auto& [value_minor, confidence] : values) {
    const double size = std::abs(static_cast<double>(value_minor));
    weighted += size * confidence;
    total += size;
  }
  if (total == 0.0) return std::nullopt;
  return weighted / total;
}

std::optional<std::size_t> default_count_stage(const PipelineConfig& config) {
  for (std::size_t i = 0; i < config.stages().size(); ++i) {
    if (config.stages()[i].kind != StageKind::Open) continue;
    if (target_of(config, i, std::nullopt) > 0) return i;
  }
  return std::nullopt;
}

std::optional<TimePoint> counted_at(std::span<const KnownState> known, int count_order) {
  for (const KnownState& state : known) {
    if (state.state.reached_order >= count_order) return state.at;
  }
  return std::nullopt;
}

}  // namespace gv::revenue
