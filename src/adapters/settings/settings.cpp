#include "adapters/settings/settings.h"

#include <utility>

#include <boost/json/value.hpp>

#include "adapters/settings/build.h"
#include "adapters/settings/effective.h"
#include "adapters/settings/given.h"
#include "adapters/settings/rules.h"
#include "adapters/settings/sections.h"
#include "adapters/settings/tree.h"
#include "adapters/settings/values_reader.h"
#include "base/hash.h"
#include "core/decide/cycle.h"
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
          .daily_budget_minor = read.money_if("business.daily_budget"),
          .fiscal_day_start = read.text("business.fiscal_day_start")};
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

Result<Settings> first_error(tl::expected<Settings, std::vector<Error>> built) {
  if (built) return *std::move(built);
  return tl::unexpected<Error>(built.error().front());
}

}  // namespace

tl::expected<Settings, std::vector<Error>> build(const Values& given, Currency currency) {
  const auto one = [](const Error& error) { return tl::unexpected(std::vector<Error>{error}); };
  auto effective = fill_in(given, currency);
  if (!effective) return one(effective.error());
  if (auto broken = broken_rules(effective->values, given); !broken.empty()) {
    return tl::unexpected(std::move(broken));
  }
  const ValuesReader read(effective->values, currency);
  auto pipeline = pipeline_of(read, currency);
  if (!pipeline) return tl::unexpected(std::move(pipeline.error()));
  const belief::Mode mode = mode_of(read, *pipeline);
  auto decision = decision_of(read, mode);
  if (const auto fine = decide::check(decision); !fine) return one(fine.error());
  auto executor = executor_of(read);
  if (!executor) return one(executor.error());
  auto attribution = attribution_of(read);
  if (!attribution) return one(attribution.error());
  auto conversions = conversions_of(read);
  if (!conversions) return one(conversions.error());
  std::string text = json::canonical(nested(telling(effective->values), currency));
  std::string hash = sha256_hex(text);
  Business business = business_of(read, *pipeline);
  const belief::ValuePriors priors = priors_of(mode, *pipeline);
  return Settings{
      .currency = currency,
      .decision = std::move(decision),
      .mode_auto = read.text("decision.mode") == "auto",
      .pipeline = *std::move(pipeline),
      .priors = priors,
      .business = std::move(business),
      .executor = *std::move(executor),
      .fatigue = fatigue_of(read),
      .video = video_of(read),
      .attribution = *std::move(attribution),
      .origins = {.all = read.texts("api.origins"), .landing = read.texts("api.landing_origins")},
      .conversions = *std::move(conversions),
      .effective = std::move(text),
      .config_hash = std::move(hash),
      .warnings = std::move(effective->warnings)};
}

Result<Settings> load(std::string_view yaml, std::string_view name, Currency currency) {
  GV_TRY(const auto document, yaml::parse(yaml, name));
  const auto settings = [&]() -> Result<Settings> {
    GV_TRY(const auto given, read_given(document));
    return first_error(build(given, currency));
  }();
  if (settings) return settings;
  return tl::unexpected<Error>(document.locate(settings.error()));
}

Result<Settings> load_file(const std::string& path, Currency currency) {
  GV_TRY(const auto text, file::read(path, 1 << 20));
  return load(text, path, currency);
}

Result<Settings> defaults(Currency currency) { return first_error(build({}, currency)); }

Result<json::Value> default_values(Currency currency) {
  GV_TRY(const auto effective, fill_in({}, currency));
  return nested(effective.values, currency);
}

}  // namespace gv::settings
