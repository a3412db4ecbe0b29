#include "app/fatigue_of_ads.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace gv::app {
namespace {

using fatigue::DayCounts;
using fatigue::FatigueAssessment;

constexpr Millis kDay{86'400'000};
constexpr Millis kDayMax{90'000'000};  // 25 h: a day on which clocks are set back

/// Counts come from outside, and no check of their size was made yet: sums stop at the largest.
void add_to(std::int64_t& sum, std::int64_t more) {
  if (__builtin_add_overflow(sum, more, &sum)) {
    sum = more > 0 ? std::numeric_limits<std::int64_t>::max()
                   : std::numeric_limits<std::int64_t>::min();
  }
}

void add_to(DayCounts& sum, std::int64_t impressions, std::int64_t clicks,
            std::int64_t spend_minor) {
  add_to(sum.impressions, impressions);
  add_to(sum.clicks, clicks);
  add_to(sum.spend_minor, spend_minor);
}

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

/// Finds units by their id without a copy of it.
class UnitsById {
 public:
  explicit UnitsById(std::span<const belief::BudgetUnit> units) {
    for (const auto& unit : units) units_.push_back(&unit);
    std::stable_sort(units_.begin(), units_.end(),
                     [](const auto* a, const auto* b) { return a->id < b->id; });
  }

  [[nodiscard]] const belief::BudgetUnit* find(const BudgetUnitId& id) const {
    const auto unit =
        std::lower_bound(units_.begin(), units_.end(), id,
                         [](const auto* a, const BudgetUnitId& wanted) { return a->id < wanted; });
    return unit == units_.end() || (*unit)->id != id ? nullptr : *unit;
  }

 private:
  std::vector<const belief::BudgetUnit*> units_;
};

/// The sums over all ads by day, oldest first.
std::vector<DayCounts> account_days(std::span<const belief::AdState> ads) {
  std::vector<DayCounts> account;  // newest first while it is summed
  for (const auto& ad : ads) {
    const auto own = days_of(ad, nullptr);
    if (account.size() < own.size()) account.resize(own.size());
    for (std::size_t back = 0; back < own.size(); ++back) {
      const auto& day = own[own.size() - 1 - back];
      add_to(account[back], day.impressions, day.clicks, day.spend_minor);
    }
  }
  std::reverse(account.begin(), account.end());
  return account;
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
    add_to(days[back], bucket.impressions, bucket.clicks, bucket.spend_minor);
  }
  for (std::size_t back = 0; back < days.size(); ++back) {
    days[back].budget_minor =
        budget_at(unit, ad.data_as_of - kDay * static_cast<std::int64_t>(back) - kDay);
  }
  std::reverse(days.begin(), days.end());
  return days;
}

Result<void> assess_fatigue_of(std::span<const belief::AdState> ads,
                               std::span<const belief::BudgetUnit> units,
                               const fatigue::FatigueConfig& config, const FatigueSink& sink) {
  const UnitsById units_by_id(units);
  const auto account = account_days(ads);
  for (std::size_t i = 0; i < ads.size(); ++i) {
    const auto days = days_of(ads[i], units_by_id.find(ads[i].unit_id));
    fatigue::FatigueInput input;
    input.days = days;
    input.frequency_7d = ads[i].frequency_7d.value_or(0.0);
    input.account_days = last_days(account, days.size());
    GV_TRY(auto assessment, fatigue::assess_fatigue(input, config));
    sink(i, std::move(assessment));
  }
  return {};
}

Result<std::vector<AdFatigue>> fatigue_of_ads(std::span<const belief::AdState> ads,
                                              std::span<const belief::BudgetUnit> units,
                                              const fatigue::FatigueConfig& config) {
  std::vector<AdFatigue> out;
  out.reserve(ads.size());
  GV_TRY(assess_fatigue_of(ads, units, config, [&](std::size_t i, FatigueAssessment assessment) {
    out.push_back({ads[i].key, std::move(assessment)});
  }));
  return out;
}

}  // namespace gv::app
