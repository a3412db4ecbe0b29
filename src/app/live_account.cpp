#include "app/live_account.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include <fmt/format.h>

#include "app/bound_units.h"
#include "app/ports/unit_name.h"
#include "base/hash.h"

namespace gv::app {
namespace {

constexpr Millis kHourLength{3'600'000};
constexpr Millis kDayLength{86'400'000};

/// The rows of one ad in a list that is ordered by ad.
template <class Row, class Id>
std::pair<typename std::vector<Row>::const_iterator, typename std::vector<Row>::const_iterator>
rows_of(const std::vector<Row>& rows, const std::string& ad, Id id) {
  const auto begin =
      std::partition_point(rows.begin(), rows.end(), [&](const Row& row) { return id(row) < ad; });
  const auto end =
      std::partition_point(begin, rows.end(), [&](const Row& row) { return id(row) == ad; });
  return {begin, end};
}

const std::string& entity(const PerformanceRow& row) { return row.entity_id; }
const std::string& credited_ad(const CreditedDeal& deal) { return deal.ad; }

std::string platform_of(const std::string& ad) { return ad.substr(0, ad.find(':')); }
std::string own_id(const std::string& ad) { return ad.substr(ad.find(':') + 1); }
std::string unit_of(const RunningAd& ad) {
  return unit_name(platform_of(ad.ad_id), {ad.unit_level, ad.unit_id});
}

/// What is known of an ad reaches so far: to the newest look that found it, or a newer row.
TimePoint known_until(const RunningAd& ad, const std::vector<PerformanceRow>& days,
                      const std::vector<PerformanceRow>& hours, TimePoint now) {
  TimePoint newest = ad.seen_at;
  for (const auto* rows : {&days, &hours}) {
    const auto [begin, end] = rows_of(*rows, ad.ad_id, entity);
    for (auto row = begin; row != end; ++row) newest = std::max(newest, row->fetched_at);
  }
  return std::min(newest, now);
}

/// From this day on hours are read: a look asks for those of its day and the one before. Never
/// where they are no longer at hand.
TimePoint hours_from(TimePoint known, TimePoint at_hand_since) {
  const TimePoint from = std::chrono::floor<Days>(known) - Days{1};
  return from < at_hand_since ? TimePoint::max() : from;
}

/// An hour or a day, as far as it is known. A span that has not ended reaches to what is known.
std::optional<belief::Bucket> bucket_of(const PerformanceRow& row, Millis length, TimePoint known) {
  const TimePoint end = std::min(row.period_start + length, known);
  if (end <= row.period_start) return std::nullopt;
  return belief::Bucket{row.period_start, end, row.impressions,
                        std::min(row.clicks, row.impressions), row.spend_minor};
}

class Reading {
 public:
  Reading(const LiveAccount& live, const LiveRequest& request) : live_(live), now_(request.now) {}

  Result<belief::AdState> state_of(const RunningAd& ad) const {
    belief::AdState state;
    GV_TRY(const auto id, AdId::parse(own_id(ad.ad_id), ad.ad_id));
    state.key = {platform_of(ad.ad_id), id};
    state.campaign_id = CampaignId(ad.campaign_id);
    state.unit_id = BudgetUnitId(unit_of(ad));
    state.status = ad.rejected ? belief::AdStatus::Rejected
                   : ad.active ? belief::AdStatus::Active
                               : belief::AdStatus::Paused;
    state.learning = ad.learning ? belief::Learning::Learning : belief::Learning::None;
    state.data_as_of = known_until(ad, live_.days, live_.hours, now_);
    read_delivery(ad.ad_id, state);
    const auto [begin, end] = rows_of(live_.deals, ad.ad_id, credited_ad);
    for (auto deal = begin; deal != end; ++deal) {
      if (deal->value.counted_at <= state.data_as_of) state.deals.push_back(deal->value);
    }
    if (!ad.active) {
      const auto kill = live_.kills.find(ad.ad_id);
      if (kill != live_.kills.end()) state.kill_state = kill->second;
    }
    return state;
  }

 private:
  void read_delivery(const std::string& ad, belief::AdState& state) const {
    const TimePoint known = state.data_as_of;
    const TimePoint from = hours_from(known, live_.hours_since);
    const auto [days_begin, days_end] = rows_of(live_.days, ad, entity);
    for (auto row = days_begin; row != days_end; ++row) {
      if (row->period_start >= from) break;
      const auto bucket = bucket_of(*row, kDayLength, known);
      if (bucket) state.buckets.push_back(*bucket);
      if (row->frequency) state.frequency_7d = row->frequency;
    }
    const auto [hours_begin, hours_end] = rows_of(live_.hours, ad, entity);
    for (auto row = hours_begin; row != hours_end; ++row) {
      if (row->period_start < from) continue;
      const auto bucket = bucket_of(*row, kHourLength, known);
      if (bucket) state.buckets.push_back(*bucket);
    }
    if (!state.buckets.empty()) state.first_delivery_at = state.buckets.begin()->start;
  }

