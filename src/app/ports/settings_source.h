#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "app/ports/execution_settings.h"
#include "base/currency.h"
#include "base/ids.h"
#include "base/result.h"
#include "core/attribution/consent.h"
#include "core/attribution/match.h"
#include "core/attribution/models.h"
#include "core/belief/config.h"
#include "core/decide/config.h"
#include "core/fatigue/fatigue.h"
#include "core/revenue/pipeline_config.h"

namespace gv::app {

/// How the ad of a conversion is found, how its credit is shared, and what may be kept of a person.
struct AttributionSettings {
  attribution::MatchConfig match;
  attribution::PrivacyConfig privacy;
  attribution::Model model{attribution::Model::LastTouch};
  double half_life_days{attribution::kHalfLifeDays};  ///< of model time_decay
  std::string calling_code;  ///< of national phone numbers, digits; empty: not told
};

/// Pages on other sites that browsers let call: exact origins ("https://www.example.com").
struct OriginSettings {
  std::vector<std::string> all;      ///< every route
  std::vector<std::string> landing;  ///< reporting clicks
};

/// What ad platforms are told of conversions.
struct ConversionSettings {
  std::string dataset_id;  ///< of Meta (once "pixel"), digits; empty: nothing is told
  std::string test_code;   ///< "TEST12345": what is tried out shows up under it; empty: none
};

/// One version of an account's configuration, as decisions and analyses need it. Immutable.
struct AccountSettings {
  Currency currency{Currency::usd()};
  decide::Config decision;
  fatigue::FatigueConfig fatigue;
  belief::ValuePriors priors;
  revenue::PipelineConfig pipeline;
  AttributionSettings attribution{};
  ExecutionSettings execution{};
  /// What scheduled runs share among the ads; none: they move no money.
  std::optional<std::int64_t> daily_budget_minor{};
  OriginSettings origins{};
  ConversionSettings conversions{};
  std::int64_t version{1};
  std::string config_hash;  ///< SHA-256 of the effective configuration
  std::string effective{};  ///< that one, as JSON: what a kept run records
};

/// Hands out the version in force. Thread-safe.
class SettingsSource {
 public:
  virtual ~SettingsSource() = default;
  /// From memory, does not block. Not null. Errors: NotFound.
  [[nodiscard]] virtual Result<std::shared_ptr<const AccountSettings>> settings(
      const AccountId& account) const = 0;
};

/// Settings in a table that does not change.
class InMemorySettings : public SettingsSource {
 public:
  explicit InMemorySettings(std::map<AccountId, std::shared_ptr<const AccountSettings>> settings)
      : settings_(std::move(settings)) {}
  [[nodiscard]] Result<std::shared_ptr<const AccountSettings>> settings(
      const AccountId& account) const override;

 private:
  const std::map<AccountId, std::shared_ptr<const AccountSettings>> settings_;
};

}  // namespace gv::app
