#pragma once

#include <functional>
#include <span>
#include <vector>

#include "base/result.h"
#include "core/belief/records.h"
#include "core/fatigue/fatigue.h"

namespace gv::app {

/// How worn out one ad is.
struct AdFatigue {
  belief::AdKey ad;
  fatigue::FatigueAssessment assessment;
};

/// The last complete days of an ad, oldest first. Days end where the data ends: with daily rows
/// they are the calendar days of the account, with hourly ones the last 24, 48, ... hours. A bucket
/// belongs to the day its middle falls in. Empty when some bucket is longer than 25 hours (a
/// lifetime row says nothing about days) or there is no delivery. O(buckets + days); at most
/// `days_max` days are given.
[[nodiscard]] std::vector<fatigue::DayCounts> days_of(const belief::AdState& ad,
                                                      const belief::BudgetUnit* unit,
                                                      std::size_t days_max = 60);

/// Takes the assessment of the ad with this index.
using FatigueSink = std::function<void(std::size_t ad, fatigue::FatigueAssessment)>;

/// Assesses every ad against the account as a whole, in the order of `ads`. There is no memory of
/// earlier evaluations and no model, so nothing is held over and actions are those of the rules.
/// Errors: those of `fatigue::assess_fatigue`. Holds the days of one ad at a time.
[[nodiscard]] Result<void> assess_fatigue_of(std::span<const belief::AdState> ads,
                                             std::span<const belief::BudgetUnit> units,
                                             const fatigue::FatigueConfig& config,
                                             const FatigueSink& sink);
/// The same, all assessments together.
[[nodiscard]] Result<std::vector<AdFatigue>> fatigue_of_ads(
    std::span<const belief::AdState> ads, std::span<const belief::BudgetUnit> units,
    const fatigue::FatigueConfig& config);

}  // namespace gv::app
