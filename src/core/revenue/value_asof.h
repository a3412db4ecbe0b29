#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/revenue/ledger.h"

namespace gv::revenue {

/// Knowledge: what we had posted by then (learning, backtests: no look-ahead). Economic: what had
/// happened by then, as known now (reporting).
enum class AsofClock { Knowledge, Economic };

/// Learned decay of an open deal: W(stage, age) / W(stage, 0), in [0, 1]; nothing where the prior
/// holds. See StageModel::decay.
using LearnedDecay =
    std::function<std::optional<double>(std::string_view stage_key, double age_days)>;

/// The states a deal went through in economic time, the last one per instant.
[[nodiscard]] std::vector<KnownState> economic_states(const DealFold& fold);

/// The last state with at <= `time`; a deal without one is empty (status None, value 0).
/// Precondition: `states` ordered by `at`. O(log n).
[[nodiscard]] DealState state_asof(std::span<const KnownState> states, TimePoint time);

/// Share of its value an open deal keeps after `age_days` in `stage`, in [0, 1]:
/// 1 up to g = grace_mult * days_to_close_mean, then 2^(-(age - g) / half_life), 0 beyond
/// stale_after_days. A half-life of 0 drops to 0 right after the grace. Negative ages count as 0.
[[nodiscard]] double decay_of(const PipelineConfig& config, std::size_t stage, double age_days);

/// What a deal is worth at a time, before credit.
struct DealWorth {
  std::int64_t value_minor{0};     ///< realised plus decayed open value, >= 0
  std::int64_t realized_minor{0};  ///< won deals only: cash
  std::int64_t open_minor{0};
  double confidence{0.0};  ///< of the stage, in [0, 1]
  DealStatus status{DealStatus::None};
};

/// Terminal states are worth their target, open ones round(target * decay). A view: nothing is
/// posted, so a later win still sums to the final amount.
[[nodiscard]] DealWorth worth_of(const PipelineHistory& history, const DealState& state,
                                 TimePoint time, const LearnedDecay& learned = {});

/// `state_asof` on the chosen clock, then `worth_of`.
[[nodiscard]] DealWorth value_asof(const PipelineHistory& history, const DealLedger& ledger,
                                   const DealFold& fold, TimePoint time,
                                   AsofClock clock = AsofClock::Knowledge,
                                   const LearnedDecay& learned = {});

/// Learning value: weights times attribution confidence, the rest unattributed; what the bandit
/// uses. Reporting value: full weights. Both split `worth.value_minor` exactly.
struct CreditedValue {
  std::vector<AdAmount> learning;
  std::vector<AdAmount> reporting;
};
/// Errors: as CreditSplit::discounted.
Result<CreditedValue> credited(const DealWorth& worth, const CreditSplit& split,
                               double attribution_confidence);

struct WeightedConfidence {
  std::int64_t value_minor{0};
  double confidence{0.0};
};
/// sum |v| c / sum |v|; nothing when all values are 0.
[[nodiscard]] std::optional<double> average_confidence(std::span<const WeightedConfidence> values);

/// The earliest open stage that is worth something: where decisions start to count a deal. Nothing
/// when no open stage has a value. In direct mode callers use config.won().
[[nodiscard]] std::optional<std::size_t> default_count_stage(const PipelineConfig& config);

/// First time, on the knowledge clock, that the deal was at or past stage order `count_order`.
[[nodiscard]] std::optional<TimePoint> counted_at(std::span<const KnownState> known,
                                                  int count_order);

}  // namespace gv::revenue
