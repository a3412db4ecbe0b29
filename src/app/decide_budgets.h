#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/currency.h"
#include "base/parallel.h"
#include "base/result.h"
#include "core/decide/cycle.h"
#include "core/fatigue/fatigue.h"

namespace gv::app {

/// An ad of which no row was any use.
struct LostAd {
  std::string ad_id;
  std::string reason;
  friend bool operator==(const LostAd&, const LostAd&) = default;
};

/// Everything a run depends on; what a saved run records.
struct RunInputs {
  decide::CycleInput cycle;  ///< `fatigue` of the ads is filled in by the use cases
  Currency currency{Currency::usd()};
  std::string config_hash;         ///< SHA-256 of the effective configuration
  std::string inputs_hash;         ///< SHA-256 of the rows as read
  std::vector<LostAd> lost_ads;    ///< by ad id
  std::vector<std::string> notes;  ///< what was assumed, for people
};

/// One decision cycle, decided.
struct DecidedRun {
  std::string id;  ///< UUIDv5 of (config hash, inputs hash, seed, now)
  decide::CyclePlan plan;
};

[[nodiscard]] std::string run_id(const RunInputs& inputs);

/// The daily budgets of all units together: what is spent when nothing changes.
[[nodiscard]] std::int64_t budget_now_minor(const RunInputs& inputs);

/// Assesses fatigue, then runs one decision cycle with it. Fills `fatigue` of the ads of `inputs`.
/// Errors: ConfigRange, Refused (frozen budgets or minimums above the total), those of fatigue.
[[nodiscard]] Result<DecidedRun> decide_budgets(RunInputs& inputs, const decide::Config& config,
                                                const fatigue::FatigueConfig& fatigue,
                                                const ParallelFor& parallel);

}  // namespace gv::app