  const LiveAccount& live_;
  TimePoint now_;
};

std::string digest_of(const LiveAccount& live, const LiveRequest& request) {
  std::string text;
  for (const auto& ad : live.ads) {
    text += fmt::format("ad|{}|{}|{}|{}|{}|{}|{}|{}\n", ad.ad_id, ad.campaign_id, unit_of(ad),
                        ad.unit_budget_minor.value_or(-1), ad.active, ad.rejected, ad.learning,
                        format_time(ad.seen_at));
  }
  for (const auto* rows : {&live.days, &live.hours}) {
    for (const auto& row : *rows) {
      text +=
          fmt::format("{}|{}|{}|{}|{}|{}\n", row.granularity, row.entity_id,
                      format_time(row.period_start), row.impressions, row.clicks, row.spend_minor);
    }
  }
  for (const auto& deal : live.deals) {
    text += fmt::format("deal|{}|{}|{}|{}|{}|{}\n", deal.ad, deal.deal,
                        format_time(deal.value.counted_at), deal.value.credit,
                        deal.value.value_minor, deal.value.cash_minor);
  }
  for (const auto& [unit, steps] : live.budgets) {
    for (const auto& step : steps) {
      text += fmt::format("budget|{}|{}|{}\n", unit, format_time(step.at), step.daily_minor);
    }
  }
  for (const auto& [ad, kill] : live.kills) {
    text += fmt::format("kill|{}|{}|{}|{}\n", ad, format_time(kill.at),
                        static_cast<int>(kill.finality), kill.budget_before_minor);
  }
  for (const auto& hold : live.holds) text += "hold|" + hold.id + "\n";
  for (const auto& policy : live.policies) text += policy_row(policy);
  for (const auto& ad : request.excluded) text += "excluded|" + ad + "\n";
  for (const auto& [ad, minor] : request.pins) text += fmt::format("pin|{}|{}\n", ad, minor);
  return sha256_hex(text);
}

bool is_held(const RunningAd& ad, const std::vector<Hold>& holds) {
  const auto platform = platform_of(ad.ad_id);
  return std::any_of(holds.begin(), holds.end(), [&](const Hold& hold) {
    return hold.stops(platform, ad.campaign_id, ad.unit_id) ||
           hold.stops(platform, ad.campaign_id, own_id(ad.ad_id));
  });
}

/// The unit of the ad, once for all ads that share it. `seen_at`: of the newest look at any.
void add_unit(const RunningAd& ad, const LiveAccount& live, TimePoint seen_at,
              std::map<std::string, belief::BudgetUnit>& units) {
  auto& unit = units[unit_of(ad)];
  unit.id = BudgetUnitId(unit_of(ad));
  unit.campaign_id = CampaignId(ad.campaign_id);
  unit.daily_budget_minor = ad.unit_budget_minor.value_or(0);
  unit.held = unit.held || is_held(ad, live.holds);
  const auto steps = live.budgets.find(unit_of(ad));
  if (steps == live.budgets.end() || steps->second.empty()) return;
  unit.history = steps->second;
  const auto& newest = unit.history.back();
  if (newest.at > seen_at) unit.daily_budget_minor = newest.daily_minor;
}

/// Pins, and the units of ads that take no part: what they spend is not to change.
void hold_units(const LiveAccount& live, const LiveRequest& request,
                std::map<std::string, belief::BudgetUnit>& units) {
  for (const auto& ad : live.ads) {
    const auto unit = units.find(unit_of(ad));
    if (unit == units.end()) continue;
    const auto pin = request.pins.find(ad.ad_id);
    const bool excluded = request.excluded.contains(ad.ad_id);
    unit->second.held = unit->second.held || excluded || pin != request.pins.end();
    if (!excluded && pin != request.pins.end()) unit->second.daily_budget_minor = pin->second;
  }
}

/// Policies of ads, on the units that carry them.
void bind_units(const LiveAccount& live, std::map<std::string, belief::BudgetUnit>& units) {
  for (const auto& policy : live.policies) {
    const auto ad = std::find_if(live.ads.begin(), live.ads.end(),
                                 [&](const RunningAd& one) { return one.ad_id == policy.ad_id; });
    if (ad == live.ads.end()) continue;
    const auto unit = units.find(unit_of(*ad));
    if (unit != units.end()) bind_unit(policy, unit->second);
  }
}

}  // namespace

Result<RunInputs> live_inputs(const LiveAccount& live, const LiveRequest& request,
                              const AccountSettings& settings) {
  RunInputs inputs;
  inputs.currency = settings.currency;
  inputs.config_hash = settings.config_hash;
  inputs.inputs_hash = digest_of(live, request);
  auto& cycle = inputs.cycle;
  cycle.account = request.account;
  cycle.cycle_id = format_time(request.now);
  cycle.seed = request.seed;
  cycle.now = request.now;
  cycle.priors = settings.priors;
  const Reading reading(live, request);
  std::map<std::string, TimePoint> seen;  // by unit
  for (const auto& ad : live.ads) {
    auto& newest = seen[unit_of(ad)];
    newest = std::max(newest, ad.seen_at);
  }
  std::map<std::string, belief::BudgetUnit> units;
  std::set<std::string> spending;
  for (const auto& ad : live.ads) {
    if (request.excluded.contains(ad.ad_id) || !ad.unit_budget_minor) continue;
    GV_TRY(auto state, reading.state_of(ad));
    cycle.ads.push_back(std::move(state));
    add_unit(ad, live, seen.at(unit_of(ad)), units);
    if (ad.active) spending.insert(unit_of(ad));
  }
  hold_units(live, request, units);
  bind_units(live, units);
  std::int64_t now_minor = 0;
  for (auto& [name, unit] : units) {
    if (spending.contains(name)) now_minor += unit.daily_budget_minor;
    cycle.units.push_back(std::move(unit));
  }
  cycle.total_budget_minor = request.total_budget_minor.value_or(now_minor);
  return inputs;
}

}  // namespace gv::app
