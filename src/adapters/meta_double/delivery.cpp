#include "adapters/meta_double/delivery.h"

#include <algorithm>
#include <map>

#include "adapters/meta_double/crm_events.h"
#include "adapters/meta_double/objects.h"
#include "adapters/meta_double/schema.h"
#include "base/check.h"
#include "core/execute/money_units.h"

namespace gv::meta_double {
namespace {

using boost::json::array;
using boost::json::object;

constexpr Millis kHourMs{3'600'000};

std::string units_text(const Platform& platform, std::int64_t minor) {
  const auto units = execute::to_meta_units(minor, platform.behaviour.currency, "budget");
  GV_CHECK(units.has_value());
  return std::to_string(*units);
}

std::string campaign_for(Platform& platform, std::size_t account) {
  const auto campaigns = objects_of(platform, account, Kind::Campaign);
  if (!campaigns.empty()) return campaigns.front()->id;
  const bool direct = platform.scenario.mode == belief::Mode::Direct;
  return add_object(platform, account, Kind::Campaign, "",
                    {{"name", "campaign-1"},
                     {"status", "ACTIVE"},
                     {"objective", direct ? "OUTCOME_SALES" : "OUTCOME_LEADS"},
                     {"special_ad_categories", array()},
                     {"bid_strategy", "LOWEST_COST_WITHOUT_CAP"}})
      .id;
}

/// A campaign for the ad alone, and the budget that it points to.
std::string campaign_with_budget(Platform& platform, std::size_t account, std::size_t index,
                                 const std::string& units) {
  const auto name = "campaign-" + std::to_string(index + 1);
  const auto budget = add_object(platform, account, Kind::Budget, "",
                                 {{"name", name},
                                  {"status", "ACTIVE"},
                                  {"daily_budget", units},
                                  {"explicitly_shared", false}})
                          .id;
  return add_object(platform, account, Kind::Campaign, "",
                    {{"name", name},
                     {"status", "ACTIVE"},
                     {"advertising_channel_type", "DEMAND_GEN"},
                     {"campaign_budget", budget},
                     {"daily_budget", units}})
      .id;
}

void make_objects(Platform& platform, std::size_t account, std::size_t index) {
  const auto& market = platform.accounts[account].market;
  const auto& ad = market.ads()[index];
  const auto units = units_text(platform, market.units()[index].daily_budget_minor);
  const bool above = platform.behaviour.budget_on_campaign;
  const auto campaign = above ? campaign_with_budget(platform, account, index, units)
                              : campaign_for(platform, account);
  object fields{{"name", ad.unit_id.text()},
                {"status", "ACTIVE"},
                {"daily_budget", units},
                {"billing_event", "IMPRESSIONS"},
                {"optimization_goal", "OFFSITE_CONVERSIONS"},
                {"targeting", {{"geo_locations", {{"countries", {"AE"}}}}}}};
  if (above) fields.erase("daily_budget");
  const auto set = add_object(platform, account, Kind::AdSet, campaign, std::move(fields)).id;
  const auto creative = add_object(platform, account, Kind::Creative, "",
                                   {{"name", ad.creative_id.text()}, {"status", "ACTIVE"}})
                            .id;
  Object& made = add_object(platform, account, Kind::Ad, set,
                            {{"name", ad.key.ad_id.text()},
                             {"status", "ACTIVE"},
                             {"creative", object{{"creative_id", creative}}}});
  made.market_index = index;
  platform.accounts[account].ad_of[index] = made.id;
}

/// The daily budget of an ad's owner of money, shared by the ads that run on it.
class BudgetShares {
 public:
  BudgetShares(const Platform& platform, const std::vector<const Object*>& running)
      : platform_(platform) {
    for (const Object* const ad : running) ++ads_of_[owner_of(*ad).id];
  }

