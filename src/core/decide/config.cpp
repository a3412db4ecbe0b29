#include <cmath>
#include <initializer_list>

#include <fmt/format.h>

#include "core/decide/cycle.h"

namespace gv::decide {
namespace {

struct Range {
  const char* key;
  double value;
  double lo;
  double hi;
};

constexpr double kLargest = 1e15;

double money(std::int64_t minor) { return static_cast<double>(minor); }

Result<void> check_ranges(std::initializer_list<Range> ranges) {
  for (const auto& range : ranges) {
    if (!(range.value >= range.lo && range.value <= range.hi)) {
      return fail(ErrorCode::ConfigRange, range.key,
                  fmt::format("must lie in [{}, {}], got {}", range.lo, range.hi, range.value));
    }
  }
  return {};
}

/// Constants without a documented range: what arithmetic needs.
Result<void> check_rest(const Config& config) {
  const auto& kill = config.kill;
  const auto& sampler = config.sampler;
  return check_ranges({
      {"decision.min_roas_ratio", config.min_roas_ratio, 1e-6, 1.0},
      {"decision.scale_roas_ratio", config.scale_roas_ratio, 1.0, 1e3},
      {"decision.scale_confidence", config.scale_confidence, 0.5, 1.0},
      {"decision.scale_maturity", config.scale_maturity, 0.0, 1.0},
      {"decision.scale_spend", money(config.scale_spend_minor), 0.0, kLargest},
      {"decision.min_conversions", config.min_conversions, 0.0, 1e6},
      {"decision.learning_period_hours", config.learning_period_hours, 0.0, 1e5},
      {"decision.kill_protect_ratio", kill.protect_ratio, 1e-6, 1.0},
      {"decision.kill_provisional", kill.provisional, 0.5, 1.0},
      {"decision.kill_provisional_maturity", kill.provisional_maturity, 0.0, 1.0},
      {"decision.kill_revive", kill.revive, 0.0, 1.0},
      {"decision.kill_final_maturity", kill.final_maturity, 0.0, 1.0},
      {"decision.negative_roas_spend", money(kill.negative_roas_spend_minor), 0.0, kLargest},
      {"decision.kill_min_ctr", kill.min_ctr, 0.0, 1.0},
      {"decision.kill_ctr_protect", kill.ctr_protect, 0.0, 0.99},
      {"decision.kill_min_cvr", kill.min_cvr, 0.0, 1.0},
      {"decision.kill_cvr_protect", kill.cvr_protect, 0.0, 1.0},
      {"decision.kill_cpa_multiplier", kill.cpa_multiplier, 0.0, 1e3},
      {"decision.kill_cpa_deals", kill.cpa_deals, 0.0, 1e6},
      {"decision.kill_cpa_protect", kill.cpa_protect, 1e-3, 1e3},
      {"decision.kill_overdispersion", kill.overdispersion, 1.0, 1e3},
      {"decision.half_saturation", config.response.half_saturation_minor, 0.0, kLargest},
      {"decision.max_increase_scale", config.limits.max_increase_scale, 0.0, 10.0},
      {"decision.launch_budget", money(config.limits.launch_budget_minor), 1.0, kLargest},
      {"decision.deadband", config.limits.deadband, 0.0, 1.0},
      {"decision.max_changes", config.limits.max_changes.value_or(0) * 1.0, 0.0, 1e9},
      {"decision.stale_hours", config.data.stale_hours, 0.0, 1e5},
      {"decision.stale_alert_hours", config.data.stale_alert_hours, 0.0, 1e5},
      {"decision.outage_p", config.data.outage_p, 0.0, 1.0},
      {"decision.outage_expected_min", config.data.outage_expected_min, 0.0, 1e9},
      {"decision.session_fall", config.data.session_fall, 0.0, 1.0},
      {"decision.score.ctr_full", config.score.ctr_full, 1e-6, 1.0},
      {"decision.score.roas_full", config.score.roas_full, 1e-6, 1e6},
      {"decision.score.decay_per_exposure", config.score.decay_per_exposure, 0.0, 1e3},
      {"decision.score.decay_floor", config.score.decay_floor, 0.0, 1.0},
      {"decision.score.max_total_boost", config.score.max_total_boost, 1.0, 1.44},
      {"decision.blending.ctr_only_hours", config.blend.ctr_only_hours, 0.0, 1e5},
      {"decision.blending.transition_end_hours", config.blend.transition_end_hours, 0.0, 1e5},
      {"decision.blending.late_roas_weight", config.blend.late_roas_weight, 0.0, 1.0},
      {"decision.half_life_click_days", sampler.half_life_click_days, 1e-3, 1e5},
      {"decision.half_life_value_days", sampler.half_life_value_days, 1e-3, 1e5},
      {"decision.ctr_strength", sampler.ctr_strength, 1e-3, 1e6},
      {"decision.value_strength", sampler.value_strength, 1.001, 1e6},
  });
}

}  // namespace

Result<void> check(const Config& config) {
  GV_TRY(check_ranges({
      {"business.target_roas", config.target_roas, 1e-3, 1e3},
      {"decision.ignorance_zone.days", config.zone.days, 0.0, 365.0},
      {"decision.ignorance_zone.spend", money(config.zone.spend_minor), 0.0, kLargest},
      {"decision.kill_roas", config.kill.roas, 0.0, 1e3},
      {"decision.kill_alpha", config.kill.alpha, 1e-6, 0.5},
      {"decision.min_spend_for_kill", money(config.kill.min_spend_minor), 0.0, kLargest},
      {"decision.no_conversion_spend", money(config.kill.no_conversion_spend_minor), 0.0, kLargest},
      {"decision.min_spend", money(config.min_spend_minor), 0.0, kLargest},
      {"decision.min_daily_budget", money(config.limits.min_budget_minor), 0.0, kLargest},
      {"decision.confidence_threshold", config.confidence_threshold, 0.5, 1.0},
      {"decision.max_increase_pct", config.limits.max_increase, 0.0, 10.0},
      {"decision.max_decrease_pct", config.limits.max_decrease, 0.0, 1.0},
      {"decision.draws", static_cast<double>(config.sampler.draws), 10.0, 1e6},
      {"decision.allocation_draws", static_cast<double>(config.sampler.allocation_draws), 1.0,
       static_cast<double>(config.sampler.draws)},
      {"decision.response_elasticity", config.response.elasticity, 0.05, 0.95},
      {"decision.unattributed_uplift", config.unattributed_uplift, 1.0, 2.0},
      {"business.gross_margin", config.gross_margin.value_or(1.0), 1e-6, 1.0},
      {"business.target_cpa", money(config.target_cpa_minor.value_or(1)), 1.0, kLargest},
  }));
  GV_TRY(check_rest(config));
  if (config.kill.roas > config.min_roas() || config.min_roas() > config.target_roas ||
      config.target_roas > config.scale_roas()) {
    return fail(
        ErrorCode::ConfigRange, "decision.kill_roas",
        fmt::format("need kill_roas {} <= min_roas {} <= target_roas {} <= scale_roas {}",
                    config.kill.roas, config.min_roas(), config.target_roas, config.scale_roas()));
  }
  if (!(config.blend.ctr_only_hours < config.blend.transition_end_hours)) {
    return fail(ErrorCode::ConfigRange, "decision.blending.ctr_only_hours",
                "must be below transition_end_hours");
  }
  return {};
}

}  // namespace gv::decide
