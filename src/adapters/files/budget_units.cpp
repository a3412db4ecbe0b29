#include "adapters/files/budget_units.h"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

#include "adapters/files/spend_rate.h"

namespace gv::files {

void NamedBudgets::add(const std::string& unit, TimePoint at, std::int64_t minor) {
  const auto [budget, is_new] = by_unit_.try_emplace(unit, Budget{at, minor});
  auto& best = budget->second;
  if (!is_new && std::tie(at, minor) > std::tie(best.at, best.minor)) best = {at, minor};
}

const std::int64_t* NamedBudgets::find(const std::string& unit) const {
  const auto budget = by_unit_.find(unit);
  return budget == by_unit_.end() ? nullptr : &budget->second.minor;
}

BudgetUnits budget_units_of(const std::vector<belief::AdState>& ads, const NamedBudgets& named) {
  std::vector<std::size_t> order(ads.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return ads[a].unit_id < ads[b].unit_id; });
  BudgetUnits out;
  std::vector<belief::Bucket> delivery;
  for (std::size_t i = 0; i < order.size();) {
    const auto& first = ads[order[i]];
    belief::BudgetUnit unit{.id = first.unit_id, .campaign_id = first.campaign_id};
    delivery.clear();
    for (; i < order.size() && ads[order[i]].unit_id == unit.id; ++i) {
      for (const auto& bucket : ads[order[i]].buckets) delivery.push_back(bucket);
    }
    if (const auto* budget = named.find(unit.id.text())) {
      unit.daily_budget_minor = *budget;
    } else {
      unit.daily_budget_minor = mean_daily_spend(delivery);
      ++out.estimated;
    }
    out.units.push_back(std::move(unit));
  }
  return out;
}

}  // namespace gv::files
