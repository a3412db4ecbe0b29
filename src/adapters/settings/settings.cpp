#include "adapters/settings/settings.h"

#include <algorithm>
#include <array>
#include <utility>

#include <boost/json/value.hpp>

#include "adapters/settings/effective.h"
#include "adapters/settings/given.h"
#include "adapters/settings/rules.h"
#include "base/check.h"
#include "base/hash.h"
#include "base/money.h"
#include "core/decide/cycle.h"
#include "core/revenue/presets.h"
#include "core/revenue/stage_value.h"
#include "core/revenue/value_asof.h"
#include "io/file/file.h"
#include "io/json/serialize.h"
#include "io/yaml/yaml.h"

namespace gv::settings {
namespace {

/// The values in use, read as what the registry says they are.
class Reader {
 public:
  Reader(const Values& values, Currency currency) : values_(values), currency_(currency) {}

  bool is_set(std::string_view path) const { return !at(path).is_null(); }
  double number(std::string_view path) const { return at(path).to_number<double>(); }
  double share(std::string_view percent_path) const { return number(percent_path) / 100.0; }
  bool flag(std::string_view path) const { return at(path).as_bool(); }
  std::string text(std::string_view path) const {
    return is_set(path) ? std::string(at(path).as_string()) : std::string();
  }
  template <class Int = int>
  Int whole(std::string_view path) const {
    return static_cast<Int>(number(path));
  }
  double element(std::string_view path, std::size_t index) const {
    return at(path).as_array().at(index).to_number<double>();
  }
  /// Major units as written, so that 1.005 is a thousand and five thousandths and not a double.
  std::int64_t money(std::string_view path) const {
    const double major = number(path);
    const auto exact = Money::parse_major(json::number_text(major), currency_, path);
    if (exact) return exact->minor();
    return round_half_away(major * static_cast<double>(currency_.minor_per_major()));
  }
  std::optional<std::int64_t> money_if(std::string_view path) const {
    return is_set(path) ? std::optional(money(path)) : std::nullopt;
  }
  /// The enumerator beside the text in use.
  template <class Enum, std::size_t n>
  Enum one_of(std::string_view path,
              const std::array<std::pair<std::string_view, Enum>, n>& names) const {
    const std::string chosen = text(path);
    for (const auto& [name, value] : names) {
      if (name == chosen) return value;
    }
    throw Bug("no enumerator for " + std::string(path) + " = " + chosen);
  }

 private:
  const boost::json::value& at(std::string_view path) const {
    const auto found = values_.find(path);
    GV_CHECK(found != values_.end());
    return found->second;
  }

