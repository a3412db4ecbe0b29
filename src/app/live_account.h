#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "app/credited_deals.h"
#include "app/decide_budgets.h"
#include "app/ports/ad_policies.h"
#include "app/ports/holds.h"
#include "app/ports/performance.h"
#include "app/ports/running_ads.h"
#include "app/ports/settings_source.h"

namespace gv::app {

/// What the store knows of an account that is connected to its platforms.
struct LiveAccount {
  std::vector<RunningAd> ads;         ///< by id
  std::vector<PerformanceRow> days;   ///< by ad and time
  std::vector<PerformanceRow> hours;  ///< by ad and time; of the last days
  TimePoint hours_since{};            ///< from when on hours are at hand
  std::vector<CreditedDeal> deals;    ///< by ad
  /// Budgets that we set or a look found, by unit ("meta:adset:123"), ascending by time.
  std::map<std::string, std::vector<belief::BudgetStep>> budgets;
  std::map<std::string, belief::KillState> kills;  ///< of ads that are ended by us, by ad
  std::vector<Hold> holds;                         ///< in force
  std::vector<AdPolicy> policies;                  ///< in force, by ad
};

struct LiveRequest {
  AccountId account{};
  std::optional<std::int64_t> total_budget_minor{};  ///< none: what is spent now
  std::uint64_t seed{0};
  TimePoint now{};
  std::set<std::string> excluded{};            ///< ads that take no part; their units are held
  std::map<std::string, std::int64_t> pins{};  ///< budgets of ads that are not to change
};

/// Everything a decision cycle needs, from what the platforms and the CRM told. A unit is what
/// carries the money on the platform ("meta:adset:123"); its budget is what the newest look found
/// or, where that is newer, what we set. It is held by holds, by pins and by a lock of any of its
/// ads, and has the tightest bounds of their policies. What is known of an ad
/// reaches to the beginning of the newest look that found it; of the day of that look and the one
/// before hours are read, for days before them days: those are restated, hours are not. An ad
/// without a row had no delivery. Pure.
///
/// Errors: InvalidInput for an id that is none.
[[nodiscard]] Result<RunInputs> live_inputs(const LiveAccount& live, const LiveRequest& request,
                                            const AccountSettings& settings);

}  // namespace gv::app
