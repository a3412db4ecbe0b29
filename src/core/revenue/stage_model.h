#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/revenue/hazard_model.h"
#include "core/revenue/pipeline_prediction.h"
#include "core/revenue/value_asof.h"

namespace gv::revenue {

/// A prediction of a win and what is known of the outcome.
struct WinForecast {
  double probability{0.0};
  bool resolved{false};
  bool won{false};
  double days{0.0};  ///< from forecast to resolution, or to the end of observation
};
/// Brier score over the resolved forecasts, each weighted by the inverse probability of still
/// being observed when it resolved (Kaplan-Meier of the censoring), so that slow deals that are
/// still open do not tilt the comparison. Nothing when none is resolved. O(n log n). Method: Graf
/// et al. 1999, weights normalised to their sum.
[[nodiscard]] std::optional<double> ipcw_brier(std::span<const WinForecast> forecasts);

/// When a stage's learned values are trusted. Priors.
struct ActivationRule {
  std::int64_t exits_min{50};
  double holdout_share{0.25};  ///< of the visits, the latest by entry; in (0, 1)
};

/// Why a stage does or does not use its learned values.
struct StageActivation {
  std::string stage;
  std::int64_t exits{0};
  std::int64_t holdout{0};
  std::optional<double> brier_prior;
  std::optional<double> brier_learned;
  bool active{false};
  std::string reason;
};

/// Learned win probability, value and time to close of one pipeline.
class StageModel {
 public:
  /// Fits on all visits; a stage is active when 1. `exits_min` deals left it and 2. on its latest
  /// visits, a fit on what was known when the first of them entered has an IPCW Brier score no
  /// worse than the prior's. The result depends on the set of visits alone. Errors: as
  /// `solve_hazards`. O(n log n + stages x n).
  static Result<StageModel> fit(const PipelineConfig& config, std::vector<StageVisit> visits,
                                const ActivationRule& rule = {});

  [[nodiscard]] const std::vector<StageActivation>& activation() const { return activation_; }
  [[nodiscard]] const HazardOutlook& outlook() const { return outlook_; }

  /// W(s,a) / W(s,0) for active stages. The model must outlive the function.
  [[nodiscard]] LearnedDecay decay() const;
  /// For `predict_pipeline`; with a horizon also P(closes won within it). The model must outlive
  /// the function.
  [[nodiscard]] LearnedPrediction prediction(std::optional<int> horizon_days = std::nullopt) const;

 private:
  StageModel(OpenStages stages, HazardTable table, HazardOutlook outlook)
      : stages_(std::move(stages)), table_(std::move(table)), outlook_(std::move(outlook)) {}
  [[nodiscard]] std::optional<std::size_t> active_index(std::string_view stage_key) const;

  OpenStages stages_;
  HazardTable table_;
  HazardOutlook outlook_;
  std::vector<StageActivation> activation_;
};

}  // namespace gv::revenue
