#include "adapters/files/budget_units.h"

#include <map>
#include <string>
#include <tuple>
#include <utility>

#include "adapters/files/spend_rate.h"

namespace gv::files {
namespace {

struct Budget {
  TimePoint at;
  std::int64_t minor{0};
};

std::map<std::string, Budget> named_budgets(const std::vector<AdsRow>& rows) {
  std::map<std::string, Budget> budgets;
  for (const auto& row : rows) {
    if (!row.budget_minor) continue;
    const Budget named{row.end, *row.budget_minor};
    auto& budget = budgets.try_emplace(row.unit, named).first->second;
    if (std::tie(named.at, named.minor) > std::tie(budget.at, budget.minor)) budget = named;
  }
  return budgets;
}

}  // namespace

BudgetUnits budget_units_of(const std::vector<belief::AdState>& ads,
                            const std::vector<AdsRow>& rows) {
  const auto budgets = named_budgets(rows);
  std::map<std::string, std::vector<belief::Bucket>> delivery;
  std::map<std::string, CampaignId> campaigns;
  for (const auto& ad : ads) {
    auto& buckets = delivery[ad.unit_id.text()];
    buckets.insert(buckets.end(), ad.buckets.begin(), ad.buckets.end());
    campaigns.try_emplace(ad.unit_id.text(), ad.campaign_id);
  }
  BudgetUnits out;
  for (const auto& [id, buckets] : delivery) {
    belief::BudgetUnit unit{.id = BudgetUnitId(id), .campaign_id = campaigns.at(id)};
    if (const auto budget = budgets.find(id); budget != budgets.end()) {
      unit.daily_budget_minor = budget->second.minor;
    } else {
      unit.daily_budget_minor = mean_daily_spend(buckets);
      ++out.estimated;
    }
    out.units.push_back(std::move(unit));
  }
  return out;
}

}  // namespace gv::files