  /// 0: no daily budget.
  [[nodiscard]] std::int64_t share_of(const Object& ad) const {
    const Object& owner = owner_of(ad);
    const auto units = whole_text(owner.text("daily_budget"));
    const auto minor = execute::from_meta_units(units, platform_.behaviour.currency, "budget");
    return minor ? *minor / std::max<std::int64_t>(1, ads_of_.at(owner.id)) : 0;
  }

 private:
  [[nodiscard]] const Object& owner_of(const Object& ad) const {
    const Object* const set = find_object(platform_, ad.parent);
    GV_CHECK(set != nullptr);
    return set->text("daily_budget").empty() ? campaign_of(platform_, *set) : *set;
  }

  const Platform& platform_;
  std::map<std::string, std::int64_t> ads_of_;
};

void run_ad(Account& account, Object& ad, std::int64_t budget) {
  auto& market = account.market;
  if (!ad.market_index) {
    ad.market_index = market.launch_creative(budget);
    if (!ad.market_index) return;
    account.ad_of.resize(market.size());
    account.ad_of[*ad.market_index] = ad.id;
    return;
  }
  const auto index = *ad.market_index;
  if (!market.active(index)) {
    market.resume(index, budget);
  } else if (market.units()[index].daily_budget_minor != budget) {
    market.set_budget(index, budget);
  }
}

/// Tells the market what the objects are set to.
void apply_settings(Platform& platform, std::size_t index) {
  auto& account = platform.accounts[index];
  const TimePoint at = account.market.now();
  std::vector<const Object*> running;
  for (const Object* const ad : objects_of(platform, index, Kind::Ad)) {
    if (effective_status(platform, *ad, at) == "ACTIVE") {
      running.push_back(ad);
    } else if (ad->market_index && account.market.active(*ad->market_index)) {
      account.market.pause(*ad->market_index, belief::Finality::Provisional);
    }
  }
  const BudgetShares shares(platform, running);
  for (const Object* const ad : running) {
    const auto budget = shares.share_of(*ad);
    if (budget > 0) run_ad(account, *find_object(platform, ad->id), budget);
  }
}

void record_hour(Account& account) {
  const auto& market = account.market;
  account.hours.resize(market.size());
  account.totals.resize(market.size());
  for (std::size_t i = 0; i < market.size(); ++i) {
    auto& before = account.totals[i];
    const auto& total = market.totals()[i];
    const HourRow now{total.impressions, total.clicks, total.spend_minor, market.leads(i)};
    account.hours[i].resize(static_cast<std::size_t>(market.hour()));
    account.hours[i].back() = {now.impressions - before.impressions, now.clicks - before.clicks,
                               now.spend_minor - before.spend_minor, now.leads - before.leads};
    before = now;
    const auto& truth = market.last_hour(i);
    account.tally.spend_minor += truth.spend_minor;
    account.tally.value_minor += static_cast<double>(truth.spend_minor) * truth.roas;
    if (truth.roas < 1.0) account.tally.wasted_minor += truth.spend_minor;
  }
}

}  // namespace

void take_over_launches(Platform& platform, std::size_t account) {
  const auto size = platform.accounts[account].market.size();
  for (std::size_t i = platform.accounts[account].ad_of.size(); i < size; ++i) {
    platform.accounts[account].ad_of.emplace_back();
    make_objects(platform, account, i);
  }
}

void advance_to(Platform& platform, TimePoint to) {
  const auto& first = platform.accounts.front().market;  // all have the same hours
  while (!first.finished() && first.now() + kHourMs <= to) {
    const TimePoint end = first.now() + kHourMs;
    for (std::size_t i = 0; i < platform.accounts.size(); ++i) apply_settings(platform, i);
    platform.now = std::max(platform.now, end);
    for (std::size_t i = 0; i < platform.accounts.size(); ++i) {
      auto& account = platform.accounts[i];
      account.market.advance();
      record_hour(account);
      tell_of_deals(platform, account);
      take_over_launches(platform, i);
    }
  }
  platform.now = std::max(platform.now, to);
}

}  // namespace gv::meta_double
