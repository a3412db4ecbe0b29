#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/currency.h"
#include "base/result.h"
#include "base/time.h"
#include "core/attribution/consent.h"
#include "core/attribution/match.h"
#include "core/attribution/models.h"
#include "core/belief/config.h"
#include "core/decide/config.h"
#include "core/execute/active_hours.h"
#include "core/execute/dither.h"
#include "core/execute/rate.h"
#include "core/execute/velocity.h"
#include "core/fatigue/fatigue.h"
#include "core/insight/safety_terms.h"
#include "core/revenue/pipeline_config.h"
#include "io/json/json.h"

namespace gv::settings {

/// Section `business`. Amounts are minor units of the account's currency.
struct Business {
  std::string preset;
  std::int64_t aov_minor{0};
  double sales_cycle_days{0.0};
  double win_rate{0.0};
  std::optional<std::int64_t> monthly_cap_minor;
  std::optional<std::int64_t> daily_cap_minor;
  std::optional<std::int64_t> daily_budget_minor;  ///< that scheduled runs share
  std::string fiscal_day_start;                    ///< "00:00"
};

enum class ExecutionMode { Observe, Approve, Auto };

/// Section `executor`.
struct Executor {
  ExecutionMode mode{ExecutionMode::Approve};
  execute::RateConfig rate;
  execute::VelocityConfig velocity;
  execute::DitherConfig dither;
  Millis jitter_min{3000};
  Millis jitter_max{18000};
  bool batch_enabled{true};
  int batch_size{10};
  double auto_max_change{0.20};
  std::optional<std::int64_t> auto_max_minor;
  bool four_eyes{false};
  std::optional<execute::ActiveHours> active_hours;  ///< of the account's zone; none: always
  double change_ttl_hours{6.0};
};

enum class Remediation { Alert, Queue, Auto };

/// Section `fatigue`.
struct Fatigue {
  fatigue::FatigueConfig thresholds;
  int lookback_days{7};
  Remediation remediation{Remediation::Queue};
};

enum class TranscriptionBackend { Local, Openai, Whispercpp };

/// Section `video.transcription`. The key of the server is no part of it.
struct Transcription {
  TranscriptionBackend backend{TranscriptionBackend::Local};
  std::string base_url;  ///< as written
  std::string model;
  std::string language;  ///< empty: not told
};

/// Section `video`.
struct Video {
  Transcription transcription;
  std::vector<insight::SafetyTerm> safety_terms;  ///< those that block first
};

/// Section `attribution`.
struct Attribution {
  attribution::MatchConfig match;
  attribution::PrivacyConfig privacy;
  /// The account's word on fingerprints; nothing: `attribution::fingerprinting_default` decides.
  std::optional<bool> fingerprints;
  attribution::Model model{attribution::Model::LastTouch};
  double half_life_days{attribution::kHalfLifeDays};
  std::string calling_code;  ///< digits; empty: not told
};

/// Section `api`: pages that browsers let call. Exact origins.
struct Origins {
  std::vector<std::string> all;      ///< every route
  std::vector<std::string> landing;  ///< clicks alone
};

/// Section `capi`.
struct Conversions {
  std::string dataset_id;  ///< digits; empty: nothing is told
  std::string test_code;   ///< empty: none
};

/// The configuration of one account, checked. Immutable once built.
struct Settings {
  Currency currency;
  decide::Config decision;
  /// `decision.mode` was `auto`: the preset decided, a fit to the account's own deals may differ.
  bool mode_auto{false};
  revenue::PipelineConfig pipeline;  ///< section `pipeline` over the preset, scaled to the AOV
  belief::ValuePriors priors;
  Business business;
  Executor executor;
  Fatigue fatigue;
  Video video;
  Attribution attribution;
  Origins origins;
  Conversions conversions;
  /// The values in use that tell what decides here from others, canonical JSON (RFC 8785): all of
  /// the first release of the registry, and later keys that are not at their default.
  std::string effective;
  std::string config_hash;            ///< SHA-256 of `effective`, 64 hex digits
  std::vector<std::string> warnings;  ///< amounts that were converted from USD
};

/// Reads account thresholds from YAML; what it leaves out has its default. Amounts are major units
/// of `currency`; a default amount is converted from USD by a shipped table, rounded to two
/// significant digits and listed in `warnings`.
///
/// Errors, with `where` as "gv.yaml:12: decision.kill_roas": UnknownKey with the nearest known key;
/// ConfigRange for a value of the wrong kind, out of range or against another key, and for a
/// currency that the table does not know (the message names the keys to set); what `yaml::parse`
/// reports.
[[nodiscard]] Result<Settings> load(std::string_view yaml, std::string_view name,
                                    Currency currency);
/// The same from a file. Errors: also NotFound, UnusableInput.
[[nodiscard]] Result<Settings> load_file(const std::string& path, Currency currency);
/// Nothing but defaults. Errors: ConfigRange for a currency that the table does not know.
[[nodiscard]] Result<Settings> defaults(Currency currency);

/// Every key with its default in `currency`, nested. Errors: as `defaults`.
[[nodiscard]] Result<json::Value> default_values(Currency currency);

/// JSON Schema (draft 2020-12) of the file; `x-unit` names the unit of a value.
[[nodiscard]] json::Value schema();
/// The table of keys in docs/configuration.md.
[[nodiscard]] std::string defaults_markdown();

}  // namespace gv::settings
