#include "adapters/settings/configuration_rules.h"

#include <exception>
#include <utility>

#include <boost/json/value.hpp>
#include <date/tz.h>

#include "adapters/settings/document.h"
#include "base/money.h"
#include "io/json/serialize.h"

namespace gv::settings {
namespace {

app::PatchedConfiguration told(Patched patched) {
  return {.document = json::compact(patched.document),
          .hash = document_hash(patched.document),
          .changed = std::move(patched.changed),
          .errors = std::move(patched.validation.errors),
          .warnings = std::move(patched.validation.warnings)};
}

app::AttributionSettings told(const Attribution& attribution) {
  app::AttributionSettings told{.match = attribution.match,
                                .privacy = attribution.privacy,
                                .model = attribution.model,
                                .half_life_days = attribution.half_life_days,
                                .calling_code = attribution.calling_code};
  // Accounts do not say their country yet: without their own word, no fingerprints.
  const bool allowed = attribution::fingerprinting_default("");
  told.privacy.fingerprinting = attribution.fingerprints.value_or(allowed);
  told.match.fingerprint_on = told.privacy.fingerprinting;
  return told;
}

execute::ExecutionMode execution_mode_of(ExecutionMode mode) {
  switch (mode) {
    case ExecutionMode::Observe:
      return execute::ExecutionMode::Observe;
    case ExecutionMode::Approve:
      return execute::ExecutionMode::Approve;
    case ExecutionMode::Auto:
      break;
  }
  return execute::ExecutionMode::Auto;
}

app::ExecutionSettings told(const Executor& executor, const Business& business) {
  constexpr double kBasisPoints = 10'000.0;
  constexpr double kMillisPerHour = 3.6e6;
  return {.mode = execution_mode_of(executor.mode),
          .rate = executor.rate,
          .velocity = executor.velocity,
          .caps = {.account_max_minor = business.daily_cap_minor},
          .spacing_min = executor.jitter_min,
          .spacing_max = executor.jitter_max,
          .batch_max = executor.batch_enabled ? executor.batch_size : 1,
          .auto_limits = {.change_max_bp = static_cast<int>(
                              round_half_away(executor.auto_max_change * kBasisPoints)),
                          .amount_max_minor = executor.auto_max_minor},
          .four_eyes = executor.four_eyes,
          .active_hours = executor.active_hours,
          .change_ttl = Millis{round_half_away(executor.change_ttl_hours * kMillisPerHour)}};
}

}  // namespace

Result<app::PatchedConfiguration> ConfigurationRules::initial(std::string_view preset,
                                                              Currency currency) const {
  GV_TRY(auto made, account_template(preset, currency));
  auto patched = told(apply_patch(boost::json::object(), made.document, currency));
  patched.warnings = std::move(made.to_confirm);
  return patched;
}

Result<app::PatchedConfiguration> ConfigurationRules::patch(std::string_view document,
                                                            std::string_view patch,
                                                            Currency currency) const {
  GV_TRY(const auto before, json::parse(document, "configuration"));
  GV_TRY(const auto changes, json::parse(patch, "patch"));
  return told(apply_patch(before, changes, currency));
}

Result<app::AccountSettings> ConfigurationRules::settings(std::string_view document,
                                                          Currency currency) const {
  GV_TRY(const auto tree, json::parse(document, "configuration"));
  auto validation = validate(tree, currency);
  if (!validation.settings) return tl::unexpected<Error>(validation.errors.front());
  auto& settings = *validation.settings;
  return app::AccountSettings{.currency = currency,
                              .decision = std::move(settings.decision),
                              .fatigue = settings.fatigue.thresholds,
                              .priors = settings.priors,
                              .pipeline = std::move(settings.pipeline),
                              .attribution = told(settings.attribution),
                              .execution = told(settings.executor, settings.business),
                              .daily_budget_minor = settings.business.daily_budget_minor,
                              .origins = {.all = std::move(settings.origins.all),
                                          .landing = std::move(settings.origins.landing)},
                              .conversions = {.dataset_id = settings.conversions.dataset_id,
                                              .test_code = settings.conversions.test_code},
                              .config_hash = std::move(settings.config_hash),
                              .effective = std::move(settings.effective)};
}

Result<app::EffectiveConfiguration> ConfigurationRules::effective(std::string_view document,
                                                                  Currency currency) const {
  GV_TRY(const auto tree, json::parse(document, "configuration"));
  GV_TRY(const auto view, effective_view(tree, currency));
  return app::EffectiveConfiguration{json::compact(view.effective), json::compact(view.sources)};
}

Result<std::vector<std::string>> ConfigurationRules::changed(std::string_view before,
                                                             std::string_view after) const {
  GV_TRY(const auto was, json::parse(before, "configuration"));
  GV_TRY(const auto is, json::parse(after, "configuration"));
  return changed_keys(was, is);
}

bool ConfigurationRules::knows_zone(std::string_view name) const {
  if (name == "UTC") return true;
  try {
    // Rules are read when first asked for: a damaged database shows here.
    static_cast<void>(date::locate_zone(std::string(name))->get_info(date::sys_seconds{}));
    return true;
  } catch (const std::exception&) {
    return false;
  }
}

std::string ConfigurationRules::schema() const { return json::compact(settings::schema()); }

}  // namespace gv::settings
