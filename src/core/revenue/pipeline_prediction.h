#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/revenue/fx_table.h"
#include "core/revenue/pipeline_config.h"

namespace gv::revenue {

/// An open (or closed) deal to look ahead on.
struct PipelineDeal {
  std::string id;
  std::string stage;                         ///< our key
  std::optional<std::int64_t> amount_minor;  ///< minor units of `currency`; else the AOV stands in
  double age_in_stage_days{0.0};             ///< >= 0
  std::optional<Currency> currency;          ///< nothing: the pipeline's
};

/// What a learned model says about a deal; see StageModel::outlook.
struct LearnedOutlook {
  double win_probability{0.0};
  double close_days{0.0};
  std::optional<double> close_within_horizon;
};
using LearnedPrediction =
    std::function<std::optional<LearnedOutlook>(std::string_view stage_key, double age_days)>;

struct DealPrediction {
  std::string id;
  std::optional<Error> error;  ///< set: nothing below holds, the deal is not in the totals
  double probability{0.0};
  std::int64_t amount_minor{0};  ///< in the pipeline's currency
  std::int64_t expected_minor{0};
  double close_days{0.0};
  std::optional<double> close_within_horizon;
  bool learned{false};
};

struct PipelinePrediction {
  std::vector<DealPrediction> deals;  ///< as asked
  std::int64_t total_minor{0};        ///< sum of the expected values
  double sd_minor{0.0};               ///< of the total, deals taken as independent
  std::int64_t p10_minor{0};          ///< quantiles of 10,000 simulated outcomes
  std::int64_t p50_minor{0};
  std::int64_t p90_minor{0};
};

/// Expected revenue of a set of deals. `sd = sqrt(sum p (1 - p) amount^2)`. A deal that cannot be
/// read gets an error item (UnknownStage, InvalidInput, NotFound for a missing rate of the date of
/// `as_of`); the others are answered. Every deal has its own random stream by id, so adding one
/// leaves the luck of the others alone.
/// Errors: Overflow, when the amounts sum beyond int64. O(10,000 n).
Result<PipelinePrediction> predict_pipeline(const PipelineConfig& config,
                                            std::span<const PipelineDeal> deals,
                                            const FxTable& rates, TimePoint as_of,
                                            std::uint64_t seed,
                                            const LearnedPrediction& learned = {});

}  // namespace gv::revenue
