#include "app/execute/account_growth.h"

#include <algorithm>

namespace gv::app {
namespace {

constexpr Hours kGrowthOf{24};

}  // namespace

Result<AccountGrowth> AccountGrowth::read(const ExecutionPorts& ports, Transaction& transaction) {
  AccountGrowth growth(transaction.now());
  GV_TRY(const auto ads, ports.running.list(transaction));
  std::map<UnitKey, UnitKey> unit_of_ad;
  for (const auto& ad : ads) {
    const auto colon = ad.ad_id.find(':');
    const auto platform = ad.ad_id.substr(0, colon);
    const UnitKey key{platform, {ad.unit_level, ad.unit_id}};
    unit_of_ad[{platform, {EntityLevel::Ad, ad.ad_id.substr(colon + 1)}}] = key;
    if (!ad.active || !ad.unit_budget_minor) continue;
    const auto [unit, added] = growth.units_.try_emplace(key);
    if (!added) continue;
    GV_TRY(unit->second.steps,
           ports.ledger.budgets(transaction, platform, key.second, transaction.now() - kGrowthOf));
    if (unit->second.steps.empty()) unit->second.steps = {{ad.seen_at, *ad.unit_budget_minor}};
    unit->second.now_minor = unit->second.steps.back().daily_minor;
  }
  GV_TRY(const auto in_flight, ports.changes.in_flight(transaction));
  for (const auto& change : in_flight) {
    const auto* to = std::get_if<std::int64_t>(&change.requested);
    if (to == nullptr || change.state == ChangeState::Claimed) continue;
    const UnitKey named{change.platform, change.entity};
    const auto above = unit_of_ad.find(named);
    const auto unit = growth.units_.find(above == unit_of_ad.end() ? named : above->second);
    if (unit == growth.units_.end()) continue;
    unit->second.now_minor = std::max(unit->second.now_minor, *to);
  }
  return growth;
}

std::optional<TimePoint> AccountGrowth::earliest(const std::string& platform, const EntityRef& unit,
                                                 std::int64_t daily_minor,
                                                 const execute::HardCaps& caps) const {
  const auto found = units_.find({platform, unit});
  if (found == units_.end()) return now_;
  std::vector<std::vector<belief::BudgetStep>> all;
  std::int64_t total = daily_minor - found->second.now_minor;
  for (const auto& [key, one] : units_) {
    total += one.now_minor;
    all.push_back(one.steps);
  }
  return execute::earliest_total(execute::account_totals(all), now_, total, caps);
}

void AccountGrowth::take(const std::string& platform, const EntityRef& unit,
                         std::int64_t daily_minor) {
  const auto found = units_.find({platform, unit});
  if (found == units_.end()) return;
  found->second.now_minor = std::max(found->second.now_minor, daily_minor);
}

}  // namespace gv::app