  const Values& values_;
  Currency currency_;
};

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
constexpr std::array kRemediations{Name<Remediation>{"alert", Remediation::Alert},
                                   Name<Remediation>{"queue", Remediation::Queue},
                                   Name<Remediation>{"auto", Remediation::Auto}};

Business business_of(const Reader& read, const revenue::PipelineConfig& pipeline) {
  return {.preset = read.text("business.preset"),
          .aov_minor = pipeline.spec().aov_minor,
          .sales_cycle_days = pipeline.spec().cycle_days_mean,
          .win_rate = read.number("business.win_rate"),
          .monthly_cap_minor = read.money_if("business.monthly_budget_cap"),
          .daily_cap_minor = read.money_if("business.daily_budget_cap"),
          .fiscal_day_start = read.text("business.fiscal_day_start")};
}

Result<revenue::PipelineConfig> pipeline_of(const Reader& read, Currency currency) {
  GV_TRY(auto preset,
         revenue::preset(read.text("business.preset"), currency, read.money("business.aov")));
  if (!read.is_set("business.sales_cycle_days")) return preset;
  auto spec = preset.spec();
  const double days = read.number("business.sales_cycle_days");
  spec.cycle_days_min = spec.cycle_days_max = spec.cycle_days_mean = days;
  // A cycle of no days would halve an open deal in no time; a day is a prior.
  if (days == 0.0) spec.decay.half_life_days = 1.0;
  auto changed = revenue::PipelineConfig::validate(std::move(spec));
  if (!changed) return tl::unexpected(revenue::to_error(changed.error()));
  return *std::move(changed);
}

/// `auto`: direct where deals close within a day.
belief::Mode mode_of(const Reader& read, const revenue::PipelineConfig& pipeline) {
  const std::string mode = read.text("decision.mode");
  if (mode == "direct") return belief::Mode::Direct;
  if (mode == "pipeline") return belief::Mode::Pipeline;
  return pipeline.spec().cycle_days_mean <= 1.0 ? belief::Mode::Direct : belief::Mode::Pipeline;
}

belief::ValuePriors priors_of(belief::Mode mode, const revenue::PipelineConfig& pipeline) {
  belief::ValuePriors priors{.count_value_minor = static_cast<double>(pipeline.spec().aov_minor),
                             .cycle_days_mean = pipeline.spec().cycle_days_mean};
  const auto stage = revenue::default_count_stage(pipeline);
  if (mode == belief::Mode::Pipeline && stage) {
    priors.count_value_minor =
        static_cast<double>(revenue::target_of(pipeline, *stage, std::nullopt));
  }
  return priors;
}

decide::KillConfig kill_of(const Reader& read) {
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

decide::LimitsConfig limits_of(const Reader& read) {
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

decide::Config decision_of(const Reader& read, belief::Mode mode) {
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

/// Percent as basis points.
int basis_points(double percent) { return static_cast<int>(round_half_away(percent * 100.0)); }

Result<Executor> executor_of(const Reader& read) {
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
  executor.active_hours = read.text("executor.active_hours");
  executor.change_ttl_hours = read.number("executor.change_ttl_hours");
  return executor;
}

Fatigue fatigue_of(const Reader& read) {
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

/// All values in use as nested sections. The currency belongs to them: 100 of what?
std::string canonical_text(const Values& values, Currency currency) {
  boost::json::object root;
  root["currency"] = currency.code();
  for (const auto& [path, value] : values) {
    boost::json::object* section = &root;
    std::string_view rest = path;
    for (auto dot = rest.find('.'); dot != std::string_view::npos; dot = rest.find('.')) {
      auto& inner = (*section)[rest.substr(0, dot)];
      if (!inner.is_object()) inner.emplace_object();
      section = &inner.get_object();
      rest.remove_prefix(dot + 1);
    }
    (*section)[rest] = value;
  }
  return json::canonical(boost::json::value(std::move(root)));
}

Result<Settings> build(const Values& given, Currency currency) {
  GV_TRY(auto effective, fill_in(given, currency));
  GV_TRY(check_rules(effective.values, given));
  const Reader read(effective.values, currency);
  GV_TRY(auto pipeline, pipeline_of(read, currency));
  const belief::Mode mode = mode_of(read, pipeline);
  auto decision = decision_of(read, mode);
  GV_TRY(decide::check(decision));
  GV_TRY(auto executor, executor_of(read));
  std::string text = canonical_text(effective.values, currency);
  std::string hash = sha256_hex(text);
  Business business = business_of(read, pipeline);
  const belief::ValuePriors priors = priors_of(mode, pipeline);
  return Settings{.currency = currency,
                  .decision = std::move(decision),
                  .mode_auto = read.text("decision.mode") == "auto",
                  .pipeline = std::move(pipeline),
                  .priors = priors,
                  .business = std::move(business),
                  .executor = std::move(executor),
                  .fatigue = fatigue_of(read),
                  .effective = std::move(text),
                  .config_hash = std::move(hash),
                  .warnings = std::move(effective.warnings)};
}

}  // namespace

Result<Settings> load(std::string_view yaml, std::string_view name, Currency currency) {
  GV_TRY(const auto document, yaml::parse(yaml, name));
  const auto settings = [&]() -> Result<Settings> {
    GV_TRY(const auto given, read_given(document));
    return build(given, currency);
  }();
  if (settings) return settings;
  return tl::unexpected<Error>(document.locate(settings.error()));
}

Result<Settings> load_file(const std::string& path, Currency currency) {
  GV_TRY(const auto text, file::read(path, 1 << 20));
  return load(text, path, currency);
}

Result<Settings> defaults(Currency currency) { return build({}, currency); }

}  // namespace gv::settings
