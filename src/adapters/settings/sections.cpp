#include "adapters/settings/sections.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "adapters/settings/stages.h"
#include "base/utf8.h"
#include "core/revenue/presets.h"

namespace gv::settings {
namespace {

template <class Enum>
using Name = std::pair<std::string_view, Enum>;

constexpr std::array kCurves{
    Name<belief::BlendCurve>{"sigmoid", belief::BlendCurve::Sigmoid},
    Name<belief::BlendCurve>{"linear", belief::BlendCurve::Linear},
    Name<belief::BlendCurve>{"cosine", belief::BlendCurve::Cosine},
    Name<belief::BlendCurve>{"exponential", belief::BlendCurve::Exponential},
    Name<belief::BlendCurve>{"step", belief::BlendCurve::Step},
    Name<belief::BlendCurve>{"piecewise", belief::BlendCurve::Piecewise}};
constexpr std::array kZoneRules{
    Name<decide::ZoneRule>{"until_either", decide::ZoneRule::UntilEither},
    Name<decide::ZoneRule>{"until_both", decide::ZoneRule::UntilBoth}};
constexpr std::array kAllocators{
    Name<decide::Allocator>{"curve", decide::Allocator::Curve},
    Name<decide::Allocator>{"probability_best", decide::Allocator::ProbabilityBest},
    Name<decide::Allocator>{"softmax", decide::Allocator::Softmax},
    Name<decide::Allocator>{"optimizer", decide::Allocator::Optimizer}};
constexpr std::array kKillModes{Name<decide::KillMode>{"evidence", decide::KillMode::Evidence},
                                Name<decide::KillMode>{"legacy", decide::KillMode::Legacy}};
constexpr std::array kEvidenceModes{
    Name<belief::EvidenceMode>{"full", belief::EvidenceMode::Full},
    Name<belief::EvidenceMode>{"schedule", belief::EvidenceMode::Schedule}};
constexpr std::array kExecutionModes{Name<ExecutionMode>{"observe", ExecutionMode::Observe},
                                     Name<ExecutionMode>{"approve", ExecutionMode::Approve},
                                     Name<ExecutionMode>{"auto", ExecutionMode::Auto}};
constexpr std::array kValueModes{
    Name<revenue::ValueMode>{"fixed", revenue::ValueMode::Fixed},
    Name<revenue::ValueMode>{"probability", revenue::ValueMode::Probability}};
constexpr std::array kWonAmounts{
    Name<revenue::WonAmountPolicy>{"deal_amount", revenue::WonAmountPolicy::DealAmount},
    Name<revenue::WonAmountPolicy>{"aov", revenue::WonAmountPolicy::Aov}};
constexpr std::array kRemediations{Name<Remediation>{"alert", Remediation::Alert},
                                   Name<Remediation>{"queue", Remediation::Queue},
                                   Name<Remediation>{"auto", Remediation::Auto}};

decide::KillConfig kill_of(const ValuesReader& read) {
  decide::KillConfig kill;
  kill.mode = read.one_of("decision.kill_mode", kKillModes);
  kill.auto_kill = read.flag("decision.auto_kill");
  kill.roas = read.number("decision.kill_roas");
  kill.protect_ratio = read.number("decision.kill_protect_ratio");
  kill.alpha = read.number("decision.kill_alpha");
  kill.provisional = read.number("decision.kill_provisional");
  kill.revive = read.number("decision.kill_revive");
  kill.min_spend_minor = read.money("decision.min_spend_for_kill");
  kill.negative_roas_spend_minor = read.money("decision.negative_roas_spend");
  kill.no_conversion_spend_minor = read.money("decision.no_conversion_spend");
  kill.min_ctr = read.number("decision.min_ctr");
  kill.ctr_impressions = read.whole<std::int64_t>("decision.min_ctr_impressions");
  kill.min_cvr = read.number("decision.min_cvr");
  kill.cvr_clicks = read.whole<std::int64_t>("decision.min_cvr_clicks");
  kill.cpa_multiplier = read.number("decision.max_cpa_multiplier");
  kill.cpa_deals = read.number("decision.max_cpa_conversions");
  return kill;
}

decide::LimitsConfig limits_of(const ValuesReader& read) {
  decide::LimitsConfig limits;
  limits.max_increase = read.share("decision.max_increase_pct");
  limits.max_decrease = read.share("decision.max_decrease_pct");
  limits.max_increase_scale = read.share("decision.max_scale_pct");
  limits.min_budget_minor = read.money("decision.min_daily_budget");
  limits.launch_budget_minor = read.money("decision.launch_budget");
  limits.deadband = read.share("decision.deadband_pct");
  limits.allow_underspend = read.flag("decision.allow_underspend");
  return limits;
}

/// Percent as basis points.
int basis_points(double percent) { return static_cast<int>(round_half_away(percent * 100.0)); }

}  // namespace

decide::Config decision_of(const ValuesReader& read, belief::Mode mode) {
  decide::Config config;
  config.mode = mode;
  config.target_roas = read.number("business.target_roas");
  config.target_cpa_minor = read.money_if("business.target_cpa");
  if (read.is_set("business.gross_margin")) {
    config.gross_margin = read.number("business.gross_margin");
  }
  config.objective_profit = read.text("decision.objective") == "profit";
  config.min_roas_ratio = read.number("decision.min_roas") / config.target_roas;
  config.scale_roas_ratio = read.number("decision.scale_roas") / config.target_roas;
  config.confidence_threshold = read.number("decision.confidence_threshold");
  config.scale_spend_minor = read.money("decision.scale_spend");
  config.min_spend_minor = read.money("decision.min_spend");
  config.min_conversions = read.number("decision.min_conversions");
  config.learning_period_hours = read.number("decision.learning_period_hours");
  config.unattributed_uplift = read.number("decision.unattributed_uplift");
  config.allocator = read.one_of("decision.allocator", kAllocators);
  config.zone = {.days = read.number("decision.ignorance_zone.days"),
                 .spend_minor = read.money("decision.ignorance_zone.spend"),
                 .rule = read.one_of("decision.ignorance_zone.rule", kZoneRules)};
  config.blend = {.curve = read.one_of("decision.blending.curve", kCurves),
                  .ctr_only_hours = read.number("decision.blending.ctr_only_hours"),
                  .transition_end_hours = read.number("decision.blending.transition_end_hours"),
                  .late_roas_weight = read.number("decision.blending.late_roas_weight")};
  config.kill = kill_of(read);
  config.sampler.evidence = read.one_of("decision.evidence_mode", kEvidenceModes);
  config.sampler.half_life_click_days = read.number("decision.half_life_click_days");
  config.sampler.half_life_value_days = read.number("decision.half_life_value_days");
  config.sampler.draws = read.whole("decision.draws");
  config.sampler.allocation_draws = read.whole("decision.allocation_draws");
  config.response.elasticity = read.number("decision.response_elasticity");
  if (const auto half = read.money_if("decision.response_half_saturation")) {
    config.response.half_saturation_minor = static_cast<double>(*half);
  }
  config.limits = limits_of(read);
  return config;
}

Result<Executor> executor_of(const ValuesReader& read) {
  Executor executor;
  executor.mode = read.one_of("executor.mode", kExecutionModes);
  executor.rate.hour_max = read.whole("executor.per_hour");
  executor.rate.day_max = read.whole("executor.per_day");
  executor.rate.hour_reserve = std::min(executor.rate.hour_reserve, executor.rate.hour_max - 1);
  executor.rate.day_reserve = std::min(executor.rate.day_reserve, executor.rate.day_max - 1);
  GV_TRY(executor.rate, execute::checked(executor.rate));
  executor.velocity.short_max_bp = basis_points(read.number("executor.velocity_pct_6h"));
  executor.velocity.long_max_bp = basis_points(read.number("executor.velocity_pct_24h"));
  GV_TRY(executor.velocity, execute::checked(executor.velocity));
  executor.dither = {.enabled = read.flag("executor.dither.enabled"),
                     .amplitude = read.share("executor.fuzz_pct")};
  GV_TRY(executor.dither, execute::checked(executor.dither));
  executor.jitter_min = Millis{read.whole("executor.jitter_ms_min")};
  executor.jitter_max = Millis{read.whole("executor.jitter_ms_max")};
  executor.batch_enabled = read.flag("executor.batch_enabled");
  executor.batch_size = read.whole("executor.batch_size");
  executor.auto_max_change = read.share("executor.auto_max_change_pct");
  executor.auto_max_minor = read.money_if("executor.auto_max_amount");
  executor.four_eyes = read.flag("executor.four_eyes");
  if (const auto hours = read.text("executor.active_hours"); !hours.empty()) {
    GV_TRY(executor.active_hours, execute::parse_active_hours(hours, "executor.active_hours"));
  }
  executor.change_ttl_hours = read.number("executor.change_ttl_hours");
  return executor;
}

Fatigue fatigue_of(const ValuesReader& read) {
  Fatigue fatigue;
  auto& at = fatigue.thresholds;
  at.frequency_watch = read.element("fatigue.frequency", 0);
  at.frequency_warning = read.element("fatigue.frequency", 1);
  at.frequency_critical = read.element("fatigue.frequency", 2);
  at.frequency_exhausted = read.element("fatigue.frequency", 3);
  at.ctr_warning = read.element("fatigue.ctr_decline", 0);
  at.ctr_critical = read.element("fatigue.ctr_decline", 1);
  at.cpm_warning = read.element("fatigue.cpm_increase", 0);
  at.cpm_critical = read.element("fatigue.cpm_increase", 1);
  at.reduce_share = read.share("fatigue.reduce_pct");
  fatigue.lookback_days = read.whole("fatigue.lookback_days");
  fatigue.remediation = read.one_of("fatigue.remediation", kRemediations);
  return fatigue;
}

Result<Attribution> attribution_of(const ValuesReader& read) {
  Attribution attribution;
  auto& match = attribution.match;
  match.click_window_days = read.whole("attribution.window_days");
  match.identity_window_days = read.whole("attribution.identity_window_days");
  match.fingerprint_window_days = read.whole("attribution.fingerprint_window_days");
  match.probabilistic_window_hours = read.whole("attribution.probabilistic_window_hours");
  match.click_confidence = read.number("attribution.confidence.click_id");
  match.identity_confidence = read.number("attribution.confidence.identity");
  match.fingerprint_confidence = read.number("attribution.confidence.fingerprint");
  match.probabilistic_confidence = read.number("attribution.confidence.probabilistic");
  GV_TRY(match, attribution::checked(match));
  auto& privacy = attribution.privacy;
  privacy.fingerprint_ttl_days = read.whole("attribution.fingerprint_ttl_days");
  privacy.raw_ttl_days = read.whole("attribution.raw_retention_days");
  privacy.click_ttl_days = read.whole("attribution.click_retention_days");
  privacy.identity_ttl_days = read.whole("attribution.identity_retention_days");
  GV_TRY(privacy, attribution::checked(privacy));
  if (read.is_set("attribution.fingerprint_enabled")) {
    attribution.fingerprints = read.flag("attribution.fingerprint_enabled");
  }
  GV_TRY(attribution.model,
         attribution::parse_model(read.text("attribution.model"), "attribution.model"));
  attribution.half_life_days = read.number("attribution.half_life_days");
  if (read.is_set("attribution.calling_code")) {
    attribution.calling_code = std::to_string(read.whole("attribution.calling_code"));
  }
  return attribution;
}

Result<Conversions> conversions_of(const ValuesReader& read) {
  constexpr std::size_t kDatasetDigitsMax = 20;
  constexpr std::size_t kTestCodeMax = 64;
  Conversions conversions{.dataset_id = read.text("capi.dataset_id"),
                          .test_code = read.text("capi.test_event_code")};
  const auto& id = conversions.dataset_id;
  if (id.size() > kDatasetDigitsMax || id.find_first_not_of("0123456789") != std::string::npos) {
    return fail(
        ErrorCode::ConfigRange, "capi.dataset_id",
        "must be the number of a data set, 1 to 20 digits, got \"" + excerpt(id, 40) + "\"");
  }
  if (conversions.test_code.size() > kTestCodeMax) {
    return fail(ErrorCode::ConfigRange, "capi.test_event_code", "must have at most 64 bytes");
  }
  return conversions;
}

tl::expected<revenue::PipelineConfig, std::vector<Error>> pipeline_of(const ValuesReader& read,
                                                                      Currency currency) {
  const auto preset =
      revenue::preset(read.text("business.preset"), currency, read.money("business.aov"));
  if (!preset) return tl::unexpected(std::vector<Error>{preset.error()});
  auto spec = preset->spec();
  if (read.is_set("business.sales_cycle_days")) {
    const double days = read.number("business.sales_cycle_days");
    spec.cycle_days_min = spec.cycle_days_max = spec.cycle_days_mean = days;
    // A cycle of no days would halve an open deal in no time; a day is a prior.
    if (days == 0.0) spec.decay.half_life_days = 1.0;
  }
  if (read.is_set("pipeline.stages")) {
    spec.stages = stages_of(read.value("pipeline.stages"), currency);
  }
  if (read.is_set("pipeline.value_mode")) {
    spec.value_mode = read.one_of("pipeline.value_mode", kValueModes);
  }
  spec.won_amount_policy = read.one_of("pipeline.won_amount", kWonAmounts);
  spec.decay.grace_mult = read.number("pipeline.decay.grace_mult");
  if (read.is_set("pipeline.decay.half_life_days")) {
    spec.decay.half_life_days = read.number("pipeline.decay.half_life_days");
  }
  if (read.is_set("pipeline.decay.stale_after_days")) {
    spec.decay.stale_after_days = read.number("pipeline.decay.stale_after_days");
  }
  auto pipeline = revenue::PipelineConfig::validate(std::move(spec));
  if (pipeline) return *std::move(pipeline);
  std::vector<Error> errors;
  for (const auto& [field, code, message] : pipeline.error()) {
    errors.push_back({ErrorCode::ConfigRange, "pipeline." + field, message});
  }
  return tl::unexpected(std::move(errors));
}

}  // namespace gv::settings
