#pragma once

#include <cstdint>
#include <optional>

#include "core/belief/config.h"

namespace gv::decide {

enum class ZoneRule { UntilEither, UntilBoth };
enum class Allocator { Curve, ProbabilityBest, Softmax, Optimizer };
enum class KillMode { Evidence, Legacy };

/// Amounts are minor units of the account's currency; the defaults are USD cents and priors.
struct ZoneConfig {
  double days{2.0};
  std::int64_t spend_minor{100'00};
  ZoneRule rule{ZoneRule::UntilEither};
  /// An ad whose prior rests on a graded prediction is not unknown: its budget may move in the
  /// zone, but nothing ends it there.
  bool predicted_moves{true};
};

/// Thresholds of the loser kill switch. Gates are documented thresholds; protect levels are what
/// the evidence is held against.
struct KillConfig {
  KillMode mode{KillMode::Evidence};
  bool auto_kill{true};               ///< false: kills become approval requests
  double roas{0.5};                   ///< gate of negative_roas
  double protect_ratio{0.5};          ///< r_protect = protect_ratio x target_roas
  double alpha{0.10};                 ///< probability of ever killing an ad at its protect levels
  double evidence_probability{0.80};  ///< P(ROAS < protect) that a kill by evidence needs ...
  double final_probability{0.90};     ///< ... and for good, unless the click rate condemns it
  double provisional{0.95};
  double provisional_maturity{0.3};
  double revive{0.5};
  double final_maturity{0.95};  ///< F(age of last click) at which a provisional kill is final
  std::int64_t min_spend_minor{200'00};
  std::int64_t negative_roas_spend_minor{100'00};  ///< direct mode; pipeline: min_spend_minor
  std::int64_t no_conversion_spend_minor{100'00};
  double min_ctr{0.005};
  double ctr_protect{0.01};
  std::int64_t ctr_impressions{1000};
  double min_cvr{0.005};
  double cvr_protect{0.01};
  std::int64_t cvr_clicks{100};
  double cpa_multiplier{3.0};
  double cpa_deals{3.0};
  double cpa_protect{1.5};
  double overdispersion{1.5};  ///< phi_o of click counts, >= 1
};

struct ResponseConfig {
  double elasticity{0.35};            ///< e
  double half_saturation_minor{0.0};  ///< H per day; 0: 5 x median unit budget
};

struct LimitsConfig {
  double max_increase{0.50};
  double max_decrease{0.50};
  double max_increase_scale{0.20};  ///< increase of SCALE, fill and exploration
  std::int64_t min_budget_minor{10'00};
  std::int64_t launch_budget_minor{20'00};
  double deadband{0.05};
  std::optional<int> max_changes;
  bool allow_underspend{false};
};

struct DataConfig {
  double stale_hours{6.0};
  double stale_alert_hours{24.0};
  double outage_p{1e-4};
  double outage_expected_min{10.0};
  double session_fall{0.60};
};

/// All constants of the decision engine for one account. Immutable once built.
struct Config {
  belief::Mode mode{belief::Mode::Pipeline};
  double target_roas{2.0};
  std::optional<std::int64_t> target_cpa_minor;
  std::optional<double> gross_margin;
  bool objective_profit{false};  ///< stop at marginal ROAS 1 / gross_margin, return the rest
  double min_roas_ratio{0.5};    ///< min_roas = ratio x target
  double scale_roas_ratio{1.5};  ///< scale_roas = ratio x target
  double confidence_threshold{0.70};
  double scale_confidence{0.80};
  double scale_maturity{0.5};
  std::int64_t scale_spend_minor{200'00};
  std::int64_t min_spend_minor{50'00};  ///< floor of provisional kills and of the optimizer
  double min_conversions{5.0};          ///< optimizer
  double learning_period_hours{24.0};   ///< optimizer
  double unattributed_uplift{1.0};      ///< [1, 2]: total / attributed deals
  Allocator allocator{Allocator::Curve};
  ZoneConfig zone;
  belief::BlendConfig blend;
  KillConfig kill;
  belief::ScoreConfig score;
  belief::SamplerConfig sampler;
  ResponseConfig response;
  LimitsConfig limits;
  DataConfig data;

  [[nodiscard]] double min_roas() const { return min_roas_ratio * target_roas; }
  [[nodiscard]] double scale_roas() const { return scale_roas_ratio * target_roas; }
  [[nodiscard]] double protect_roas() const { return kill.protect_ratio * target_roas; }
};

}  // namespace gv::decide
