#include "app/fatigue_of_ads.h"

#include <algorithm>
#include <map>

namespace gv::app {
namespace {

using fatigue::DayCounts;

constexpr Millis kDay{86'400'000};
constexpr Millis kDayMax{90'000'000};  // 25 h: a day on which clocks are set back

/// Days between the day `at` falls in and the last one; 0 is the last.
std::int64_t days_back(TimePoint as_of, TimePoint at) { return (as_of - at - Millis{1}) / kDay; }

std::int64_t budget_at(const belief::BudgetUnit* unit, TimePoint at) {
  std::int64_t budget = 0;  // unknown
  if (unit == nullptr) return budget;
  for (const auto& step : unit->history) {
    if (step.at <= at) budget = step.daily_minor;
  }
  return budget;
}

/// The account's days beside an ad's, which may be fewer: both end with the same day.
std::span<const DayCounts> last_days(const std::vector<DayCounts>& account, std::size_t count) {
  return std::span(account).last(std::min(count, account.size()));
}

}  // namespace

std::vector<DayCounts> days_of(const belief::AdState& ad, const belief::BudgetUnit* unit,
                               std::size_t days_max) {
  std::vector<DayCounts> days;
  for (const auto& bucket : ad.buckets) {
    if (bucket.end - bucket.start > kDayMax) return {};
    const auto middle = bucket.start + (bucket.end - bucket.start) / 2;
    if (middle >= ad.data_as_of) continue;
    const auto back = static_cast<std::size_t>(days_back(ad.data_as_of, middle));
    if (back >= days_max) continue;
    if (days.size() <= back) days.resize(back + 1);
    auto& day = days[back];
    day.impressions += bucket.impressions;
    day.clicks += bucket.clicks;
    day.spend_minor += bucket.spend_minor;
  }
  for (std::size_t back = 0; back < days.size(); ++back) {
    days[back].budget_minor =
        budget_at(unit, ad.data_as_of - kDay * static_cast<std::int64_t>(back) - kDay);
  }
  std::reverse(days.begin(), days.end());
  return days;
}

Result<std::vector<AdFatigue>> fatigue_of_ads(std::span<const belief::AdState> ads,
                                              std::span<const belief::BudgetUnit> units,
                                              const fatigue::FatigueConfig& config) {
  std::map<BudgetUnitId, const belief::BudgetUnit*> unit_by_id;
  for (const auto& unit : units) unit_by_id.emplace(unit.id, &unit);
  std::vector<std::vector<DayCounts>> days;
  std::vector<DayCounts> account;  // newest first while it is summed
  for (const auto& ad : ads) {
    const auto unit = unit_by_id.find(ad.unit_id);
    days.push_back(days_of(ad, unit == unit_by_id.end() ? nullptr : unit->second));
    const auto& own = days.back();
    if (account.size() < own.size()) account.resize(own.size());
    for (std::size_t back = 0; back < own.size(); ++back) {
      const auto& day = own[own.size() - 1 - back];
      account[back].impressions += day.impressions;
      account[back].clicks += day.clicks;
      account[back].spend_minor += day.spend_minor;
    }
  }
  std::reverse(account.begin(), account.end());
  std::vector<AdFatigue> out;
  out.reserve(ads.size());
  for (std::size_t i = 0; i < ads.size(); ++i) {
    fatigue::FatigueInput input;
    input.days = days[i];
    input.frequency_7d = ads[i].frequency_7d.value_or(0.0);
    input.account_days = last_days(account, days[i].size());
    GV_TRY(auto assessment, fatigue::assess_fatigue(input, config));
    out.push_back({ads[i].key, std::move(assessment)});
  }
  return out;
}

}  // namespace gv::app
