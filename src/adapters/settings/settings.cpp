#include "adapters/settings/settings.h"

#include <utility>

#include <boost/json/value.hpp>

#include "adapters/settings/effective.h"
#include "adapters/settings/given.h"
#include "adapters/settings/registry.h"
#include "adapters/settings/rules.h"
#include "adapters/settings/sections.h"
#include "adapters/settings/values_reader.h"
#include "base/hash.h"
#include "core/decide/cycle.h"
#include "core/revenue/presets.h"
#include "core/revenue/stage_value.h"
#include "core/revenue/value_asof.h"
#include "io/file/file.h"
#include "io/json/serialize.h"
#include "io/yaml/yaml.h"

namespace gv::settings {
namespace {

Business business_of(const ValuesReader& read, const revenue::PipelineConfig& pipeline) {
  return {.preset = read.text("business.preset"),
          .aov_minor = pipeline.spec().aov_minor,
          .sales_cycle_days = pipeline.spec().cycle_days_mean,
          .win_rate = read.number("business.win_rate"),
          .monthly_cap_minor = read.money_if("business.monthly_budget_cap"),
          .daily_cap_minor = read.money_if("business.daily_budget_cap"),
          .fiscal_day_start = read.text("business.fiscal_day_start")};
}

Result<revenue::PipelineConfig> pipeline_of(const ValuesReader& read, Currency currency) {
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
belief::Mode mode_of(const ValuesReader& read, const revenue::PipelineConfig& pipeline) {
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

/// The values in use as nested sections: those that decide or those that do not.
boost::json::object sections_of(const Values& values, bool deciding) {
  boost::json::object root;
  for (const auto& [path, value] : values) {
    if (decides(path) != deciding) continue;
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
  return root;
}

/// What decisions depend on. The currency belongs to it: 100 of what?
std::string deciding_text(const Values& values, Currency currency) {
  auto root = sections_of(values, true);
  root["currency"] = currency.code();
  return json::canonical(boost::json::value(std::move(root)));
}

Result<Settings> build(const Values& given, Currency currency) {
  GV_TRY(auto effective, fill_in(given, currency));
  GV_TRY(check_rules(effective.values, given));
  const ValuesReader read(effective.values, currency);
  GV_TRY(auto pipeline, pipeline_of(read, currency));
  const belief::Mode mode = mode_of(read, pipeline);
  auto decision = decision_of(read, mode);
  GV_TRY(decide::check(decision));
  GV_TRY(auto executor, executor_of(read));
  std::string text = deciding_text(effective.values, currency);
  std::string rest = json::canonical(sections_of(effective.values, false));
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
                  .video = video_of(read),
                  .effective = std::move(text),
                  .effective_rest = std::move(rest),
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
